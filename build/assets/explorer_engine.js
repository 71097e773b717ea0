// Answers questions about the cases. Pure functions from a table (explorer_table.js) and a query to rows and counts.
//
// A query: { words: "text", choices: { column: [key | "~status", …] },
//            ranges: { column: { from, to, missing: [status, …] } },
//            near: { column, value } | null, sort: { column, descending } | null }

import { FIRST_CHOICE } from "./explorer_table.js";
import { makeTest, searchWords } from "./text_folding.js";

export const MISSING = "~";
const SEVERAL_FAILED = 2;
const collator = new Intl.Collator("ja", { numeric: true });

/**
 * Find the cases that pass every filter, in order, and count what each further value would give.
 * counts: by facet, one count per code (reason or choice); a facet's own filter is left out of its counts.
 * unsized: the cases that pass but have no figure to be near to; they are not among the rows.
 */
export function findCases(table, query) {
  const tests = makeTests(table, query);
  const marks = { failed: new Uint8Array(table.count), failedTest: new Uint8Array(table.count) };
  tests.forEach((test, place) => markFailures(test, place, marks, table.count));
  const counts = Object.fromEntries(table.facets.map((name) => [name, countFacet(table.columns.get(name), tests, marks)]));
  const found = [];
  for (let row = 0; row < table.count; row++) if (!marks.failed[row]) found.push(row);
  return { ...orderRows(table, query, found), counts };
}

function makeTests(table, query) {
  const tests = [];
  for (const [name, keys] of Object.entries(query.choices)) {
    if (keys.length) tests.push({ name, passes: choiceTest(table, table.columns.get(name), keys) });
  }
  for (const [name, range] of Object.entries(query.ranges)) {
    if (!isOpen(range)) tests.push({ name, passes: rangeTest(table, table.columns.get(name), range) });
  }
  const words = searchWords(query.words);
  const isFound = makeTest(words, table.synonyms);
  if (words.length) tests.push({ name: "", passes: (row) => isFound(table.searchTexts[row]) });
  return tests;
}

/** Whether a range lets every case through. */
export function isOpen(range) {
  return range.from === null && range.to === null && !range.missing.length;
}

function choiceTest(table, column, keys) {
  const allowed = new Uint8Array(FIRST_CHOICE + column.keys.length);
  for (const key of keys) {
    const code = codeOf(table, column, key);
    if (code >= 0) allowed[code] = 1;
  }
  if (column.several) return (row) => column.codes[row].some((code) => allowed[code]);
  return (row) => allowed[column.codes[row]] === 1;
}

function codeOf(table, column, key) {
  if (key.startsWith(MISSING)) return table.statuses.findIndex((status) => status.name === key.slice(MISSING.length));
  const place = column.keys.indexOf(key);
  return place < 0 ? -1 : place + FIRST_CHOICE;
}

function rangeTest(table, column, range) {
  const wanted = Uint8Array.from(table.statuses, (status) => Number(range.missing.includes(status.name)));
  const bounded = range.from !== null || range.to !== null;
  const [from, to] = [range.from ?? -Infinity, range.to ?? Infinity];
  return (row) => {
    if (column.status[row]) return wanted[column.status[row]] === 1;
    return bounded && column.numbers[row] >= from && column.numbers[row] <= to;
  };
}

function markFailures(test, place, { failed, failedTest }, count) {
  for (let row = 0; row < count; row++) {
    if (failed[row] === SEVERAL_FAILED || test.passes(row)) continue;
    failed[row] += 1;
    failedTest[row] = place;
  }
}

function countFacet(column, tests, { failed, failedTest }) {
  const own = tests.findIndex((test) => test.name === column.name);
  const codes = column.kind === "number" ? column.status : column.codes;
  const counts = new Uint32Array(FIRST_CHOICE + (column.keys?.length ?? 0));
  for (let row = 0; row < failed.length; row++) {
    if (failed[row] && !(failed[row] === 1 && failedTest[row] === own)) continue;
    if (column.several) for (const code of codes[row]) counts[code] += 1;
    else counts[codes[row]] += 1;
  }
  return counts;
}

/** How far a case is from the wanted scale; NaN when its figure is missing. */
export function distance(table, near, row) {
  return Math.abs(table.columns.get(near.column).numbers[row] - near.value);
}

function orderRows(table, { near, sort }, found) {
  if (!near || Number.isNaN(near.value)) return { rows: sort ? sortBy(found, sortKeys(table.columns.get(sort.column)), sort.descending) : found, unsized: [] };
  const far = Float64Array.from({ length: table.count }, (_, row) => distance(table, near, row));
  const [rows, unsized] = [false, true].map((isLost) => found.filter((row) => Number.isNaN(far[row]) === isLost));
  return { rows: sortBy(rows, far, false), unsized };
}

/** Sort rows by key; those without one come last either way, and equals keep the table's order. */
function sortBy(rows, keys, descending) {
  const direction = descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [lost, lostToo] = [Number.isNaN(keys[a]), Number.isNaN(keys[b])];
    if (lost || lostToo) return lost - lostToo || a - b;
    return direction * (keys[a] - keys[b]) || a - b;
  });
}

/** One number per case that stands for its place in the order of the column; made once. */
function sortKeys(column) {
  column.sortKeys ??= { number: (c) => c.numbers, choice: choiceKeys, text: textKeys }[column.kind](column);
  return column.sortKeys;
}

function choiceKeys(column) {
  const key = (codes) => (codes[0] < FIRST_CHOICE ? NaN : Math.min(...codes));
  return Float64Array.from(column.codes, (codes) => key(column.several ? codes : [codes]));
}

function textKeys(column) {
  const known = [...new Set(column.values)].filter(Boolean).sort(collator.compare);
  const places = new Map(known.map((text, place) => [text, place]));
  return Float64Array.from(column.values, (text) => places.get(text) ?? NaN);
}
