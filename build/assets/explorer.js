// The explorer of /cases/: reads the data, keeps the state in the address, and shows what it says.
// Where modules do not run (JavaScript off, a page opened from a folder) the tables of the page stay as they are.

import { fetchCorrections } from "./corrections.js";
import { element, refill, setText } from "./dom.js";
import { makeFacets } from "./explorer_facets.js";
import { showColumns } from "./explorer_columns.js";
import { save, toCsv, toJson } from "./explorer_downloads.js";
import { findCases } from "./explorer_engine.js";
import { PAGE, makeAside, makePages, makeRows, makeSortOptions, makeTableRows } from "./explorer_results.js";
import { AT_MOST, chosenFilters, describe, describeIgnored, firstColumns, nearCase, officialColumns, readState, writeState } from "./explorer_state.js";
import { addColumns, makeTable } from "./explorer_table.js";

const TYPING_PAUSE = 400;
const SUGGESTIONS = 20;
const DRAWN_AT_ONCE = 15;
const PANELS = ["filters", "near", "columns-panel"];
const part = (name) => document.getElementById(`explorer-${name}`);

class Explorer {
  constructor(table) {
    this.table = table;
    this.state = readState(location.search, table);
    this.facets = makeFacets(
      table,
      (name, keys) => this.change({ choices: { ...this.state.choices, [name]: keys } }),
      (name, range) => this.change({ ranges: { ...this.state.ranges, [name]: range } }),
    );
    part("facets").append(...this.facets.map((facet) => facet.element));
    this.listen();
  }

  listen() {
    addEventListener("popstate", () => this.reset(readState(location.search, this.table)));
    for (const name of PANELS) part(`${name}-button`).addEventListener("click", () => open(name, part(name).hidden));
    part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      showResult();
    });
    part("words").addEventListener("focus", () => this.loadTexts(), { once: true });
    part("words").addEventListener("input", (event) => this.type(event.target.value));
    part("skip").addEventListener("click", showResult);
    part("filters-done").addEventListener("click", () => {
      open("filters", false);
      showResult();
    });
    part("near-form").addEventListener("submit", (event) => this.setNear(event));
    part("near-case").addEventListener("input", (event) => this.suggest(event.target.value));
    part("near-off").addEventListener("click", () => {
      this.change({ near: null });
      part("near-button").focus();
    });
    part("columns-reset").addEventListener("click", () => this.change({ columns: firstColumns(this.table) }));
    part("columns-official").addEventListener("click", () => this.change({ columns: officialColumns(this.table) }));
    part("sort").addEventListener("change", ({ target: { value } }) => this.change({ near: null, sort: value ? { column: value.replace(/^-/, ""), descending: value.startsWith("-") } : null }));
    part("csv").addEventListener("click", () => this.download("csv"));
    part("json").addEventListener("click", () => this.download("json"));
    part("pick-none").addEventListener("click", () => {
      this.change({ picked: [] }, { keepPage: true });
      part("sentence").focus();
    });
  }

  /** Show a state; long answers are fetched first when it needs them. */
  reset(state) {
    this.state = state;
    part("words").value = state.words;
    this.showNear();
    this.show();
    if (state.words || state.columns.some((name) => !this.table.columns.has(name))) this.loadTexts();
  }

  change(changes, { keepPage = false, replace = false } = {}) {
    this.state = { ...this.state, page: keepPage ? this.state.page : 1, ignored: [], ...changes };
    const address = writeState(this.state, this.table) || location.pathname;
    history[replace ? "replaceState" : "pushState"](null, "", address);
    this.reset(this.state);
  }

  type(words) {
    this.state = { ...this.state, words, page: 1, ignored: [] };
    this.show();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => history.replaceState(null, "", writeState(this.state, this.table) || location.pathname), TYPING_PAUSE);
  }

  clear() {
    const { columns, picked } = this.state;
    this.change({ ...readState("", this.table), columns, picked });
    part("words").focus();
  }

  async loadTexts() {
    part("sentence").ariaBusy = !this.textsAdded;
    this.texts ??= fetch(part("data").dataset.texts).then((answer) => answer.json());
    const { columns } = await this.texts;
    if (this.textsAdded) return;
    this.textsAdded = true;
    addColumns(this.table, columns);
    this.show();
    part("sentence").ariaBusy = false;
  }

  show() {
    this.result = findCases(this.table, this.state);
    const last = Math.max(1, Math.ceil(this.result.rows.length / PAGE));
    this.state.page = Math.min(this.state.page, last);
    for (const facet of this.facets) facet.show(this.state, this.result.counts);
    this.showSentence();
    this.showTable();
    this.showPicked();
    this.showColumns();
  }

  showColumns() {
    const columns = this.state.columns.join();
    if (columns === this.columnsShown) return;
    this.columnsShown = columns;
    showColumns(part("columns"), this.table, this.state.columns, (names) => this.change({ columns: names }, { keepPage: true }));
  }

  /** The heading says what is shown; the live region beside it says it again when it changes. */
  showSentence() {
    const sentence = describe(this.state, this.result, this.table);
    setText(part("sentence"), sentence);
    setText(part("said"), sentence);
    setText(part("filters-done"), `結果を見る（${this.result.rows.length.toLocaleString("ja")} 件）`);
    part("ignored").hidden = !this.state.ignored.length;
    setText(part("ignored"), describeIgnored(this.state, this.table));
    const filters = chosenFilters(this.state, this.table);
    const narrowing = filters.filter(({ name }) => name).length;
    setText(part("filters-button"), narrowing ? `条件で絞る（${narrowing} つ選択中）` : "条件で絞る");
    this.showChosen(filters);
  }

  showChosen(filters) {
    const chip = (text, label, focus, onclick) => element("li", {}, element("button", { type: "button", class: "chosen", "data-focus": focus, "aria-label": label, onclick }, text, element("span", { "aria-hidden": "true" }, "×")));
    const chips = filters.map(({ text, without, name }) => chip(text, `${text} を外す`, `chosen-${name ?? "q"}`, () => this.change(without)));
    if (this.state.near) chips.push(chip("規模の近い順", "規模の近い順をやめる", "chosen-near", () => this.change({ near: null })));
    if (chips.length > 1) chips.push(element("li", {}, element("button", { type: "button", class: "explorer__clear", "data-focus": "clear", onclick: () => this.clear() }, "条件をすべて外す")));
    const hadFocus = part("chosen").contains(document.activeElement);
    refill(part("chosen"), chips);
    if (hadFocus && !chips.length) part("sentence").focus();
  }

  showTable() {
    const { rows, unsized } = this.result;
    const first = (this.state.page - 1) * PAGE;
    this.drawRows(rows.slice(first, first + PAGE));
    refill(part("sort"), makeSortOptions(this.table, this.state));
    part("none").hidden = rows.length + unsized.length > 0;
    const end = Math.min(first + PAGE, rows.length);
    part("place").textContent = rows.length > PAGE ? `${first + 1}〜${end} 件目（${rows.length.toLocaleString("ja")} 件中）` : "";
    const addressOf = (page) => writeState({ ...this.state, page }, this.table);
    refill(part("pages"), makePages(this.state.page, rows.length, addressOf, (page) => this.go(page)));
    this.showAside(unsized);
  }

  showAside(rows) {
    part("aside").hidden = !rows.length;
    setText(part("aside-title"), `比べる値がない事例（${rows.length.toLocaleString("ja")} 件）`);
    part("aside-cases").replaceChildren(...makeAside(this.table, rows));
  }

  /** Draw the rows that a screen holds at once, and the rest right after, so that an answer is never waited for. */
  drawRows(rows) {
    const act = { sort: (name) => this.sort(name), pick: (id, isPicked) => this.pick(id, isPicked) };
    const isInside = document.activeElement?.closest?.("#explorer-table tbody");
    const atOnce = isInside ? rows.length : DRAWN_AT_ONCE;
    part("table").style.setProperty("--columns", this.state.columns.length + Number(Boolean(this.state.near)));
    refill(part("table"), makeTableRows(this.table, this.state, rows.slice(0, atOnce), act));
    clearTimeout(this.drawing);
    const rest = rows.slice(atOnce);
    if (!rest.length) return;
    const { state } = this;
    this.drawing = setTimeout(() => part("table").tBodies[0].append(...makeRows(this.table, state, rest, act)));
  }

  go(page) {
    this.change({ page }, { keepPage: true });
    showResult();
  }

  sort(column) {
    const { sort, near } = this.state;
    const isSame = sort?.column === column && !near;
    const next = isSame && sort.descending ? null : { column, descending: isSame };
    this.change({ sort: next, near: null });
  }

  setNear(event) {
    event.preventDefault();
    const column = part("near-column").value;
    const caseId = part("near-case").value.trim().slice(0, "00-0000".length);
    const near = caseId ? nearCase(this.table, column, caseId) : { column, value: part("near-value").valueAsNumber, caseId: "" };
    const isFit = near && (caseId || near.value >= 0);
    part("near-fault").textContent = isFit ? "" : "0 以上の数か、一覧にある事例IDを入れてください。";
    if (!isFit) return;
    this.change({ near });
    open("near", false);
    showResult();
  }

  showNear() {
    const { near } = this.state;
    part("near-off").hidden = !near;
    if (!near) return;
    part("near-column").value = near.column;
    part("near-case").value = near.caseId;
    part("near-value").value = near.caseId ? "" : near.value;
  }

  suggest(typed) {
    const { rows } = findCases(this.table, { words: typed, choices: {}, ranges: {}, near: null, sort: null });
    const [names, ids] = [this.table.columns.get("service_name").values, this.table.columns.get("case_id").values];
    part("near-cases").replaceChildren(...rows.slice(0, SUGGESTIONS).map((row) => element("option", { value: ids[row] }, names[row])));
  }

  pick(id, isPicked) {
    const others = this.state.picked.filter((other) => other !== id);
    this.change({ picked: isPicked ? [...others, id].slice(0, AT_MOST) : others }, { keepPage: true, replace: true });
  }

  showPicked() {
    const { picked } = this.state;
    part("picked").hidden = !picked.length;
    part("picked-text").textContent = `${picked.length} 件を選んでいます（${AT_MOST} 件まで）`;
    part("compare").href = `../compare/?ids=${picked.join(",")}`;
  }

  async download(kind) {
    if (this.state.columns.some((name) => !this.table.columns.has(name))) await this.loadTexts();
    const { columns } = this.state;
    if (kind === "csv") return save(toCsv(this.table, columns, this.result.rows), "cases.csv", "text/csv;charset=utf-8");
    const about = { sentence: describe(this.state, this.result, this.table), address: location.href };
    return save(toJson(this.table, columns, this.result.rows, about), "cases.json", "application/json");
  }
}

/** Open one of the panels below the bar; the others close. */
function open(name, isOpen) {
  for (const panel of PANELS) {
    part(panel).hidden = panel !== name || !isOpen;
    part(`${panel}-button`).setAttribute("aria-expanded", String(panel === name && isOpen));
  }
}

function showResult(event) {
  event?.preventDefault();
  part("sentence").focus({ preventScroll: true });
  part("sentence").scrollIntoView();
}

async function start() {
  const [answer, corrections] = await Promise.all([fetch(part("data").dataset.cases), fetchCorrections()]);
  const explorer = new Explorer({ ...makeTable(await answer.json()), corrections });
  explorer.reset(explorer.state);
  part("data").hidden = false;
  document.documentElement.classList.add("has-explorer");
}

start();
