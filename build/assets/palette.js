// The switch of colours. Material's script works it, and shows one label at a time; it needs the attributes.
// The colours chosen before are put in place while the page is read (partials/header.html): nothing is drawn twice.
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
}
