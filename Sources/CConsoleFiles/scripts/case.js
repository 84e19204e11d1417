// The page of a case: the timeline leads to sentences, wording to the composer, and parts change without taking anything from whoever types.
// What was unfolded is unfolded again before the focus goes into it.
import "./case-folds.js";
import { send, toast } from "./api.js";
import { openDialog } from "./dialogs.js";
import { isBack, remember } from "./focus.js";

const words = document.querySelector("[data-case-words]")?.dataset ?? {};
const place = document.querySelector("#case-document");
const notice = document.querySelector("[data-held]");

// MARK: from what happened to its sentence

let lit;

function light(found) {
  document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
  for (let at = found.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
  found.classList.add("lit");
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  found.scrollIntoView({ block: "center", behavior: isStill ? "auto" : "smooth" });
}

const sentence = (root, name) => root.querySelector(`[id][data-sentence="${CSS.escape(name)}"]`);

async function show(name, version) {
  const shown = place?.querySelector("[data-shown]")?.dataset.shown;
  if (!version || version === shown) {
    const found = place && sentence(place, name);
    lit = found ? name : undefined;
    return found ? light(found) : toast(words.missing);
  }
  const dialog = document.getElementById("former");
  const into = dialog.querySelector("[data-former]");
  const answer = await fetch(`${place.dataset.document}?version=${encodeURIComponent(version)}`, { headers: { "HX-Request": "true" } }).catch(() => undefined);
  if (!answer?.ok) return toast(words.missing, true);
  // It is a page of ours, whose texts were escaped where it was drawn.
  into.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  openDialog(dialog);
  const found = sentence(into, name);
  return found ? light(found) : toast(words.missing);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-show]");
  if (link) {
    event.preventDefault();
    return void show(link.dataset.show, link.dataset.version);
  }
  const line = event.target.closest?.("#case-timeline [data-sentence]");
  if (!line) return undefined;
  // What can be pressed within a line does what it does.
  const pressed = event.target.closest("a, button, summary, input, textarea, select, video, audio");
  if (pressed && line.contains(pressed) && !pressed.matches(".line-sentence")) return undefined;
  document.querySelectorAll(".line.shown").forEach((one) => one.classList.remove("shown"));
  line.classList.add("shown");
  return void show(line.dataset.sentence, (line.closest("[data-version]") ?? line).dataset.version);
});

// MARK: wording

// - Parameter wanted: whom it is for, as the choice says it; nil where whoever is chosen may be.
function compose(text, wanted) {
  const field = document.querySelector("[data-composer]");
  if (!field) return;
  // Wording is for somebody: it doesn't slip into a note.
  const whom = document.querySelector("[data-compose-whom]");
  const party = [...(whom?.options ?? [])].find((one) => (wanted ? one.value === wanted : one.value.startsWith("to:")));
  if (wanted && !party) return;
  if (whom && party && (wanted ? whom.value !== wanted : !whom.value.startsWith("to:"))) {
    whom.value = party.value;
    whom.dispatchEvent(new Event("change", { bubbles: true }));
  }
  field.value = field.value.trim() ? `${field.value.trimEnd()}\n${text}` : text;
  // What is kept as a draft hears of it.
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  field.scrollIntoView({ block: "nearest" });
}

document.addEventListener("gendan:say", (event) => compose(event.detail.text, event.detail.whom));

document.addEventListener("click", (event) => {
  const say = event.target.closest?.("[data-say]");
  if (say) return compose(say.dataset.say);
  const copy = event.target.closest?.("[data-copy]");
  if (copy) {
    const done = navigator.clipboard?.writeText(copy.dataset.copy) ?? Promise.reject(new Error("no clipboard"));
    done.then(() => toast(words.copied), () => toast(words.notCopied, true));
  }
  return undefined;
});

// MARK: dialogs that are about something

const remark = document.querySelector("[data-remark-form]");
const disclose = document.querySelector("[data-disclose-form]");
// What was shown stays shown while the page is open.
const disclosed = new Map();

document.addEventListener("click", (event) => {
  const about = event.target.closest?.("[data-remark]");
  if (about && remark) {
    remark.elements["/step"].value = about.dataset.remark;
    remark.querySelector("[data-remark-about]").textContent = about.dataset.about;
  }
  const asked = event.target.closest?.("[data-disclose]");
  if (asked && disclose) {
    disclose.dataset.json = JSON.stringify({ facts: [asked.dataset.disclose] });
    openDialog(disclose.closest("dialog"), asked);
  }
});

function reveal() {
  for (const button of document.querySelectorAll("[data-disclose]")) {
    if (!disclosed.has(button.dataset.disclose)) continue;
    const value = document.createElement("strong");
    value.textContent = disclosed.get(button.dataset.disclose);
    button.replaceWith(value);
  }
}

disclose?.addEventListener("gendan:done", (event) => {
  event.preventDefault();
  for (const one of event.detail.json.facts ?? []) disclosed.set(one.fact, one.value ?? words.unknown);
  disclose.reset();
  disclose.closest("dialog").close();
  reveal();
});

// MARK: parts that change

// What was typed in a part before it is taken away, and how far its column was scrolled. What is unfolded, case-folds.js sees to; where the focus is, focus.js.
const kept = new Map();
const fields = (part) => [...part.querySelectorAll("form")].flatMap((form) => [...form.elements].filter((field) => field.name && field.type !== "hidden").map((field) => [`${form.id || form.dataset.json} ${field.name}`, field]));
const isChanged = (field) => field.value !== (field.tagName === "SELECT" ? [...field.options].find((one) => one.defaultSelected)?.value ?? field.options[0]?.value : field.defaultValue);
const isTyped = (field) => field?.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");

const stepOf = (part) => part.querySelector("[aria-current=step]")?.dataset.sentence;

function keep(part) {
  kept.set(part, {
    typed: new Map(fields(part).filter(([, field]) => isChanged(field)).map(([name, field]) => [name, field.value])),
    // Whoever has just answered goes on at the sentence that the case has come to.
    answered: part.querySelector(".standing")?.contains(document.activeElement) ? remember(document.activeElement) : undefined,
    step: stepOf(part),
    top: part.closest("section")?.scrollTop ?? 0,
  });
}

function restore(part) {
  const before = kept.get(part);
  if (!before) return;
  for (const [name, field] of fields(part)) if (before.typed.get(name)) field.value = before.typed.get(name);
  if (before.answered && !(stepOf(part) === before.step && isBack(before.answered))) goOn(part);
  const column = part.closest("section");
  if (column) column.scrollTop = before.top;
}

// Where nothing is left to answer, the document's heading takes the focus.
function goOn(part) {
  const heading = part.closest("section")?.querySelector("h2");
  const next = part.querySelector(".standing [data-choice]") ?? part.querySelector("[aria-current=step]") ?? heading;
  if (next && !next.matches("button")) next.tabIndex = -1;
  next?.focus({ preventScroll: next !== heading });
}

function isBusy(part) {
  const field = document.activeElement;
  return part.contains(field) && isTyped(field) && field.tagName !== "SELECT" && isChanged(field);
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  if (!part?.hasAttribute?.("data-part")) return;
  // Nothing is taken from under somebody's hands.
  if (part === place && isBusy(part)) {
    event.detail.shouldSwap = false;
    notice.hidden = false;
    return;
  }
  keep(part);
});

document.body.addEventListener("htmx:afterSwap", (event) => {
  const part = event.detail.target;
  if (!part?.hasAttribute?.("data-part")) return;
  if (part === place) {
    notice.hidden = true;
    moved();
  }
  restore(part);
  reveal();
  const found = part === place && lit && sentence(place, lit);
  if (found) found.classList.add("lit");
});

const catchUp = () => document.body.dispatchEvent(new CustomEvent("changed"));

place?.addEventListener("focusout", (event) => {
  if (notice.hidden || (event.relatedTarget && place.contains(event.relatedTarget))) return;
  catchUp();
});
notice?.querySelector("[data-catch-up]").addEventListener("click", () => {
  document.activeElement?.blur();
  catchUp();
});

// MARK: where it stands

let stood;

// Whoever reads elsewhere in the document isn't moved, unless the case has moved on.
function moved() {
  const here = place?.querySelector("[aria-current=step]");
  const now = here?.dataset.sentence;
  if (now === stood) return;
  stood = now;
  const column = here?.closest("section");
  const before = kept.get(place);
  if (!column) return;
  if (column.scrollHeight <= column.clientHeight) {
    // In one column the whole page scrolls: it begins where something is to be done.
    if (!before && matchMedia("(max-width: 75rem)").matches) here.scrollIntoView({ block: "center" });
    return;
  }
  const top = here.getBoundingClientRect().top - column.getBoundingClientRect().top + column.scrollTop - column.clientHeight / 3;
  if (before) before.top = top;
  column.scrollTop = top;
}

moved();

// MARK: who else looks

const looking = document.querySelector("[data-looking]")?.dataset.looking;
const lookers = document.querySelector("[data-lookers-here]");

async function look() {
  if (!looking || document.hidden) return;
  try {
    const names = (await send("PUT", looking)).json.items.map((one) => one.name);
    const text = names.length ? words.lookers.replace("{names}", names.join(words.and)) : "";
    if (lookers.textContent !== text) lookers.textContent = text;
  } catch { /* it is only a hint */ }
}

void look();
setInterval(look, 20_000);
document.addEventListener("visibilitychange", look);
