// Whoever is given work, or is offered some, is told so wherever they look: by words with a link, by the number at the inbox, in the page's title, and by the
// browser itself where they have asked for that. Nothing sounds.
import { toast } from "./api.js";

const count = document.querySelector("[data-work-count]");
const said = document.querySelector("[data-work-words]")?.dataset;
const button = document.querySelector("[data-notify]");
const title = document.title;
const key = "gendan:notify";
// Given since this page was opened; what is offered counts as long as it is.
const given = new Set();
let offered = 0;

const isWanted = () => "Notification" in window && Notification.permission === "granted" && localStorage.getItem(key) === "on";

function write() {
  const fresh = offered + given.size;
  document.title = fresh > 0 ? `(${fresh}) ${title}` : title;
}

async function look() {
  let answer;
  try { answer = await fetch("/v1/presence", { headers: { Accept: "application/json" } }); } catch { return; }
  if (!answer.ok) return;
  const mine = await answer.json();
  offered = mine.offered ?? 0;
  const all = offered + (mine.holds ?? 0);
  count.hidden = all === 0;
  count.textContent = all > 99 ? "99+" : String(all);
  count.title = count.dataset.countWords.replace("{held}", mine.holds ?? 0).replace("{offered}", offered);
  write();
}

function notify(text, detail, path) {
  if (!isWanted() || document.visibilityState === "visible") return;
  // Every page of the browser hears it: under one name it is shown once.
  const note = new Notification(text, { tag: `${detail.case}/${detail.task}`, icon: document.querySelector("link[rel=icon]")?.href });
  note.addEventListener("click", () => {
    window.focus();
    location.assign(path);
  });
}

function hear(detail) {
  const isInbox = location.pathname === "/console/work";
  const page = `/console/cases/${encodeURIComponent(detail.case)}`;
  const name = `${detail.case}/${detail.task}`;
  if (detail.you === "given") {
    given.add(name);
    const text = said.given.replace("{case}", detail.case);
    if (location.pathname !== page) toast(text, false, { path: page, label: said.open });
    notify(text, detail, page);
  } else given.delete(name);
  if (detail.you === "offered") {
    const text = said.offered.replace("{case}", detail.case);
    // The inbox shows it by itself, and says so.
    if (!isInbox) toast(text, false, { path: "/console/work", label: said.inbox });
    notify(text, detail, "/console/work");
  }
  if (detail.you === "presence" && !isInbox) void tellAway();
}

// Only what the desk has done is news to them.
async function tellAway() {
  const answer = await fetch("/v1/presence", { headers: { Accept: "application/json" } }).catch(() => undefined);
  const mine = answer?.ok ? await answer.json() : {};
  if (mine.missed) toast(said.away.replace("{case}", mine.missed.case), true, { path: "/console/work", label: said.inbox });
}

function drawButton() {
  const isDenied = Notification.permission === "denied";
  button.hidden = false;
  button.disabled = isDenied;
  button.textContent = isDenied ? button.dataset.denied : isWanted() ? button.dataset.off : button.dataset.on;
}

if (count && said) {
  let waiting;
  document.addEventListener("gendan:work", (event) => {
    hear(event.detail);
    clearTimeout(waiting);
    waiting = setTimeout(look, 100);
  });
  // What is done in a case leaves one's hands as well.
  document.addEventListener("gendan:done", (event) => {
    // Whoever has gone isn't asked any more.
    if (event.target.dataset?.then) return;
    clearTimeout(waiting);
    waiting = setTimeout(look, 400);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    void look();
  });
  void look();
}

if (count && button && "Notification" in window) {
  drawButton();
  // The browser asks only when somebody wants it.
  button.addEventListener("click", async () => {
    const goesOff = isWanted();
    if (!goesOff && Notification.permission !== "granted") await Notification.requestPermission();
    localStorage.setItem(key, goesOff ? "off" : "on");
    drawButton();
  });
}
