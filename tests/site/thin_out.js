// Leaves on a page what can tell a rule something new. A row or an item of a list goes when everything in it has been seen
// `often` times before: in the same place of the page, with the same attributes, with words or without. Result: how many went.
(often) => {
  const ITEMS = "tr, li, label, details, option, section, article, dl > div";
  const VALUES = /^(class|role|type|scope|rowspan|colspan|tabindex|lang|style|fill|aria-(?!label|describedby|controls|owns).*)$/;
  const POINTING = /^(id|for|headers|aria-(labelledby|describedby|controls|owns))$/;
  const PLACE = /\b[cr]\d+\b/g;  // of a tile on the map: its column and row
  const kinds = new Map(), seen = new Map();

  /** What a rule can see in an attribute: its value, or whether what it points at is there, or whether it is empty. */
  const told = (element, { name, value }) => {
    if (VALUES.test(name)) return `${name}=${value.replace(PLACE, "")}`;
    if (!POINTING.test(name)) return `${name}=${value.match(/^\w+:/) ?? value.trim() !== ""}`;
    const ends = value.split(/\s+/).map((id) => document.getElementById(id));
    return `${name}=${name === "id" ? ends[0] === element : !ends.includes(null)}`;
  };
  const kindOf = (element, above) => {
    const attributes = [...element.attributes].map((attribute) => told(element, attribute)).sort();
    const hasWords = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return `${above} ${element.localName}${element.previousElementSibling ? "" : "*"}[${attributes}]${hasWords}`;
  };
  const learn = (element, above) => {
    const own = kindOf(element, above);
    kinds.set(element, new Set([own, ...[...element.children].flatMap((child) => [...learn(child, own)])]));
    return kinds.get(element);
  };
  const isKnown = (element) => [...kinds.get(element)].every((kind) => seen.get(kind) >= often);
  const visit = (element) => {
    if (element.matches(ITEMS) && element.previousElementSibling?.matches(ITEMS) && isKnown(element)) {
      element.remove();
      return 1;
    }
    const [own] = kinds.get(element);
    seen.set(own, (seen.get(own) ?? 0) + 1);
    return [...element.children].reduce((gone, child) => gone + visit(child), 0);
  };
  learn(document.body, "");
  return visit(document.body);
}
