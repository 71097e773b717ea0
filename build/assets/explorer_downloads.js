// Hands over exactly what is shown: the same cases, in the same order, with the same columns, under published names.

import { choicesOf } from "./explorer_table.js";

const BOM = "\ufeff";

/** The value of a cell as it is published: choices by their published value, a missing value null. */
export function publishedValue(column, row) {
  if (column.status[row]) return null;
  if (column.kind === "number") return column.numbers[row];
  if (column.kind !== "choice") return column.values[row] || null;
  const keys = choicesOf(column, row).map((code) => column.keys[code]);
  if (column.is_boolean) return keys[0] === "true";
  return column.several ? keys : keys[0];
}

function headings(columns) {
  return columns.flatMap((column) => (column.is_answer ? [column.name, `${column.name}_status`] : [column.name]));
}

function cells(table, columns, row) {
  return columns.flatMap((column) => {
    const value = publishedValue(column, row);
    return column.is_answer ? [value, table.statuses[column.status[row]].name] : [value];
  });
}

/** The case's key comes first, so that the rows can be joined with every other table. */
function keyedColumns(table, names) {
  const keys = ["edition", "case_id"];
  return [...keys, ...names.filter((name) => !keys.includes(name))].map((name) => table.columns.get(name));
}

/** Write rows as CSV: UTF-8 with BOM, LF, several values of a cell separated by ";". */
export function toCsv(table, names, rows) {
  const columns = keyedColumns(table, names);
  const lines = [headings(columns), ...rows.map((row) => cells(table, columns, row))];
  return BOM + lines.map((line) => `${line.map(csvCell).join(",")}\n`).join("");
}

function csvCell(value) {
  const text = Array.isArray(value) ? value.join(";") : String(value ?? "");
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Write rows as JSON with what they are: the sentence, the address, the state of the data, and each column's title. */
export function toJson(table, names, rows, { sentence, address }) {
  const columns = keyedColumns(table, names);
  const heads = headings(columns);
  const records = rows.map((row) => Object.fromEntries(cells(table, columns, row).map((value, place) => [heads[place], value])));
  const described = columns.map(({ name, title, unit }) => ({ name, title, unit }));
  const head = { title: sentence, address, data_version: table.release, data_date: table.date, license: "CC-BY-4.0" };
  return `${JSON.stringify({ ...head, columns: described, cases: records }, null, 1)}\n`;
}

/** Let the browser save a text as a file. */
export function save(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
