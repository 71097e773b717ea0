// The slider of years over a tile map: shows the cases that had been introduced by the end of a year.
// At its last step the map is as it was built: all cases, also those whose year is not known.

const KINDS = ["half", "some", "unknown", "none"];

/** What a tile says of its cases by a year: its kind and text, or null to leave it as it was built. */
export function tileAt(years, year) {
  const introduced = years.filter((given) => given !== null && given <= year).length;
  if (introduced === years.length) return null;
  if (introduced) return { kind: "unknown", text: `${introduced}/${years.length}件`, words: `${years.length} 件のうち ${introduced} 件を導入` };
  if (years.includes(null)) return { kind: "unknown", text: "年不明", words: "導入した年が分からない" };
  return { kind: "none", text: "まだ", words: "まだ導入していない" };
}

function readTiles(map) {
  return [...map.querySelectorAll("[data-years]")].map((tile) => ({
    tile,
    years: tile.dataset.years.split(" ").map((year) => (year === "?" ? null : Number(year))),
    kind: KINDS.find((kind) => tile.classList.contains(`tile--${kind}`)),
    text: [...tile.querySelector(".tile__text").childNodes],
    words: tile.querySelector(".visually-hidden")?.textContent,
  }));
}

function showTile({ tile, years, kind, text, words }, year) {
  const changed = year === null ? null : tileAt(years, year);
  tile.classList.remove(...KINDS.map((name) => `tile--${name}`));
  tile.classList.add(`tile--${changed?.kind ?? kind}`);
  tile.querySelector(".tile__text").replaceChildren(...(changed ? [changed.text] : text));
  const hidden = tile.querySelector(".visually-hidden");
  if (hidden) hidden.textContent = changed ? `：${changed.words}` : words;
}

function start(slider) {
  let map = slider.nextElementSibling;
  while (map && !map.matches(".tile-map")) map = map.nextElementSibling;
  const [input, output] = [slider.querySelector("input"), slider.querySelector("output")];
  const tiles = readTiles(map);
  const show = () => {
    const isAll = input.valueAsNumber > Number(slider.dataset.last);
    const words = isAll ? "すべて" : `${input.value}年まで`;
    output.textContent = words;
    input.setAttribute("aria-valuetext", words);
    for (const tile of tiles) showTile(tile, isAll ? null : input.valueAsNumber);
  };
  input.addEventListener("input", show);
  slider.hidden = false;
  show();
}

document.querySelectorAll(".year-slider").forEach(start);
