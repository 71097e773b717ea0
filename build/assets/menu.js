// The menu of narrow screens opens with the focus inside, closes with Escape or when the focus leaves, and gives the
// focus back to its button. Without JavaScript a check box opens and closes it all the same (Material's drawer).

const drawer = document.getElementById("__drawer");
const menu = document.querySelector(".site-menu");

/** Put a button in the place of a label: it says whether the menu is open, and stands inside a landmark. */
function makeButton(label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  button.addEventListener("click", () => open(!drawer.checked));
  label.replaceWith(button);
  return button;
}

const button = makeButton(document.querySelector(".site-menu-button"));
makeButton(menu.querySelector(".site-menu__close"));
button.setAttribute("aria-expanded", String(drawer.checked));
drawer.hidden = true;

function open(isOpen) {
  drawer.checked = isOpen;
  drawer.dispatchEvent(new Event("change"));
  button.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) requestAnimationFrame(() => menu.querySelector("a").focus());
}

drawer.addEventListener("change", () => button.setAttribute("aria-expanded", String(drawer.checked)));

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawer.checked) return;
  open(false);
  button.focus();
});

menu.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && relatedTarget !== button && !menu.contains(relatedTarget)) open(false);
});
