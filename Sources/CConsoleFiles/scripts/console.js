// What every page does.
import "./forms.js";
import "./live.js";
import "./told.js";
import "./keys.js";
import "./times.js";
import "./outbox.js";
import { toast, toastHere, words } from "./api.js";

const keep = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=31536000; SameSite=Strict`; };

// The places that don't fit scroll: at which side there are more is seen, and where one is stands in sight.
const places = document.querySelector(".bar nav");
function showEdges() {
  const room = places.scrollWidth - places.clientWidth;
  const sides = [places.scrollLeft > 1 && "start", places.scrollLeft < room - 1 && "end"].filter(Boolean).join(" ");
  if (places.dataset.more !== sides) places.dataset.more = sides;
}
function showHere() {
  const here = places.querySelector("[aria-current]")?.getBoundingClientRect();
  const all = places.getBoundingClientRect();
  if (here) places.scrollLeft += here.left + here.width / 2 - all.left - all.width / 2;
  showEdges();
}
if (places) {
  showHere();
  places.addEventListener("scroll", showEdges, { passive: true });
  addEventListener("resize", showHere);
}

// On paper nothing can be unfolded. Newer browsers do it by the style alone.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
  folded = [];
});

// The server writes times as the reader's clock shows them.
keep("gendan_zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-theme-next]")) {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    keep("gendan_theme", root.dataset.theme);
  }
  const language = event.target.closest?.("[data-language]");
  if (language) {
    keep("gendan_language", language.dataset.language);
    location.reload();
  }
});

// What was done on the page before.
toastHere();

// A part that can't be fetched stays as it is.
document.body.addEventListener("htmx:sendError", () => toast(words().offline, true));

// What is typed is kept by the browser until it is sent.
const drafted = () => document.querySelectorAll("[data-draft]");
for (const field of drafted()) field.value ||= localStorage.getItem(`draft:${field.dataset.draft}`) ?? "";
document.addEventListener("input", (event) => {
  const name = event.target.dataset?.draft;
  if (name) localStorage.setItem(`draft:${name}`, event.target.value);
});
document.addEventListener("gendan:done", (event) => {
  // Nobody finds on a shared computer what the one before them was writing.
  if (event.target.dataset?.method === "DELETE" && /\/current$/.test(event.target.dataset.api)) {
    for (const name of Object.keys(localStorage)) if (/^(draft|outbox):/.test(name)) localStorage.removeItem(name);
    return;
  }
  for (const field of event.target.querySelectorAll?.("[data-draft]") ?? []) localStorage.removeItem(`draft:${field.dataset.draft}`);
});
