// The filters: made once, then only their counts and ticks change, so that the focus stays where it is.

import { element, setText } from "./dom.js";
import { FIRST_CHOICE } from "./explorer_table.js";
import { MISSING } from "./explorer_engine.js";

const amount = new Intl.NumberFormat("ja");
const OPEN_AT_FIRST = ["system_type", "prefecture_name"];

/** Make the filters. change(name, keys) and changeRange(name, range) are called with what a reader chose. */
export function makeFacets(table, change, changeRange) {
  return table.facets.map((name) => {
    const column = table.columns.get(name);
    return column.kind === "number" ? rangeFacet(table, column, changeRange) : choiceFacet(table, column, change);
  });
}

function facetFrame(column, ...content) {
  const unit = column.unit && column.unit !== "年" ? `（${column.unit}）` : "";
  const chosen = element("span", { class: "facet__chosen" });
  const details = element(
    "details",
    { class: "facet", open: OPEN_AT_FIRST.includes(column.name), "data-facet": column.name },
    element("summary", {}, column.title + unit, chosen),
    element("fieldset", {}, element("legend", { class: "visually-hidden" }, column.title + unit), ...content),
  );
  return { details, say: (count) => setText(chosen, count ? `${count} つ選択中` : "") };
}

/** One box to tick: its key, its code in the counts, and how to show a count. */
function tick(column, key, label, code, changed, isReason = false) {
  const count = element("span", { class: "facet__count" });
  const box = element("input", { type: "checkbox", value: key, onchange: changed });
  const row = element("label", { class: `facet__value${isReason ? " facet__value--reason" : ""}` }, box, element("span", {}, label), count);
  const show = (counts, keys) => {
    box.checked = keys.includes(key);
    setText(count, amount.format(counts[code]));
    row.classList.toggle("facet__value--none", !counts[code] && !box.checked);
    row.hidden = isReason && !counts[code] && !box.checked;
  };
  return { row, box, show };
}

/** Reasons why a value is missing are values of their own; those that no case has are left out. */
function reasonTicks(table, column, changed) {
  const given = new Set(column.status);
  return table.statuses
    .map((status, code) => ({ status, code }))
    .filter(({ code }) => code > 0 && given.has(code))
    .map(({ status, code }) => tick(column, MISSING + status.name, status.label, code, changed, true));
}

/** A list of boxes, made when it is first opened: the suppliers alone can be thousands. */
function choiceFacet(table, column, change) {
  const changed = () => change(column.name, ticks.filter(({ box }) => box.checked).map(({ box }) => box.value));
  const holder = element("div", { class: "facet__values" });
  const frame = facetFrame(column, holder);
  let ticks = [];
  let shown = null;
  const fill = () => {
    if (!ticks.length) {
      ticks = [...column.keys.map((key, place) => tick(column, key, column.labels[place], place + FIRST_CHOICE, changed)), ...reasonTicks(table, column, changed)];
      holder.append(...ticks.map(({ row }) => row));
    }
    for (const one of ticks) one.show(shown.counts[column.name], shown.keys);
  };
  frame.details.addEventListener("toggle", () => frame.details.open && fill());
  const show = (state, counts) => {
    shown = { counts, keys: state.choices[column.name] };
    if (frame.details.open) fill();
    frame.say(shown.keys.length);
  };
  return { element: frame.details, show };
}

function rangeFacet(table, column, changeRange) {
  const end = (label) => element("input", { type: "number", inputmode: "numeric", min: 0, step: 1, "aria-label": `${column.title}：${label}`, onchange: changed });
  const [from, to] = [end("下限"), end("上限")];
  const read = (input) => (input.value === "" || !input.validity.valid ? null : Number(input.value));
  function changed() {
    const missing = ticks.filter(({ box }) => box.checked).map(({ box }) => box.value.slice(MISSING.length));
    changeRange(column.name, { from: read(from), to: read(to), missing });
  }
  const ticks = reasonTicks(table, column, changed);
  const answered = element("p", { class: "facet__note" });
  const bounds = extent(column);
  const line = element("div", { class: "facet__range" }, from, element("span", { "aria-hidden": "true" }, "〜"), to);
  const frame = facetFrame(column, line, answered, element("div", { class: "facet__values" }, ...ticks.map(({ row }) => row)));
  const show = (state, counts) => {
    const range = state.ranges[column.name];
    from.value = range.from ?? "";
    to.value = range.to ?? "";
    setText(answered, `値がある ${amount.format(counts[column.name][0])} 件${bounds}`);
    for (const one of ticks) one.show(counts[column.name], range.missing.map((status) => MISSING + status));
    frame.say((range.from !== null || range.to !== null ? 1 : 0) + range.missing.length);
  };
  return { element: frame.details, show };
}

function extent(column) {
  const known = [...column.numbers].filter((value) => !Number.isNaN(value));
  if (!known.length) return "";
  const low = known.reduce((a, b) => Math.min(a, b));
  const high = known.reduce((a, b) => Math.max(a, b));
  const words = (value) => (column.unit === "年" ? String(value) : amount.format(value));
  return `（全体では ${words(low)}〜${words(high)}）`;
}
