// Turns the columns of cases.json into arrays that can be filtered fast.
//
// A choice column has one number per case: below FIRST_CHOICE it is the reason why there is no value (the place of a
// status in `statuses`), from there on a choice. Columns with several choices per case have lists of such numbers.

import { fold, prepareSynonyms } from "./text_folding.js";

export const FIRST_CHOICE = 6;

/** Make the table that the engine works on: `columns` by name, `count` cases in their first order. */
export function makeTable(data) {
  const table = { ...data, synonyms: prepareSynonyms(data.synonyms), columns: new Map(), searchTexts: new Array(data.count).fill("") };
  addColumns(table, data.columns);
  addAverage(table);
  table.rowById = new Map(table.columns.get("case_id").values.map((id, row) => [id, row]));
  return table;
}

/** Add columns, also later ones, and let the free text search look through them. */
export function addColumns(table, columns) {
  for (const column of columns) {
    table.columns.set(column.name, prepare(column, table.count));
    if (column.searched) addToSearch(table, column);
  }
}

/** How many residents one participating municipality has on average: a figure to be near to, in no download. */
function addAverage(table) {
  const [population, participants] = ["population_10k", "participant_count"].map((name) => table.columns.get(name));
  const numbers = population.numbers.map((total, row) => (participants.numbers[row] ? Math.round((10 * total) / participants.numbers[row]) / 10 : NaN));
  const status = population.status.map((code, row) => code || participants.status[row]);
  table.columns.set("population_per_participant", { name: "population_per_participant", title: "1市区町村あたりの人口", unit: "万人", kind: "number", derived: true, near: true, numbers, status });
}

function prepare(column, count) {
  column.status = Uint8Array.from({ length: count }, (_, row) => Number(column.missing[row] ?? 0));
  if (column.kind === "number") column.numbers = Float64Array.from(column.values, (value) => value ?? NaN);
  if (column.kind === "choice") column.codes = column.codes.map((code, row) => withReasons(column, code, row));
  if (column.kind === "choice" && !column.several) column.codes = Uint16Array.from(column.codes);
  return column;
}

function withReasons(column, code, row) {
  if (!column.several) return code < 0 ? column.status[row] : code + FIRST_CHOICE;
  return code.length ? code.map((one) => one + FIRST_CHOICE) : [column.status[row]];
}

function addToSearch(table, column) {
  for (let row = 0; row < table.count; row++) {
    const text = column.name === "service_name" ? column.values[row] : cellText(column, row);
    if (text) table.searchTexts[row] += `${fold(text)}\n`;
  }
}

/** The words of a cell, without its unit; empty when there is no value. */
export function cellText(column, row) {
  if (column.status[row]) return "";
  if (column.kind === "choice") return choicesOf(column, row).map((code) => column.labels[code]).join("、");
  return String(column.values[row] ?? "");
}

/** The choices of a case as places in `labels` and `keys`. */
export function choicesOf(column, row) {
  const codes = column.several ? column.codes[row] : [column.codes[row]];
  return codes.filter((code) => code >= FIRST_CHOICE).map((code) => code - FIRST_CHOICE);
}
