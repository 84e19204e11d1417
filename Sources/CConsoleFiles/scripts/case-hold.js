// What was just written is held back for a moment, so that it can be taken back; then it goes out, once, though the page is left.
import { send, toast, token } from "./api.js";
import { bodyOf, clear, show as showProblem } from "./forms.js";

const span = 5000;
const form = document.querySelector("[data-compose]");
const field = form?.querySelector("[data-composer]");
const whom = form?.querySelector("[data-compose-whom]");
const channel = form?.querySelector("[data-compose-channel]");
const place = form?.querySelector("[data-holding]");
// What went out as its page was left: nobody saw the answer.
const left = "held:";

let held;
let timer;
// Nobody knows whether it was taken: sent again it is the same request.
let doubted;

// MARK: holding

// Takes what the form says out of it. What was held before goes out at once.
export function hold() {
  goNow();
  clear(form);
  const body = bodyOf(form);
  const json = JSON.stringify(body);
  const draft = field.dataset.draft;
  held = { key: doubted?.json === json ? doubted.key : crypto.randomUUID(), path: form.dataset.api, body, whom: whom.value, way: channel.selectedIndex, text: field.value, draft };
  doubted = undefined;
  // It stays the draft until it goes out: a browser that breaks down loses nothing.
  field.value = "";
  // When the page is left there is no time to ask for it.
  void token();
  // One call that was chosen is one call.
  channel.selectedIndex = 0;
  draw();
  wait();
}

// - Returns: whether there was something to send.
export function goNow() {
  const one = takeOut();
  if (one) void deliver(one);
  return one !== undefined;
}

// - Returns: whether there was something to take back.
export function undo() {
  const one = takeOut();
  if (!one) return false;
  giveBack(one);
  field.focus();
  toast(place.dataset.takenBack);
  return true;
}

function takeOut() {
  const one = held;
  held = undefined;
  clearTimeout(timer);
  place?.replaceChildren();
  return one;
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(goNow, span);
}

function button(text, act) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "small";
  one.textContent = text;
  one.addEventListener("click", act);
  return one;
}

function draw() {
  const kind = held.whom.split(":", 1)[0];
  const box = document.createElement("div");
  const words = document.createElement("span");
  const taking = button(place.dataset.takeBack, undo);
  const going = button(place.dataset.go, goNow);
  box.className = "held";
  words.textContent = place.dataset[kind].replace("{whom}", whom.selectedOptions[0].textContent);
  taking.dataset.undo = "";
  taking.setAttribute("aria-keyshortcuts", "Z");
  going.dataset.sendNow = "";
  box.append(words, taking, going);
  place.replaceChildren(box);
}

// Whoever is about to press something there has all the time they need.
for (const kind of ["focusin", "pointerover"]) place?.addEventListener(kind, () => clearTimeout(timer));
for (const kind of ["focusout", "pointerout"]) place?.addEventListener(kind, () => { if (held) wait(); });

// MARK: sending

async function deliver(one) {
  dropDraft(one);
  try {
    await send("POST", one.path, one.body, { key: one.key, keepalive: true });
    forget(one);
    toast(form.dataset.done);
    document.body.dispatchEvent(new CustomEvent("changed"));
  } catch (problem) {
    if (!("kind" in problem)) throw problem;
    forget(one);
    if (problem.status < 400 || problem.status >= 500) doubted = { key: one.key, json: JSON.stringify(one.body) };
    giveBack(one);
    showProblem(form, problem);
  }
}

// What is being written meanwhile stays.
function dropDraft(one) {
  if (field.value === "") localStorage.removeItem(`draft:${one.draft}`);
}

function giveBack(one) {
  const typed = field.value;
  // Words for the desk never slip into what somebody else is to read.
  const isMixed = typed.trim() !== "" && whom.value !== one.whom && [whom.value, one.whom].includes("note");
  whom.value = isMixed ? "note" : one.whom;
  whom.dispatchEvent(new Event("change", { bubbles: true }));
  if (!channel.disabled) channel.selectedIndex = one.way;
  field.value = typed.trim() ? `${one.text}\n${typed}` : one.text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// MARK: leaving

const forget = (one) => sessionStorage.removeItem(left + one.key);

addEventListener("pagehide", () => {
  // Without a network it stays a draft.
  if (!held || !navigator.onLine) return;
  sessionStorage.setItem(left + held.key, JSON.stringify({ ...held, at: Date.now() }));
  goNow();
});

// Whoever logs out takes nothing along, and leaves nothing unsaid.
document.addEventListener("click", (event) => {
  if (event.target.closest?.('[data-api="/v1/sessions/current"]')) goNow();
}, true);

// Looks whether what went out last has come to its case. What hasn't is a draft again, and isn't sent by anybody but whoever wrote it.
async function lookBehind() {
  for (const name of Object.keys(sessionStorage).filter((one) => one.startsWith(left))) {
    const one = JSON.parse(sessionStorage.getItem(name));
    const answer = await fetch(one.path, { headers: { Accept: "application/json" } }).catch(() => undefined);
    if (!answer?.ok) continue;
    const { items } = await answer.json();
    sessionStorage.removeItem(name);
    if (items.some((item) => item.text === one.text && (item.to ?? "") === (one.body.to ?? "") && Date.parse(item.at) > one.at - 600_000)) continue;
    if (form && one.path === form.dataset.api && !held) giveBack(one);
    else localStorage.setItem(`draft:${one.draft}`, [one.text, localStorage.getItem(`draft:${one.draft}`)].filter(Boolean).join("\n"));
    toast(place.dataset.lost.replace("{case}", one.draft.replace("case-", "")), true);
  }
}

// What was sent with the page may still be under way.
if (form) setTimeout(() => void lookBehind(), 3000);
