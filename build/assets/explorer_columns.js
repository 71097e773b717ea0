// Which columns are shown, and in which order.

import { element, refill } from "./dom.js";
import { offeredColumns } from "./explorer_state.js";

/** Fill the list of columns: those shown first, in their order. change(names) is called with the new order. */
export function showColumns(holder, table, shown, change) {
  const titles = new Map([...table.texts, ...offeredColumns(table)].map((column) => [column.name, column.title]));
  const [first, ...chosen] = shown;
  const others = [...titles.keys()].filter((name) => !shown.includes(name));
  const move = (place, step) => {
    const names = [...chosen];
    names.splice(place + step, 0, ...names.splice(place, 1));
    change([first, ...names]);
  };
  const item = (name, place) =>
    element(
      "li",
      {},
      element("label", {}, tick(name, place >= 0), titles.get(name)),
      place >= 0 && arrow("↑", `${titles.get(name)}を前へ`, `up-${name}`, place === 0, () => move(place, -1)),
      place >= 0 && arrow("↓", `${titles.get(name)}を後ろへ`, `down-${name}`, place === chosen.length - 1, () => move(place, 1)),
    );
  const tick = (name, isShown) => {
    const box = element("input", { type: "checkbox", "data-focus": `column-${name}`, onchange: () => change(isShown ? shown.filter((other) => other !== name) : [...shown, name]) });
    box.checked = isShown;
    return box;
  };
  refill(holder, chosen.map((name, place) => item(name, place)), others.map((name) => item(name, -1)));
}

function arrow(sign, label, focus, disabled, onclick) {
  return element("button", { type: "button", class: "arrow", "aria-label": label, "data-focus": focus, disabled, onclick }, sign);
}
