// Added to pages by `make serve` alone: shows what the check found, and loads the page again when something has changed.

const box = document.createElement("pre");
box.className = "notice notice--warn";
box.setAttribute("role", "status");

/** Show the words of the check above the page; none take them away. */
function tell(words) {
  box.textContent = words;
  if (words) document.querySelector("main").prepend(box);
  else box.remove();
}

/** Wait for news after those already seen. */
async function listen(seen) {
  const news = await fetch(`/__preview?after=${seen}&page=${location.pathname}`).then((answer) => answer.json());
  if (seen >= 0 && news.number !== seen && !news.words) location.reload();
  else {
    tell(news.words);
    listen(news.number);
  }
}

listen(-1);
