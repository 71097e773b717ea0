// Makes texts comparable: width, case, and hiragana or katakana do not matter. Nothing else is changed.

const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const TO_HIRAGANA = 0x60;

/** Fold a text as it is searched: NFKC, lower case, katakana to hiragana. */
export function fold(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(KATAKANA, (sign) => String.fromCharCode(sign.charCodeAt(0) - TO_HIRAGANA));
}

/** Split what a reader typed into the folded words that must all be found. */
export function searchWords(text) {
  return fold(text).split(/\s+/).filter(Boolean);
}
