// A search box inside a page, for one kind of thing, over the same list as the search of the header.

import { element } from "./dom.js";
import { SearchBox } from "./search_box.js";

const LABELS = { municipalities: "市区町村の名前（漢字でも、かなでも）" };

/** Put the box below the heading of a section, or at its beginning; the list is fetched when the box gets the focus. Its page asks for search.css. */
export function makePageBox(section, root) {
  const only = section.dataset.search;
  const input = element("input", { type: "search", id: `${only}-box`, enterkeyhint: "go" });
  const list = element("div", { class: "search-list", "aria-label": "見つかった市区町村", hidden: true });
  const status = element("p", { class: "search-status", role: "status" });
  const label = element("label", { for: input.id }, LABELS[only]);
  const box = element("div", { class: "search-page-box", role: "search" }, label, input, status, list);
  const heading = section.querySelector("h1, h2, h3");
  if (heading) heading.after(box);
  else section.prepend(box);
  new SearchBox({ input, list, status, root, only });
}
