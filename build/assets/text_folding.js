// Makes texts comparable: width, case, hiragana or katakana, and the spelling of place names do not matter.

const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const TO_HIRAGANA = 0x60;
const VARIATION_SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const DASHES = /[\u2010-\u2015\u2212]/g;
// ヶ, ケ and が between two kanji are one sound written three ways: 龍ケ崎, 鶴ヶ島, 関が原.
const KE = /\u3096|(?<=\p{Script=Han})[けが](?=\p{Script=Han})/gu;
// The old or rare letter, then the one it is searched as.
const OLD_KANJI =
  "龍竜澤沢邊辺邉辺齋斎髙高﨑崎碕崎嶋島嶌島廣広國国學学會会眞真濱浜櫻桜瀧滝豐豊萬万鹽塩藏蔵鐵鉄榮栄來来龜亀曾曽淵渕籠篭檜桧蘆芦礪砺彌弥壽寿圓円縣県區区郷鄕關関氣気鷗鴎頸頚諫諌祇祗";
const NEW_KANJI = new Map(OLD_KANJI.match(/../gu).map(([old, now]) => [old, now]));
const OLD = new RegExp(`[${[...NEW_KANJI.keys()].join("")}]`, "g");
const PLACE = /^(北海道|東京都|京都府|大阪府|[^県\s]{2,3}県)(?=\S)/;
const DISTRICT = /(?<=^|\s)([^\s郡]{1,6}郡)(?=\S+[町村])/;

/** Fold a text as it is searched. */
export function fold(text) {
  return text
    .normalize("NFKC")
    .replace(VARIATION_SELECTORS, "")
    .toLowerCase()
    .replace(DASHES, "-")
    .replace(KATAKANA, (sign) => String.fromCharCode(sign.charCodeAt(0) - TO_HIRAGANA))
    .replace(OLD, (sign) => NEW_KANJI.get(sign))
    .replace(KE, "け");
}

/** Split what a reader typed into the folded words that must all be found: 大阪府大阪市 is two. */
export function searchWords(text) {
  return fold(text).trim().replace(PLACE, "$1 ").replace(DISTRICT, "$1 ").split(/\s+/).filter(Boolean);
}

/** Fold the pairs of [word that readers type, word of the site] once. */
export function prepareSynonyms(pairs) {
  return pairs.map((pair) => pair.map(fold));
}

/** Make the test whether a folded text holds every word, or a word of the site for it. */
export function makeTest(words, synonyms) {
  const wanted = words.map((word) => {
    const others = synonyms.filter(([typed]) => word.includes(typed)).map(([typed, written]) => word.replaceAll(typed, written));
    return [word, ...others].map(makeWordTest);
  });
  return (text) => wanted.every((tests) => tests.some((test) => test(text)));
}

/** A Latin word or a number is found at its start only: LINE is no part of "online". */
function makeWordTest(word) {
  const kind = [/[a-z]/, /\d/].find((signs) => signs.test(word[0]));
  if (!kind) return (text) => text.includes(word);
  return (text) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (!at || !kind.test(text[at - 1])) return true;
    return false;
  };
}
