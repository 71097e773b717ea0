// Filters the corrections of /errata/. Without JavaScript the form stays hidden and the whole list is there.

const form = document.getElementById("errata-filters");
const list = document.getElementById("errata-list");
const count = document.getElementById("errata-count");
const names = ["prefecture", "system", "severity"];

/** Take the choices from the address: ?prefecture=27&severity=重大. */
function readAddress() {
  const asked = new URLSearchParams(location.search);
  for (const name of names) {
    const select = form.elements[name];
    const value = asked.get(name) ?? "";
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
}

/** Write the choices into the address, so that what is shown can be shared. */
function writeAddress() {
  const chosen = new URLSearchParams();
  for (const name of names) if (form.elements[name].value) chosen.set(name, form.elements[name].value);
  const query = chosen.toString();
  history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
}

function show() {
  const articles = [...list.children];
  for (const article of articles) {
    article.hidden = names.some((name) => form.elements[name].value && article.dataset[name] !== form.elements[name].value);
  }
  const shown = articles.filter((article) => !article.hidden).length;
  count.textContent = `${articles.length} 件のうち ${shown} 件を表示しています。`;
}

form.addEventListener("input", () => { writeAddress(); show(); });
form.addEventListener("reset", () => setTimeout(() => { writeAddress(); show(); }));
addEventListener("popstate", () => { readAddress(); show(); });
readAddress();
show();
form.hidden = false;
