// The pages of those who lead: the wall over the whole screen, and a sheet whose content the server makes when it is asked for.
import { toast, words } from "./api.js";

const sheet = document.getElementById("sheet");
const body = sheet?.querySelector("[data-sheet-body]");

// What stood in the sheet belongs to something else: it goes before the new content is asked for.
document.addEventListener("click", (event) => {
  if (event.target.closest?.('[data-open="sheet"]')) body?.replaceChildren();
  if (event.target.closest?.("[data-whole-screen]")) {
    if (document.fullscreenElement) void document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }
}, true);

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target === body) body.querySelector("select, textarea, input, button")?.focus();
});

document.body.addEventListener("htmx:responseError", (event) => {
  if (event.detail.target !== body) return;
  sheet.close();
  toast(words().changed, true);
});

// It was made for a state of the case that is over.
document.addEventListener("gendan:problem", (event) => {
  if (event.detail.kind === "precondition-failed" && sheet?.contains(event.target)) sheet.close();
});

// The fact that is chosen names the field of its value (RFC 6901), and says what may stand in it.
document.addEventListener("change", (event) => {
  const choice = event.target.closest?.("[data-fact-choice]");
  if (!choice) return;
  const form = choice.closest("form");
  const field = form.querySelector("[data-fact-value]");
  const option = choice.selectedOptions[0];
  field.name = choice.value;
  field.value = "";
  field.placeholder = option?.dataset.hint ?? "";
  const list = form.querySelector("datalist");
  list.replaceChildren(...JSON.parse(option?.dataset.values ?? "[]").map((text) => {
    const one = document.createElement("option");
    one.value = text;
    return one;
  }));
});
