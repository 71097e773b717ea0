// The state of the explorer and the address that says the same, so that it can be shared and gone back to.
//
// ?q=words &<facet>=key (repeated) &<range>=2020- &<any facet>=~not_collected &near=participant_count:30
// &near=participant_count@27-0003 &sort=-introduced_year &columns=a,b &page=2 &pick=27-0003,14-0004

import { MISSING, isOpen } from "./explorer_engine.js";

const NEAR = /^(\w+)(?::(\d+(?:\.\d+)?)|@(\d\d-\d{4}))$/;
const RANGE = /^(\d*)-(\d*)$/;
export const AT_MOST = 5;
export const emptyRange = () => ({ from: null, to: null, missing: [] });

/** The columns that are shown until a reader chooses. */
export function firstColumns(table) {
  return [...table.columns.values()].filter((column) => column.shown).map((column) => column.name);
}

/** The columns of the official list, in its order. */
export function officialColumns(table) {
  return table.official;
}

/** The columns that can be chosen: those that are downloaded too. */
export function offeredColumns(table) {
  return [...table.columns.values()].filter((column) => !column.derived);
}

/**
 * Read a state from the part of the address behind "?"; what is not understood is left out.
 * ignored: what was left out, as [name of the parameter, value].
 */
export function readState(address, table) {
  const given = new URLSearchParams(address);
  const ignored = [];
  const kept = (name, values, isKnown) => values.filter((value) => isKnown(value) || !ignored.push([name, value]));
  const [choices, ranges] = [{}, {}];
  for (const name of table.facets) {
    const column = table.columns.get(name);
    const values = kept(name, given.getAll(name), (value) => isValue(column, value, table));
    if (column.kind === "number") ranges[name] = readRange(values);
    else choices[name] = values;
  }
  const list = (name, isKnown) => kept(name, [...new Set((given.get(name) ?? "").split(","))].filter(Boolean), isKnown);
  const one = (name, read) => read(kept(name, given.getAll(name).slice(0, 1), (value) => read(value, table))[0] ?? "", table);
  const columns = list("columns", (name) => isOffered(name, table)).filter((name) => name !== "service_name");
  return {
    words: given.get("q") ?? "",
    choices,
    ranges,
    near: one("near", readNear),
    sort: one("sort", readSort),
    columns: columns.length ? ["service_name", ...columns] : firstColumns(table),
    page: Math.max(1, Number.parseInt(given.get("page") ?? "1", 10) || 1),
    picked: list("pick", (id) => table.rowById.has(id)).slice(0, AT_MOST),
    ignored,
  };
}

function isValue(column, value, table) {
  if (value.startsWith(MISSING)) return table.statuses.some(({ name }) => name === value.slice(MISSING.length));
  return column.kind === "number" ? RANGE.test(value) && value !== "-" : column.keys.includes(value);
}

function isOffered(name, table) {
  return table.texts.some((column) => column.name === name) || (table.columns.has(name) && !table.columns.get(name).derived);
}

function readRange(values) {
  const range = emptyRange();
  for (const value of values) {
    const ends = RANGE.exec(value);
    if (value.startsWith(MISSING)) range.missing.push(value.slice(MISSING.length));
    else [range.from, range.to] = ends.slice(1).map((end) => (end ? Number(end) : null));
  }
  return range;
}

function readNear(text, table) {
  const found = NEAR.exec(text);
  if (!found || !table.columns.get(found[1])?.near) return null;
  const [, column, value, caseId] = found;
  return caseId ? nearCase(table, column, caseId) : { column, value: Number(value), caseId: "" };
}

/** The scale of a named case; null when there is no such case, a value that is no number when its figure is missing. */
export function nearCase(table, column, caseId) {
  const row = table.rowById.get(caseId);
  return row === undefined ? null : { column, value: table.columns.get(column).numbers[row], caseId };
}

function readSort(text, table) {
  const column = text.replace(/^-/, "");
  return isOffered(column, table) && table.columns.has(column) ? { column, descending: text.startsWith("-") } : null;
}

const PARAMETERS = { near: "規模の近い順", sort: "並び順", columns: "列", pick: "比べる事例" };

/** Tell what the address asked for and this page does not know. */
export function describeIgnored({ ignored }, table) {
  const parts = ignored.map(([name, value]) => `${PARAMETERS[name] ?? table.columns.get(name).title}「${value}」`);
  return parts.length ? `住所（URL）にある次の条件は、このページにないので外しました：${parts.join("、")}` : "";
}

/** Write the address of a state; what stands as it first was is left out. */
export function writeState(state, table) {
  const address = new URLSearchParams();
  if (state.words.trim()) address.set("q", state.words.trim());
  for (const name of table.facets) for (const value of facetValues(state, name)) address.append(name, value);
  if (state.near) address.set("near", state.near.column + (state.near.caseId ? `@${state.near.caseId}` : `:${state.near.value}`));
  if (state.sort && !state.near) address.set("sort", (state.sort.descending ? "-" : "") + state.sort.column);
  const columns = state.columns.join(",");
  if (columns !== firstColumns(table).join(",")) address.set("columns", state.columns.slice(1).join(","));
  if (state.page > 1) address.set("page", state.page);
  if (state.picked.length) address.set("pick", state.picked.join(","));
  const text = address.toString().replaceAll("%2C", ",").replaceAll("%40", "@").replaceAll("%3A", ":");
  return text ? `?${text}` : "";
}

function facetValues(state, name) {
  const range = state.ranges[name];
  if (!range) return state.choices[name];
  const ends = range.from === null && range.to === null ? [] : [`${range.from ?? ""}-${range.to ?? ""}`];
  return [...ends, ...range.missing.map((status) => MISSING + status)];
}

/** List what narrows the cases: one entry per facet, its words, and the state without it. */
export function chosenFilters(state, table) {
  const filters = [];
  if (state.words.trim()) filters.push({ text: `「${state.words.trim()}」を含む`, without: { ...state, words: "" } });
  for (const name of table.facets) {
    const column = table.columns.get(name);
    const range = state.ranges[name];
    if (range && !isOpen(range)) {
      const ranges = { ...state.ranges, [name]: emptyRange() };
      filters.push({ name, text: rangeText(column, range, table), without: { ...state, ranges } });
    } else if (state.choices[name]?.length) {
      const text = choicesText(column, state.choices[name], table);
      filters.push({ name, text, without: { ...state, choices: { ...state.choices, [name]: [] } } });
    }
  }
  return filters;
}

function choicesText(column, keys, table) {
  const words = keys.map((key) => choiceText(column, key, table)).join("か");
  const reasonOnly = keys.every((key) => key.startsWith(MISSING));
  if (reasonOnly) return `${column.title}が${words}`;
  return column.says_itself ? words : `${column.title}${column.is_boolean ? "" : " "}${words}`;
}

/** The words of one value of a facet. */
export function choiceText(column, key, table) {
  if (key.startsWith(MISSING)) return statusLabel(table, key.slice(MISSING.length));
  return column.labels[column.keys.indexOf(key)] ?? key;
}

function statusLabel(table, name) {
  return table.statuses.find((status) => status.name === name)?.label ?? name;
}

function rangeText(column, range, table) {
  const { unit, title } = column;
  const amount = (value) => (unit === "年" ? `${value}${unit}` : `${value.toLocaleString("ja")} ${unit}`);
  const [low, high] = unit === "年" ? ["以降", "以前"] : ["以上", "以下"];
  const parts = range.missing.map((status) => `${title}が${statusLabel(table, status)}`);
  const head = unit === "年" ? "" : `${title} `;
  if (range.from !== null && range.from === range.to) parts.unshift(`${head}${amount(range.from)}`);
  else if (range.from !== null && range.to !== null) parts.unshift(`${head}${amount(range.from)}から${amount(range.to)}`);
  else if (range.from !== null) parts.unshift(`${head}${amount(range.from)}${low}`);
  else if (range.to !== null) parts.unshift(`${head}${amount(range.to)}${high}`);
  return parts.join("か");
}

/** Say in one sentence what is shown: 電子申請・近畿・2020年以降：12 件. */
export function describe(state, result, table) {
  const what = chosenFilters(state, table).map((filter) => filter.text).join("・") || "すべての事例";
  return `${what}：${result.rows.length.toLocaleString("ja")} 件${orderText(state, result, table)}`;
}

function orderText({ near }, { unsized }, table) {
  if (!near) return "";
  const { title, unit } = table.columns.get(near.column);
  if (Number.isNaN(near.value)) return `（${near.caseId} の${title}は値がないので、近い順にできません）`;
  const target = near.caseId ? `${near.caseId} の ${near.value} ${unit}` : `${near.value} ${unit}`;
  const last = unsized.length ? `。値がない ${unsized.length.toLocaleString("ja")} 件は表の下` : "";
  return `（${title}が ${target}に近い順${last}）`;
}
