// Makes elements. Text is always set as text, never as markup.

/** element("a", { class: "x", href: "…" }, "text", child, …); false and null attributes or children are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Replace what an element holds, and keep the focus on the part with the same data-focus. */
export function refill(holder, ...children) {
  const focused = holder.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  holder.replaceChildren(...children.flat().filter(Boolean));
  if (focused === undefined) return;
  const again = [...holder.querySelectorAll("[data-focus]")].find((part) => part.dataset.focus === focused && !part.disabled);
  (again ?? holder.querySelector("button, a, input"))?.focus();
}

const MARKS = { withheld: "×", unknown: "-", blank: "空欄", not_collected: "…", withdrawn: "取下" };

const made = new Map();

/** What stands where a value is missing, as numbers.jinja writes it; compact hides the words from the eye only. */
export function emptyMark(status, compact = false) {
  const key = `${status.name} ${compact}`;
  if (!made.has(key)) made.set(key, makeEmptyMark(status, compact));
  return made.get(key).cloneNode(true);
}

/** Set a text only where it differs: an unchanged part of the page is not laid out again. */
export function setText(part, text) {
  if (part.textContent !== text) part.textContent = text;
}

function makeEmptyMark(status, compact) {
  return element(
    "span",
    { class: `empty empty--${status.name}` },
    element("span", { class: "empty__mark", "aria-hidden": "true" }, MARKS[status.name]),
    element("span", { class: compact ? "visually-hidden" : "empty__word" }, status.label),
  );
}

/** Whether a key belongs to the conversion of an input method: Safari sends its Enter after the conversion has ended. */
export function isConverting(event) {
  return event.isComposing || event.keyCode === 229;
}
