// The comparison at /compare/?ids=27-0003,14-0004: reads each case from the API and fills the table of the page.

import { correctionMark, fetchCorrections } from "./corrections.js";
import { element, emptyMark } from "./dom.js";
import { SearchBox } from "./search_box.js";

const AT_MOST = 5;
const LABELS = { withheld: "非掲載希望", unknown: "不明", blank: "未回答・回答対象外", not_collected: "未収録", withdrawn: "取下げ" };
const root = new URL("../", import.meta.url);
const part = (name) => document.getElementById(`compare-${name}`);
const holder = document.getElementById("compare");
const wanted = [...new Set((new URLSearchParams(location.search).get("ids") ?? "").split(","))].filter((id) => /^\d\d-\d{4}$/.test(id)).slice(0, AT_MOST);

function addressOf(ids) {
  return ids.length ? `?ids=${ids.join(",")}` : "./";
}

/** Fetch one case; null when there is none of that number. */
async function fetchCase(id) {
  const answer = await fetch(`${holder.dataset.api}${id}.json`);
  return answer.ok ? answer.json() : null;
}

/** What a case says to one row of the table: its text, or the status that says why there is none. */
function answerOf(record, row) {
  const { column, child, between, answer, number } = row.dataset;
  const status = answer === undefined ? "answered" : record.case[`${column}_status`];
  if (status !== "answered") return { status, text: "" };
  if (child) return { status, text: record[column].map((item) => item[child]).join(between) };
  const value = record.case[column];
  if (typeof value === "boolean") return { status, text: value ? row.dataset.true : row.dataset.false };
  const isAmount = number !== undefined && !column.endsWith("_year");
  return { status, text: value === null ? "" : isAmount ? value.toLocaleString("ja") : String(value) };
}

function cellOf({ status, text }, row, corrected) {
  const content = status === "answered" ? text : emptyMark({ name: status, label: LABELS[status] });
  return element("td", { class: row.dataset.number === undefined ? null : "compare__number" }, content, corrected);
}

/** 違う when two known answers differ, 同じ when all are known and alike; nothing where some are missing. */
function verdict(answers) {
  const known = answers.filter(({ status, text }) => status === "answered" && text).map(({ text }) => text);
  if (new Set(known).size > 1) return "違う";
  return known.length === answers.length && known.length > 1 ? "同じ" : "";
}

function fillRow(row, records, corrections) {
  const answers = records.map((record) => answerOf(record, row));
  const word = verdict(answers);
  row.classList.toggle("compare__row--differs", word === "違う");
  const marks = records.map((record) => correctionMark(corrections, record.case.case_id, (name) => name === row.dataset.column));
  row.append(...answers.map((answer, place) => cellOf(answer, row, marks[place])));
  if (word) row.querySelector("th").append(element("span", { class: `compare__verdict compare__verdict--${word === "違う" ? "differs" : "same"}` }, word));
}

function heading({ case: record }, ids, corrections) {
  const name = record.service_name ?? `${record.prefecture_name}の${record.system_name ?? record.system_type}`;
  return element(
    "th",
    { scope: "col" },
    element("a", { href: `../cases/${record.case_id}/` }, name),
    element("span", { class: "compare__place" }, `${record.prefecture_name}・${record.case_id}`),
    correctionMark(corrections, record.case_id, (name) => !holder.querySelector(`tr[data-column="${name}"]`)),
    element("a", { class: "compare__off", href: addressOf(ids.filter((id) => id !== record.case_id)), "aria-label": `${name}を外す` }, "外す"),
  );
}

function showOnly(onlyDifferent) {
  for (const row of holder.querySelectorAll("tr[data-column]")) row.hidden = onlyDifferent && !row.classList.contains("compare__row--differs");
  for (const group of holder.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("tr[data-column]:not([hidden])");
}

function sayWhatIsShown(records) {
  const lost = wanted.length - records.length;
  const rows = holder.querySelectorAll(".compare__row--differs").length;
  const words = records.length > 1 ? `${records.length} 件を比べています。値が違う項目は ${rows} です。` : records.length ? "1 件だけです。比べる事例を加えてください。" : "";
  part("status").textContent = words + (lost ? `${lost} 件は見つかりませんでした。` : "");
}

function addBox(ids) {
  const box = part("add");
  const next = (entry) => new URL(addressOf([...ids, entry.address.split("/")[1]]), location.href);
  new SearchBox({ input: part("box"), list: box.querySelector(".search-list"), status: box.querySelector(".search-status"), root, only: "cases", addressOf: next });
  box.hidden = ids.length >= AT_MOST;
}

async function start() {
  const [corrections, ...found] = await Promise.all([fetchCorrections(), ...wanted.map(fetchCase)]);
  const records = found.filter(Boolean);
  const ids = records.map((record) => record.case.case_id);
  part("head").append(...records.map((record) => heading(record, ids, corrections)));
  for (const row of holder.querySelectorAll("tr[data-column]")) fillRow(row, records, corrections);
  for (const title of holder.querySelectorAll(".compare__group th")) title.colSpan = records.length + 1;
  holder.querySelector(".table-scroll").hidden = !records.length;
  part("none").hidden = records.length > 0;
  part("only").addEventListener("change", (event) => showOnly(event.target.checked));
  part("only").closest("label").hidden = records.length < 2;
  addBox(ids);
  sayWhatIsShown(records);
  part("static").hidden = true;
  holder.hidden = false;
}

start();
