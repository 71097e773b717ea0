// The switch of colours, and the colours chosen before, put in place while the head of the page is read: nothing is drawn twice.
// Material's script works the switch, and shows one label at a time. It needs the attributes; __md_get is its, too.
{
  const CHOICES = [
    ["自動", "(prefers-color-scheme)", "default"],
    ["明るい", "(prefers-color-scheme: light)", "default"],
    ["暗い", "(prefers-color-scheme: dark)", "slate"],
  ];
  const choices = CHOICES.map(([name, media, scheme], place) => {
    const label = `画面の色：${name}`;
    return (
      `<input class="md-option" type="radio" name="__palette" id="__palette_${place}" aria-label="${label}" data-md-color-media="${media}"` +
      ` data-md-color-scheme="${scheme}" data-md-color-primary="custom" data-md-color-accent="custom">` +
      `<label class="site-palette__label" for="__palette_${(place + 1) % CHOICES.length}" hidden>${label}</label>`
    );
  });
  document.currentScript.insertAdjacentHTML("beforebegin", `<form class="site-palette" data-md-component="palette" aria-label="画面の色">${choices.join("")}</form>`);

  const chosen = __md_get("__palette")?.color.media;
  const [automatic, light, dark] = CHOICES;
  const fitting = matchMedia(light[1]).matches ? light : dark;
  const shown = chosen === automatic[1] ? fitting : CHOICES.find(([, media]) => media === chosen);
  if (shown) {
    document.body.setAttribute("data-md-color-media", shown[1]);
    document.body.setAttribute("data-md-color-scheme", shown[2]);
  }
}
