// What was just written is held back for a moment, so that it can be taken back; then it goes out, once, though the page is left. Until it has arrived it is seen below the field, apart from what is written next.
import { toast, token } from "./api.js";
import { bodyOf, clear } from "./forms.js";
import { all, deliver, drop, keep, takeUp } from "./outbox.js";

const span = 5_000;
// Whoever is about to press something there has more time, and not without end.
const longSpan = 30_000;
const form = document.querySelector("[data-compose]");
const field = form?.querySelector("[data-composer]");
const whom = form?.querySelector("[data-compose-whom]");
const channel = form?.querySelector("[data-compose-channel]");
const place = form?.querySelector("[data-holding]");

const isOwn = (one) => one.path === form?.dataset.api;
let held;
let timer;

// MARK: holding

// Takes what the form says out of it. What was held before goes out at once.
export function hold() {
  goNow();
  clear(form);
  const body = bodyOf(form);
  const json = JSON.stringify(body);
  const doubt = JSON.parse(localStorage.getItem(doubted()) ?? "{}");
  localStorage.removeItem(doubted());
  held = {
    key: doubt.json === json ? doubt.key : crypto.randomUUID(), path: form.dataset.api, of: form.dataset.of, body, at: Date.now(), until: Date.now() + span, state: "held",
    text: field.value, whom: whom.value, whomWords: whom.selectedOptions[0].textContent, way: channel.selectedIndex,
  };
  keep(held);
  put("");
  // One call that was chosen is one call.
  channel.selectedIndex = 0;
  // When the page is left there is no time to ask for it.
  void token();
  draw();
  wait(span);
}

// - Returns: whether there was something to send.
export function goNow() {
  const one = held;
  held = undefined;
  clearTimeout(timer);
  if (one) void out(one);
  return one !== undefined;
}

// - Returns: whether there was something to take back.
export function undo() {
  if (!held) return false;
  const one = held;
  held = undefined;
  clearTimeout(timer);
  if (giveBack(one)) return true;
  // Where something else is being written it waits below.
  keep(Object.assign(one, { state: "refused", problem: place.dataset.takenBack }));
  draw();
  return true;
}

function wait(milliseconds) {
  clearTimeout(timer);
  held.until = Date.now() + milliseconds;
  keep(held);
  timer = setTimeout(goNow, milliseconds);
}

for (const kind of ["focusin", "pointerover"]) place?.addEventListener(kind, () => { if (held) wait(longSpan); });
for (const kind of ["focusout", "pointerout"]) place?.addEventListener(kind, () => { if (held) wait(span); });

async function out(one) {
  const sending = deliver(one);
  draw();
  if (await sending) arrived();
  draw();
}

function arrived() {
  toast(form.dataset.done);
  document.body.dispatchEvent(new CustomEvent("changed"));
}

// MARK: taking back

// A text that may have been taken keeps its key as long as nobody changes it.
const doubted = () => `draft:${field.dataset.draft}:key`;

function put(text) {
  field.value = text;
  if (text) localStorage.setItem(`draft:${field.dataset.draft}`, text);
  else localStorage.removeItem(`draft:${field.dataset.draft}`);
}

// - Returns: whether there was room for it: two texts are never mixed, and none gets another reader than it was written for.
function giveBack(one) {
  if (field.value.trim() !== "") {
    toast(place.dataset.noRoom, true);
    return false;
  }
  drop(one);
  whom.value = one.whom;
  whom.dispatchEvent(new Event("change", { bubbles: true }));
  if (!channel.disabled) channel.selectedIndex = one.way;
  put(one.text);
  localStorage.setItem(doubted(), JSON.stringify({ key: one.key, json: JSON.stringify(one.body) }));
  draw();
  field.focus();
  toast(place.dataset.takenBack);
  return true;
}

// MARK: what is seen

export function button(text, act) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "small";
  one.textContent = text;
  one.addEventListener("click", act);
  return one;
}

function card(one) {
  const box = document.createElement("div");
  const words = document.createElement("p");
  const text = document.createElement("p");
  const row = document.createElement("div");
  box.className = `held ${one.state}`;
  row.className = "row";
  text.className = "held-text";
  text.textContent = one.text;
  if (one.state === "held") {
    words.textContent = place.dataset[one.whom.split(":", 1)[0]].replace("{whom}", one.whomWords);
    const taking = button(place.dataset.takeBack, undo);
    const going = button(place.dataset.go, () => { goNow(); field.focus(); });
    taking.dataset.undo = "";
    taking.setAttribute("aria-keyshortcuts", "Z");
    row.append(taking, going);
  } else if (one.state === "refused") {
    words.textContent = `${one.whomWords}: ${one.problem || place.dataset.unsure}`;
    words.className = "problem";
    row.append(
      button(place.dataset.again, () => void out(one)), button(place.dataset.change, () => giveBack(one)), button(place.dataset.drop, () => { drop(one); draw(); }));
  } else words.textContent = place.dataset.going;
  box.append(words, text, row);
  return box;
}

function draw() {
  if (place) place.replaceChildren(...all().filter(isOwn).map(card));
}

// MARK: leaving and coming back

addEventListener("pagehide", () => goNow());
// A telephone may never come back to it.
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") goNow(); });
document.addEventListener("gendan:leaving", () => goNow());

if (form) {
  draw();
  takeUp(isOwn, (one, isDone) => {
    draw();
    if (isDone && isOwn(one)) arrived();
    if (!isDone && !isOwn(one)) toast(document.querySelector("[data-words]").dataset.lost.replace("{case}", one.of), true, { path: `/console/cases/${encodeURIComponent(one.of)}`, label: one.of });
  });
  // Another page of this browser has sent it, or put it away.
  addEventListener("storage", (event) => { if (event.key?.startsWith("outbox:")) draw(); });
}
