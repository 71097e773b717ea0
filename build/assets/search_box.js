// A combobox over the search list (ARIA 1.2: the focus stays in the input, the arrows move through the options).

import { element, isConverting } from "./dom.js";
import { find, loadList } from "./search_list.js";

let boxes = 0;

/**
 * Let an input search. `list` holds the options, `status` says how many there are; only: one kind, or all;
 * addressOf: where an entry leads, when not to its own page.
 */
export class SearchBox {
  constructor({ input, list, status, root, only = "", addressOf = (entry) => new URL(entry.address, root) }) {
    Object.assign(this, { input, list, status, root, only, addressOf, active: -1, options: [] });
    this.id = `search-${(boxes += 1)}`;
    list.id = `${this.id}-list`;
    list.setAttribute("role", "listbox");
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", autocomplete: "off", autocapitalize: "none", spellcheck: "false" };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    input.addEventListener("focus", () => this.load(), { once: true });
    input.addEventListener("input", () => this.show());
    input.addEventListener("keydown", (event) => this.onKey(event));
  }

  async load() {
    try {
      this.data = await loadList(this.root);
      this.show();
    } catch {
      this.status.textContent = "検索の一覧を読み込めませんでした。通信を確かめて、もう一度お試しください。";
      this.input.addEventListener("input", () => this.load(), { once: true });
    }
  }

  show() {
    if (!this.data) return;
    const groups = find(this.data, this.input.value, this.only);
    this.options = [];
    this.list.replaceChildren(...groups.map((group, place) => this.group(group, place)));
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.activate(-1);
    this.status.textContent = this.words(groups);
  }

  words(groups) {
    if (!this.input.value.trim()) return "";
    if (!groups.length) return "見つかりません。短いことば、ひらがなでもお試しください。";
    return groups.map(({ title, total }) => `${title} ${total.toLocaleString("ja")} 件`).join("、");
  }

  group({ title, total, entries }, place) {
    const id = `${this.id}-group-${place}`;
    const rest = total > entries.length ? `（${total.toLocaleString("ja")} 件のうち ${entries.length} 件）` : "";
    const heading = element("div", { id, class: "search-group__title", role: "presentation" }, title + rest);
    return element("div", { role: "group", "aria-labelledby": id, class: "search-group" }, heading, ...entries.map((entry) => this.option(entry)));
  }

  option({ title, note, ...entry }) {
    const place = this.options.length;
    const option = element(
      "a",
      { role: "option", id: `${this.id}-option-${place}`, class: "search-option", href: this.addressOf(entry), tabindex: -1, "aria-selected": "false" },
      element("span", { class: "search-option__title" }, title),
      note && element("span", { class: "search-option__note" }, note),
    );
    this.options.push(option);
    return option;
  }

  activate(place) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    const count = this.options.length;
    if (isConverting(event) || !count) return;
    const steps = { ArrowDown: (this.active + 1) % count, ArrowUp: (Math.max(this.active, 0) - 1 + count) % count };
    if (event.key in steps) {
      event.preventDefault();
      this.activate(steps[event.key]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.options[Math.max(this.active, 0)].click();
    } else if (event.key === "Escape" && this.only) {
      this.input.value = "";
      this.show();
    }
  }
}
