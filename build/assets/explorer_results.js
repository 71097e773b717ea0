// The table of one page of results, its headings that sort, and the pages.

import { correctionMark } from "./corrections.js";
import { element, emptyMark } from "./dom.js";
import { distance } from "./explorer_engine.js";
import { AT_MOST, offeredColumns } from "./explorer_state.js";
import { cellText } from "./explorer_table.js";

export const PAGE = 50;
const ASIDE_AT_MOST = 200;
const amount = new Intl.NumberFormat("ja");

/** Make the table of the rows of one page. act: { sort(name), pick(id, isPicked) }. */
export function makeTableRows(table, state, rows, act) {
  const columns = columnsOf(table, state);
  const head = element("tr", { role: "row" }, ...columns.map((column) => heading(column, state, act)));
  if (state.near) head.children[0].after(nearHeading(table, state.near));
  return [element("thead", { role: "rowgroup" }, head), element("tbody", { role: "rowgroup" }, ...makeRows(table, state, rows, act))];
}

/** Make further rows of the same table. */
export function makeRows(table, state, rows, act) {
  const columns = columnsOf(table, state);
  return rows.map((row) => tableRow(table, state, columns, row, act));
}

function columnsOf(table, state) {
  return state.columns.map((name) => table.columns.get(name)).filter(Boolean);
}

// Roles are said on every part: on a telephone the rows are drawn as cards, which would take them away.
// A heading's name stands beside its button as text: browsers repeat no button on the next sheet of paper.
function heading(column, { sort, near }, act) {
  const isSorted = sort?.column === column.name && !near;
  const direction = isSorted ? (sort.descending ? "descending" : "ascending") : null;
  const mark = element("span", { class: "sort-mark", "aria-hidden": "true" }, { ascending: "▲", descending: "▼" }[direction] ?? "△");
  const button = element("button", { type: "button", class: "sort-button", "data-focus": `sort-${column.name}`, onclick: () => act.sort(column.name) }, column.title, mark);
  const unit = column.unit && !["年", "月"].includes(column.unit) && element("small", {}, column.unit);
  return element("th", { scope: "col", role: "columnheader", "aria-sort": direction, class: column.kind === "number" ? "number" : null }, button, element("span", { class: "on-paper" }, column.title), unit);
}

function nearHeading(table, near) {
  const { title, unit } = table.columns.get(near.column);
  return element("th", { scope: "col", role: "columnheader", class: "number" }, `${title}の差`, element("small", {}, unit));
}

function tableRow(table, state, columns, row, act) {
  const cells = columns.map((column, place) => (place ? cell(table, column, row) : nameCell(table, state, column, row, act)));
  if (state.near) cells.splice(1, 0, distanceCell(table, state.near, row));
  return element("tr", { role: "row", "data-case": caseId(table, row) }, ...cells);
}

/** Make the choices of an order, for screens where the headings are not shown. */
export function makeSortOptions(table, { sort, near, columns }) {
  const chosen = near ? null : sort && (sort.descending ? "-" : "") + sort.column;
  const option = (value, text) => {
    const made = element("option", { value }, text);
    made.selected = value === (chosen ?? "");
    return made;
  };
  const shown = offeredColumns(table).filter(({ name }) => columns.includes(name) || name === sort?.column);
  return [option("", near ? "規模の近い順" : "中身が分かる事例から"), ...shown.flatMap(({ name, title }) => [option(name, `${title}（小さい順）`), option(`-${name}`, `${title}（大きい順）`)])];
}

/** List cases by name, with the way to each. */
export function makeAside(table, rows) {
  const [names, places] = [table.columns.get("service_name"), table.columns.get("prefecture_name")];
  const items = rows.slice(0, ASIDE_AT_MOST).map((row) => element("li", {}, element("a", { href: `${caseId(table, row)}/` }, names.values[row]), `（${cellText(places, row)}）`));
  const rest = rows.length - items.length;
  return rest > 0 ? [...items, element("li", {}, `ほか ${amount.format(rest)} 件`)] : items;
}

function caseId(table, row) {
  return table.columns.get("case_id").values[row];
}

function nameCell(table, state, column, row, act) {
  const id = caseId(table, row);
  const name = column.values[row];
  const picked = state.picked.includes(id);
  const full = !picked && state.picked.length >= AT_MOST;
  const box = element("input", {
    type: "checkbox",
    "data-focus": `pick-${id}`,
    "aria-label": `比べる：${name}`,
    "aria-disabled": full ? "true" : null,
    onclick: (event) => full && event.preventDefault(),
    onchange: (event) => act.pick(id, event.target.checked),
  });
  box.checked = picked;
  const label = element("label", { class: "pick" }, box);
  const mark = column.status[row] ? emptyMark(table.statuses[column.status[row]], true) : null;
  const corrected = correctionMark(table.corrections, id, (name) => name === column.name || !state.columns.includes(name));
  const title = element("a", { href: `${id}/` }, name);
  return element("th", { scope: "row", role: "rowheader" }, element("div", { class: "named" }, label, element("span", {}, title, " ", mark, corrected, underName(table, state, row))));
}

/** What kind of system it is, and whether more than that is known; left out where a column says it. */
function underName(table, { columns }, row) {
  const said = ["system_type", "certainty"].filter((name) => !columns.includes(name)).map((name) => cellText(table.columns.get(name), row));
  const words = said.flatMap((text) => ({ 公表: [], 導出: [], 存在のみ: ["あることだけ分かる"] })[text] ?? [text]);
  return words.length ? element("span", { class: "named__under" }, words.join("・")) : null;
}

function cell(table, column, row) {
  const kind = column.kind === "number" ? "number" : column.several || column.kind === "text" ? "wide-text" : "";
  const corrected = correctionMark(table.corrections, caseId(table, row), (name) => name === column.name);
  const status = column.status[row] ? table.statuses[column.status[row]] : null;
  const isAmount = column.kind === "number" && column.unit !== "年";
  const text = isAmount ? amount.format(column.numbers[row]) : cellText(column, row);
  const unit = !status && column.unit && element("span", { class: "on-card" }, ` ${column.unit}`);
  const attributes = { role: "cell", class: [kind, status && "lacking"].filter(Boolean).join(" ") || null, "data-title": column.title };
  return element("td", attributes, status ? emptyMark(status, true) : text, unit, corrected);
}

function distanceCell(table, near, row) {
  const { title, unit } = table.columns.get(near.column);
  const far = amount.format(Math.round(distance(table, near, row) * 10) / 10);
  return element("td", { role: "cell", class: "number", "data-title": `${title}の差` }, far, element("span", { class: "on-card" }, ` ${unit}`));
}

/** Make the links to the pages of results: first, last and those near this one. */
export function makePages(page, count, addressOf, go) {
  const last = Math.max(1, Math.ceil(count / PAGE));
  if (last === 1) return [];
  const link = (number, text, label) =>
    element("a", {
      href: addressOf(number) || "./",
      "aria-label": label,
      "aria-current": number === page && text === String(number) ? "page" : null,
      "data-focus": `page-${text}`,
      onclick: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(number);
      },
    }, text);
  const shown = [...new Set([1, page - 1, page, page + 1, last])].filter((number) => number >= 1 && number <= last);
  const numbers = shown.flatMap((number, place) => {
    const gap = place && number - shown[place - 1] > 1 ? [element("li", { "aria-hidden": "true" }, "…")] : [];
    return [...gap, element("li", {}, link(number, String(number), `${number} ページ`))];
  });
  const before = page > 1 && element("li", {}, link(page - 1, "前へ", "前のページ"));
  const after = page < last && element("li", {}, link(page + 1, "次へ", "次のページ"));
  return [element("ul", {}, before, ...numbers, after)];
}
