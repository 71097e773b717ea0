// The search of the whole site. This module is all that a page loads before the first use: it makes the button work,
// listens for the keys, and fetches the rest (search_list.js, search_box.js, search.json) when somebody searches.
// Where modules do not run (JavaScript off, a page opened from a folder) the button stays hidden.

const SHORTCUT_OFF = "search-shortcut-off";
const root = new URL("../", import.meta.url);
const button = document.querySelector(".site-search-button");
const typing = "input, textarea, select, [contenteditable]";

function shortcutIsOff() {
  try {
    return localStorage.getItem(SHORTCUT_OFF) === "yes";
  } catch {
    return false;
  }
}

async function openSearch() {
  const { openDialog } = await import("./search_dialog.js");
  openDialog(root, SHORTCUT_OFF);
}

function onKey(event) {
  if (event.isComposing || event.keyCode === 229) return; // belongs to an input method (dom.js, not loaded here)
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isControlK = event.key === "k" && (event.ctrlKey || event.metaKey);
  if (isSlash && (shortcutIsOff() || event.target.closest?.(typing))) return;
  if (!isSlash && !isControlK) return;
  event.preventDefault();
  openSearch();
}

/** A box in the page itself, for one kind of thing: <section data-search="municipalities">. */
async function addBox(section) {
  const { makePageBox } = await import("./search_page_box.js");
  makePageBox(section, root);
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", openSearch);
  addEventListener("keydown", onKey);
}
document.querySelectorAll("[data-search]").forEach(addBox);
