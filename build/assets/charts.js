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
  return `${value.label}${value.part ? `（${value.part}）` : ""}　${value.text}`;
}

/** Let every mark tell its row. */
function movable(spec) {
  return { ...spec, layer: spec.layer.map((layer) => ({ ...layer, mark: { ...layer.mark, tooltip: { content: "data" } } })) };
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
  return element("p", { class: "figure__note", role: "status", tabindex: "-1" }, "棒や点に重ねると値が出ます。", licences);
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
