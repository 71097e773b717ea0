// The table of one page of results, its headings that sort, and the pages.

import { correctionMark } from "./corrections.js";
import { element, emptyMark } from "./dom.js";
import { distance } from "./explorer_engine.js";
import { AT_MOST } from "./explorer_state.js";
import { cellText } from "./explorer_table.js";

export const PAGE = 50;
const amount = new Intl.NumberFormat("ja");

/** Make the table of the rows of one page. act: { sort(name), pick(id, isPicked) }. */
export function makeTableRows(table, state, rows, act) {
  const columns = columnsOf(table, state);
  const head = element("tr", {}, ...columns.map((column) => heading(column, state, act)));
  if (state.near) head.children[0].after(nearHeading(table, state.near));
  return [element("thead", {}, head), element("tbody", {}, ...makeRows(table, state, rows, act))];
}

/** Make further rows of the same table. */
export function makeRows(table, state, rows, act) {
  const columns = columnsOf(table, state);
  return rows.map((row) => tableRow(table, state, columns, row, act));
}

function columnsOf(table, state) {
  return state.columns.map((name) => table.columns.get(name)).filter(Boolean);
}

function heading(column, { sort, near }, act) {
  const isSorted = sort?.column === column.name && !near;
  const direction = isSorted ? (sort.descending ? "descending" : "ascending") : null;
  const mark = element("span", { class: "sort-mark", "aria-hidden": "true" }, { ascending: "▲", descending: "▼" }[direction] ?? "△");
  const button = element("button", { type: "button", class: "sort-button", "data-focus": `sort-${column.name}`, onclick: () => act.sort(column.name) }, column.title, mark);
  const unit = column.unit && !["年", "月"].includes(column.unit) && element("small", {}, column.unit);
  return element("th", { scope: "col", "aria-sort": direction, class: column.kind === "number" ? "number" : null }, button, unit);
}

function nearHeading(table, near) {
  const { title, unit } = table.columns.get(near.column);
  return element("th", { scope: "col", class: "number" }, `${title}の差`, element("small", {}, unit));
}

function tableRow(table, state, columns, row, act) {
  const cells = columns.map((column, place) => (place ? cell(table, column, row) : nameCell(table, state, column, row, act)));
  if (state.near) cells.splice(1, 0, distanceCell(table, state.near, row));
  return element("tr", { "data-case": caseId(table, row) }, ...cells);
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
  return element("th", { scope: "row" }, element("div", { class: "named" }, label, element("span", {}, element("a", { href: `${id}/` }, name), " ", mark, corrected)));
}

function cell(table, column, row) {
  const className = column.kind === "number" ? "number" : column.several || column.kind === "text" ? "wide-text" : null;
  const corrected = correctionMark(table.corrections, caseId(table, row), (name) => name === column.name);
  if (column.status[row]) return element("td", { class: className }, emptyMark(table.statuses[column.status[row]], true), corrected);
  const isAmount = column.kind === "number" && column.unit !== "年";
  return element("td", { class: className }, isAmount ? amount.format(column.numbers[row]) : cellText(column, row), corrected);
}

function distanceCell(table, near, row) {
  const far = distance(table, near, row);
  const status = table.statuses[table.columns.get(near.column).status[row]];
  if (Number.isNaN(far)) return element("td", { class: "number" }, status.name === "answered" ? "" : emptyMark(status, true));
  return element("td", { class: "number" }, amount.format(Math.round(far * 10) / 10));
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
