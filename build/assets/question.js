// The question of the home page: a town and a system; one sentence is the answer.

import { element } from "./dom.js";
import { phoneLink } from "./phone.js";

const root = new URL("..", import.meta.url);
const form = document.getElementById("question");
const answer = document.getElementById("answer");
const [prefecture, town, system] = ["prefecture", "town", "system"].map((name) => form.elements[name]);
const kept = new Map();

function load(address) {
  if (!kept.has(address)) kept.set(address, fetch(new URL(address, root)).then((response) => (response.ok ? response.json() : Promise.reject(new Error(address)))));
  return kept.get(address);
}

prefecture.addEventListener("change", () => fillTowns().then(show));
for (const part of [town, system]) part.addEventListener("change", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
if (prefecture.value) fillTowns().then(show);

async function fillTowns() {
  town.replaceChildren(new Option("選んでください", ""));
  town.disabled = !prefecture.value;
  if (!prefecture.value) return;
  const { kinds } = await load("search.json");
  const towns = kinds.find((kind) => kind.name === "municipalities");
  const options = towns.keys.flatMap((key, place) => (key.startsWith(prefecture.value) ? [new Option(towns.titles[place], key)] : []));
  town.append(...options);
}

/** Answer as soon as both are chosen; say it where the answer will stand when it cannot be loaded. */
async function show() {
  if (!town.value || !system.value) return answer.replaceChildren();
  try {
    const [data, record] = await Promise.all([load("question.json"), load(`api/v1/municipalities/${town.value}.json`)]);
    answer.replaceChildren(...answerTo(data, record));
  } catch {
    answer.replaceChildren(element("p", {}, "答えを読み込めませんでした。通信を確かめて、もう一度お試しください。"));
  }
}

function answerTo(data, record) {
  const place = { town: record.municipality.municipality_name, prefecture: data.prefectures[prefecture.value], system: data.systems[system.value] };
  const states = new Map(record.participations.map((row) => [row.case_id, row]));
  const cases = data.cases.filter((row) => row.prefecture === prefecture.value && row.system === system.value);
  const joined = cases.filter((row) => states.get(row.id)?.participation === "joined");
  const told = joined.length ? joined : cases;
  return [
    element("p", { class: "answer__sentence" }, sentence(place, cases, joined, states, data.reports[`${prefecture.value} ${system.value}`])),
    ...told.map((row) => facts(row, states.get(row.id))),
    wayOn(data, place, cases),
  ];
}

function sentence({ town: name, prefecture: where, system: what }, cases, joined, states, report) {
  if (joined.length) return `${name}は、${where}の${what}の共同調達に参加しています。`;
  if (cases.length && cases.every((row) => states.get(row.id)?.participation === "not_joined")) return `${where}に${what}の共同調達がありますが、${name}は参加していません。`;
  if (cases.length) return `${where}に${what}の共同調達があります。${name}が参加しているかは、分かっていません。`;
  if (report === "reported") return `${where}は${what}の共同調達があると答えていますが、中身はまだ収録していません。${name}が参加しているかは、分かっていません。`;
  if (report === "not_reported") return `公表された表では、${where}に${what}の共同調達の回答がありません。ないと確かめたのではありません。`;
  return `${where}に${what}の共同調達があるかは、確かめられていません。`;
}

function facts(row, state) {
  const since = state?.joined_year ? `${state.joined_year}年${state.joined_month ? `${state.joined_month}月` : ""}から` : "";
  const pairs = [
    ["事例", element("a", { href: new URL(`cases/${row.id}/`, root) }, row.name)],
    ["参加", since],
    ["参加する市区町村", row.participant_count === undefined ? "分かっていません" : `${row.participant_count} 市区町村`],
    ["年間の費用（全体）", row.annual_cost_band ? `${row.annual_cost_band}円` : "分かっていません"],
    ["契約する人", row.contract_body ?? "分かっていません"],
    ["聞く相手", row.contact_office ? [row.contact_office, row.contact_point && ["　", phoneLink(row.contact_point)]].flat(2) : `${prefecture.selectedOptions[0].text}の情報システムの担当課（事例の連絡先は未収録）`],
  ];
  return element("dl", { class: "answer__facts" }, ...pairs.filter(([, value]) => value).map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}

function wayOn(data, place, cases) {
  const elsewhere = data.cases.filter((row) => row.system === system.value && row.prefecture !== prefecture.value);
  const link = (address, words) => element("li", {}, element("a", { href: new URL(address, root) }, words));
  return element(
    "ul",
    { class: "answer__way" },
    link(`municipalities/${town.value}/`, `${place.town}のすべての共同調達`),
    link(`prefectures/${prefecture.value}/`, `${place.prefecture}の共同調達`),
    link(`systems/${system.value}/`, `${place.system}の費用と進め方${elsewhere.length && !cases.length ? `（ほかの都道府県に ${elsewhere.length} 件）` : ""}`),
  );
}
