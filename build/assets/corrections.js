// Marks the values of a case that were corrected, with the way to the correction.

import { element } from "./dom.js";

const root = new URL("../", import.meta.url);

/** Fetch what was corrected: by case and column, the ids of the corrections. */
export async function fetchCorrections() {
  const answer = await fetch(new URL("cases/errata.json", root));
  return answer.json();
}

/** The mark of those columns of a case that `isHere` names; several corrections lead to the history of the case. */
export function correctionMark(corrections, id, isHere) {
  const found = Object.entries(corrections[id] ?? {}).filter(([name]) => isHere(name)).flatMap(([, ids]) => ids);
  if (!found.length) return null;
  const [text, address] = found.length === 1 ? [`訂正 ${found[0]}`, `errata/#${found[0]}`] : [`訂正 ${found.length} 件`, `cases/${id}/#history`];
  return element("a", { class: "erratum-mark", href: new URL(address, root) }, text);
}
