// Time that runs: <time data-until datetime="…"> says how long it still is. How long it is over is said as well.

const language = document.documentElement.lang;
// The desk's clock counts: the browser's may be wrong, and a sandbox's runs ahead.
const ahead = Date.parse(document.documentElement.dataset.now) - Date.now() || 0;
const units = language.startsWith("zh") ? { s: " 秒", m: " 分", h: " 小时", d: " 天", late: "已超 " } : { s: " s", m: " min", h: " h", d: " d", late: "late by " };

function text(seconds) {
  const size = Math.abs(seconds);
  const late = seconds < 0 ? units.late : "";
  if (size < 60) return `${late}${Math.round(size)}${units.s}`;
  if (size < 3600) return `${late}${Math.trunc(size / 60)}${units.m}`;
  if (size < 86400) return `${late}${Math.trunc(size / 3600)}${units.h}`;
  return `${late}${Math.trunc(size / 86400)}${units.d}`;
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
