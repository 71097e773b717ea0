// Finds in the list of everything what a reader typed, or what the site calls it (text_folding.js).

import { fold, makeTest, prepareSynonyms, searchWords } from "./text_folding.js";

const PER_KIND = 6;
const PER_ONLY_KIND = 12;
let loading;

/** Fetch the list once. Raises when it cannot be had; the next call tries again. */
export function loadList(root) {
  loading ??= fetch(new URL("search.json", root))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((data) => prepare(data))
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

/** Fold every entry once, so that a key stroke only compares. */
export function prepare(data) {
  data.synonyms = prepareSynonyms(data.synonyms);
  for (const kind of data.kinds) {
    const notes = kind.note_texts.map(fold);
    kind.folded = kind.titles.map(fold);
    kind.texts = kind.folded.map((title, place) => `${title}\n${notes[kind.notes[place]]}\n${fold(kind.words[place])}`);
  }
  return data;
}

/**
 * Find what a reader typed: all words somewhere in an entry. A title that is the text, begins with it, or holds it
 * comes before one that is found otherwise; equals stay in the order of the list.
 * Result: [{ name, title, total, entries: [{ title, note, address }] }], kinds without a result left out.
 */
export function find(data, text, only = "") {
  const words = searchWords(text);
  if (!words.length) return [];
  const kinds = data.kinds.filter((kind) => !only || kind.name === only);
  const isFound = makeTest(words, data.synonyms);
  return kinds.map((kind) => findInKind(kind, words, isFound, only ? PER_ONLY_KIND : PER_KIND)).filter(({ total }) => total);
}

function findInKind(kind, words, isFound, most) {
  const ranked = [[], [], [], []];
  let total = 0;
  for (let place = 0; place < kind.texts.length; place++) {
    if (!isFound(kind.texts[place])) continue;
    total += 1;
    ranked[rank(kind.folded[place], words)].push(place);
  }
  const entries = ranked.flat().slice(0, most).map((place) => entry(kind, place));
  return { name: kind.name, title: kind.title, total, entries };
}

function rank(title, [first, ...others]) {
  if (!title.includes(first)) return 3;
  if (others.length || !title.startsWith(first)) return 2;
  return title === first ? 0 : 1;
}

function entry(kind, place) {
  const key = kind.address.endsWith("=") ? encodeURIComponent(kind.keys[place]) : kind.keys[place];
  const slash = key && !kind.address.endsWith("=") && !key.endsWith("/") ? "/" : "";
  return { title: kind.titles[place], note: kind.note_texts[kind.notes[place]], address: kind.address + key + slash };
}
