// A case of the draft, walked by hand. All moves so far are sent each time: the server keeps nothing.
import { send } from "./api.js";
import { sources } from "./studio-sources.js";
import { make } from "./studio-text.js";

const root = document.querySelector("[data-play]");
const words = root.dataset;
const find = (name) => root.querySelector(`[data-${name}]`);
const [asked, trouble, besides, facts, paper, timeline] = ["question", "problem", "besides", "facts", "document", "timeline"].map(find);
const [wait, tell, happen, back, again] = ["wait", "tell", "happen", "back", "again"].map(find);

let moves = [];
let begin;
let shown;
let isBusy = false;

async function walk(next) {
  if (isBusy) return;
  isBusy = true;
  root.setAttribute("aria-busy", "true");
  trouble.hidden = true;
  try {
    const { json } = await send("POST", "/v1/plays", { ...sources, moves: next, at: begin });
    moves = next;
    begin = json.begin;
    shown = json;
    show(json);
  } catch (problem) {
    trouble.textContent = [problem.message, ...(problem.errors ?? []).map((error) => error.detail)].join(" ");
    trouble.hidden = false;
  } finally {
    isBusy = false;
    root.removeAttribute("aria-busy");
  }
}

const move = (one) => walk([...moves, one]);

function show(play) {
  find("clock").textContent = play.clock;
  const wasHere = asked.contains(document.activeElement);
  asked.replaceChildren(...(play.phase === undefined && !play.question ? opening(play) : question(play)));
  besides.hidden = play.phase === undefined || play.isOver;
  // Whoever goes on by keys isn't sent back to the top of the page.
  if (wasHere) asked.querySelector("button, input, select")?.focus();
  back.disabled = again.disabled = moves.length === 0;
  list(tell.elements.fact, play.tellable);
  list(happen.elements.event, play.events);
  happen.hidden = play.events.length === 0;
  offer();
  facts.replaceChildren(...(play.facts.length === 0 ? [make("p", { class: "faint" }, words.wordNone)] : play.facts.map((fact) =>
    make("div", {}, make("dt", {}, fact.name), make("dd", {}, fact.value ?? "?", " ", make("span", { class: "faint small" }, fact.source))))));
  paper.replaceChildren(...play.document.flatMap(procedure));
  paper.querySelector(".here")?.scrollIntoView({ block: "nearest" });
  timeline.replaceChildren(...(play.timeline.length === 0 ? [make("li", { class: "faint" }, words.wordNone)] : play.timeline.map((line) =>
    make("li", {}, make("span", { class: "faint small number" }, line.at.slice(5)), " ", make(line.isHeadline ? "strong" : "span", {}, line.text)))));
}

function list(select, things) {
  if (select.options.length === things.length) return;
  select.replaceChildren(...things.map((one) => make("option", { value: one.id }, one.name)));
}

function offer() {
  const fact = shown?.tellable.find((one) => one.id === tell.elements.fact.value);
  document.getElementById("play-values").replaceChildren(...(fact?.values ?? []).map((value) => make("option", { value })));
}

function opening(play) {
  const channel = make("select", { name: "channel" }, ...play.channels.map((one) => make("option", { value: one.id }, one.name)));
  const known = play.signals.slice(0, 30).map((signal) => make("label", {}, signal.name, signal.values
    ? make("select", { "data-signal": signal.id }, make("option", { value: "" }, ""), ...signal.values.map((value) => make("option", { value }, value)))
    : make("input", { "data-signal": signal.id, autocomplete: "off", maxlength: "2000" })));
  const form = make("form", {}, make("label", {}, words.wordChannel, channel),
    known.length > 0 ? make("details", {}, make("summary", {}, words.wordKnown), make("div", { class: "known" }, ...known)) : null,
    make("button", { class: "main" }, words.wordOpen));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const told = Object.fromEntries([...form.querySelectorAll("[data-signal]")].filter((one) => one.value !== "").map((one) => [one.dataset.signal, one.value]));
    void move({ open: { channel: channel.value, facts: told } });
  });
  return [form];
}

function question(play) {
  const one = play.question;
  if (!one) return [make("p", { class: "strong" }, play.isOver ? words.wordOver : words.wordStands)];
  const parts = [make("p", { class: "strong", id: "play-asked" }, one.text), ...one.hints.map((hint) => make("p", { class: "hint" }, hint))];
  const buttons = one.choices.map((label, index) => {
    const button = make("button", { type: "button", class: one.usual === index ? "main" : "", "data-choice": true }, label);
    button.addEventListener("click", () => void move({ choice: index }));
    return button;
  });
  if (one.waitsUntil) {
    const button = make("button", { type: "button", class: "main", "data-choice": true }, `${words.wordNext} ${one.waitsUntil}`);
    button.addEventListener("click", () => void move({ wait: "next" }));
    buttons.push(button);
  }
  if (buttons.length > 0) parts.push(make("div", { class: "row", role: "group", "aria-label": words.wordChoose }, ...buttons));
  if (one.examples) {
    const field = make("input", { required: true, maxlength: "2000", autocomplete: "off" });
    const form = make("form", { class: "row" }, make("label", {}, words.wordAnswer, field, make("small", {}, one.examples)), make("button", {}, words.wordAnswer));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void move({ answer: field.value });
    });
    parts.push(form);
  }
  return parts;
}

function procedure(one) {
  const marks = { here: ["▶", words.wordHere], walked: ["✓", words.wordWalked] };
  return [
    make("h3", {}, one.title),
    make("ol", { class: "plain outline" }, ...one.lines.map((line) => {
      const mark = marks[line.mark];
      return make("li", { class: `depth-${Math.min(line.depth, 8)} ${line.mark}`, "aria-current": line.mark === "here" ? "step" : undefined },
        make("span", { class: "mark", "aria-hidden": "true" }, mark?.[0] ?? " "), mark ? make("span", { class: "unseen" }, mark[1]) : null, " ", line.text);
    })),
  ];
}

wait.addEventListener("submit", (event) => { event.preventDefault(); void move({ wait: wait.elements.wait.value }); });
happen.addEventListener("submit", (event) => { event.preventDefault(); void move({ event: happen.elements.event.value }); });
tell.addEventListener("submit", (event) => {
  event.preventDefault();
  void move({ fact: tell.elements.fact.value, value: tell.elements.value.value });
  tell.elements.value.value = "";
});
tell.elements.fact.addEventListener("change", offer);
back.addEventListener("click", () => void walk(moves.slice(0, -1)));
again.addEventListener("click", () => { begin = undefined; void walk([]); });

void walk([]);
