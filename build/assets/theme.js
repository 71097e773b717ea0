// Light, dark, or as the device says. Loaded before the page is drawn, so that the colours never flash.
(() => {
  const names = { auto: "自動", light: "明るい", dark: "暗い" };
  const order = Object.keys(names);
  const key = "joint-procurement-theme";

  function remembered() {
    try {
      const kept = localStorage.getItem(key);
      return order.includes(kept) ? kept : "auto";
    } catch {
      return "auto"; // storage may be refused; the device's choice still holds
    }
  }

  function remember(choice) {
    try {
      localStorage.setItem(key, choice);
    } catch {
      // not kept for the next page, still used on this one
    }
  }

  function apply(choice) {
    if (choice === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
  }

  // One switch stands in the header, one in the menu of narrow screens: both always say the same.
  function setUpSwitches(buttons) {
    let choice = remembered();
    const label = () => buttons.forEach((button) => (button.textContent = `画面の色：${names[choice]}`));
    const next = () => {
      choice = order[(order.indexOf(choice) + 1) % order.length];
      apply(choice);
      remember(choice);
      label();
    };
    label();
    buttons.forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", next);
    });
  }

  function setUpMenu(menu) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  apply(remembered());
  document.addEventListener("DOMContentLoaded", () => {
    setUpSwitches(document.querySelectorAll("[data-theme-switch]"));
    document.querySelectorAll("[data-site-menu]").forEach(setUpMenu);
  });
})();
