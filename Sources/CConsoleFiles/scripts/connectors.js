// Tests of ways out: what came of one stands beside it. Whatever a receiver says is text.
const words = document.querySelector("[data-tests]")?.dataset ?? {};
const tones = { reached: "good", refused: "warn", unreachable: "bad", "timed-out": "bad", garbled: "bad" };
const named = { reached: words.reached, refused: words.refused, unreachable: words.unreachable, "timed-out": words.timedOut, garbled: words.garbled };

function piece(name, text, kind = "span") {
  const one = document.createElement(kind);
  if (name) one.className = name;
  one.textContent = text;
  return one;
}

function show(form, { state, milliseconds, said, at }) {
  const time = piece("faint", new Date(at).toLocaleTimeString(document.documentElement.lang), "time");
  time.dateTime = at;
  const parts = [
    piece(`tag ${tones[state] ?? ""}`, named[state] ?? state), piece("faint", words.took.replace("{count}", milliseconds.toLocaleString())), time,
  ];
  if (said) parts.push(piece("said", words.said.replace("{text}", () => said)));
  form.querySelector("[data-outcome]").replaceChildren(...parts);
}

const testOf = (event) => event.target.closest?.("form[data-test]");

document.addEventListener("submit", (event) => {
  const form = testOf(event);
  form?.querySelector("[data-outcome]").replaceChildren(piece("faint", words.waiting));
});
document.addEventListener("gendan:done", (event) => {
  const form = testOf(event);
  if (!form) return;
  // The address stays: whoever tries one tries it again.
  event.preventDefault();
  show(form, event.detail.json);
});
document.addEventListener("gendan:problem", (event) => testOf(event)?.querySelector("[data-outcome]").replaceChildren());
