// The search of the header: a dialog that the browser itself keeps the focus in and closes with Escape.

import { element, isConverting } from "./dom.js";
import { SearchBox } from "./search_box.js";

let dialog;

/** Open the dialog; made and styled on the first use. */
export function openDialog(root, shortcutKey) {
  dialog ??= makeDialog(root, shortcutKey);
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input").select();
}

function makeDialog(root, shortcutKey) {
  document.head.append(element("link", { rel: "stylesheet", href: new URL("assets/search.css", root) }));
  const input = element("input", { type: "search", "aria-label": "サイト内を検索", placeholder: "市区町村・事例・事業者", enterkeyhint: "go" });
  const list = element("div", { class: "search-list", "aria-label": "見つかったもの", hidden: true });
  const status = element("p", { class: "search-status", role: "status" });
  const close = element("button", { type: "button", class: "search-close", onclick: () => made.close() }, "閉じる");
  const made = element(
    "dialog",
    { class: "search-dialog", lang: "ja", "aria-label": "サイト内検索" },
    element("div", { class: "search-dialog__head" }, input, close),
    status,
    list,
    element("div", { class: "search-dialog__foot" }, element("span", {}, "↑ ↓ で選び、Enter で開きます。漢字でもかなでも探せます。"), shortcutSwitch(shortcutKey)),
  );
  made.addEventListener("click", (event) => event.target === made && made.close());
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isConverting(event)) return;
    event.preventDefault(); // a search field would be emptied first, and the dialog stay
    made.close();
  });
  document.body.append(made);
  new SearchBox({ input, list, status, root });
  return made;
}

/** A shortcut of a single key can be turned off (WCAG 2.1.4). */
function shortcutSwitch(key) {
  const box = element("input", { type: "checkbox", onchange: () => remember(key, box.checked) });
  box.checked = recall(key) !== "yes";
  return element("label", { class: "search-shortcut" }, box, "「/」キーで検索を開く");
}

function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, isOn) {
  try {
    if (isOn) localStorage.removeItem(key);
    else localStorage.setItem(key, "yes");
  } catch {
    // Without storage the choice holds for this page only: nothing else can be done.
  }
}
