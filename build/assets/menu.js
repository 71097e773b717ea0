// The menu of narrow screens opens with the focus inside, closes with Escape or when the focus leaves, and gives the
// focus back to its button. Without JavaScript it opens and closes all the same.

const button = document.getElementById("__drawer");
const menu = document.querySelector(".site-menu");

function close() {
  button.checked = false;
  button.dispatchEvent(new Event("change"));
}

button.addEventListener("change", () => {
  if (button.checked) requestAnimationFrame(() => menu.querySelector("a").focus());
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !button.checked) return;
  close();
  button.focus();
});

menu.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && relatedTarget !== button && !menu.contains(relatedTarget)) close();
});
