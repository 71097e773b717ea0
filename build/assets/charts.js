// 動かして見る: a chart whose values can be pointed at, with Vega from our own host, loaded when the button is pressed.
// Expressions are interpreted, not compiled (`ast`), so that the page's policy needs no unsafe-eval.

import { element } from "./dom.js";

const root = new URL("../", import.meta.url);
let loading;

function loadVega() {
  loading ??= new Promise((resolve, reject) => {
    const script = element("script", { src: new URL("assets/vega/vega.js", root), onload: () => resolve(window.vegaEmbed), onerror: reject });
    document.head.append(script);
  });
  return loading;
}

/** The words of a mark: what it stands for and its figures, as the table twin says them. */
function tooltipWords(value) {
  const name = value.label ?? `${value.year}年`;
  const figures = value.text || `累計 ${value.value} 件`;
  const part = value.part ? `（${value.part}）` : "";
  return `${name}${part}　${figures}`;
}

/** Let every mark tell its row, and let a chart over years be zoomed and moved. */
function movable(spec) {
  const layers = spec.layer.map((layer) => ({ ...layer, mark: { ...layer.mark, tooltip: { content: "data" } } }));
  const overYears = layers.some((layer) => layer.encoding?.x?.field === "year");
  if (overYears) layers[0].params = [{ name: "zoom", select: "interval", bind: "scales" }];
  return { ...spec, layer: layers };
}

async function move(button) {
  const figure = button.closest(".figure");
  const image = figure.querySelector(".figure__image");
  button.disabled = true;
  button.textContent = "読み込んでいます…";
  const [embed, spec] = await Promise.all([loadVega(), fetch(button.dataset.spec).then((answer) => answer.json())]);
  const holder = element("div", { class: "figure__moving" });
  image.querySelector("svg").setAttribute("hidden", "");
  image.append(holder);
  await embed(holder, movable(spec), {
    ast: true,
    renderer: "svg",
    // Their style sheets would be written into the page, which its policy forbids; ours is charts.css.
    defaultStyle: false,
    actions: { export: true, source: false, compiled: false, editor: false },
    i18n: { PNG_ACTION: "PNG で保存", SVG_ACTION: "SVG で保存", CLICK_TO_VIEW_ACTIONS: "保存" },
    tooltip: { disableDefaultStyle: true, formatTooltip: (value, clean) => clean(tooltipWords(value)) },
  });
  holder.querySelector("svg.marks")?.setAttribute("aria-label", `${image.getAttribute("aria-label")}（値は下の表にもあります）`);
  const said = note();
  button.replaceWith(said);
  said.focus();
}

function note() {
  const licences = element("a", { href: new URL("assets/vega/LICENSES.txt", root) }, "Vega のライセンス");
  return element("p", { class: "figure__note", role: "status", tabindex: "-1" }, "棒や点に重ねると値が出ます。年の図は、つまんで動かすことも、広げることもできます。", licences);
}

for (const button of document.querySelectorAll(".figure__move")) {
  button.hidden = false;
  button.addEventListener("click", () =>
    move(button).catch(() => {
      button.disabled = false;
      button.textContent = "読み込めませんでした。もう一度押してください";
    }),
  );
}
