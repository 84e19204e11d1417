// Time that runs: <time data-until datetime="…"> says how long it still is. The words come from the browser, in the page's language.

const language = document.documentElement.lang;
// The desk's clock counts: the browser's may be wrong, and a sandbox's runs ahead.
const ahead = Date.parse(document.documentElement.dataset.now) - Date.now() || 0;
const relative = new Intl.RelativeTimeFormat(language, { numeric: "always", style: "short" });

function text(seconds) {
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(Math.round(seconds), "second");
  if (size < 3600) return relative.format(Math.trunc(seconds / 60), "minute");
  if (size < 86400) return relative.format(Math.trunc(seconds / 3600), "hour");
  return relative.format(Math.trunc(seconds / 86400), "day");
}

function tick() {
  for (const one of document.querySelectorAll("time[data-until]")) {
    const seconds = (Date.parse(one.dateTime) - Date.now() - ahead) / 1000;
    const words = text(seconds);
    if (one.textContent !== words) one.textContent = words;
    one.classList.toggle("late", seconds < 0);
    one.classList.toggle("soon", seconds >= 0 && seconds < 300);
  }
}

tick();
setInterval(tick, 1000);
document.body.addEventListener("htmx:afterSwap", tick);
