// Telephone numbers as links.

import { element } from "./dom.js";

const PHONE = /^(.*?)(0\d{1,4}-\d{1,4}-\d{3,4})(.*)$/s;

/** A text with its telephone number as a link, if it has one. */
export function phoneLink(text) {
  const found = PHONE.exec(text);
  if (!found) return text;
  const [, before, number, after] = found;
  return [before, element("a", { href: `tel:${number.replaceAll("-", "")}` }, number), after].filter(Boolean);
}
