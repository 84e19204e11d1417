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
  if (event.target === body) body.querySelector("select, textarea, input:not(:disabled), button")?.focus();
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

// What is chosen stands in the address, so that a wall that is loaded anew shows the same.
document.addEventListener("change", (event) => {
  const choice = event.target.closest?.("select[data-in-address]");
  if (!choice) return;
  const address = new URL(location.href);
  if (choice.value) address.searchParams.set(choice.name, choice.value);
  else address.searchParams.delete(choice.name);
  history.replaceState(history.state, "", address);
});

// Of many people those are left whose name, account or team has what is typed; whoever is chosen stays.
document.addEventListener("input", (event) => {
  const field = event.target.closest?.("[data-assign-search]");
  if (!field) return;
  const wanted = field.value.trim().toLowerCase();
  let found = 0;
  for (const row of field.form.querySelectorAll("[data-assign-people] > label")) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted) && !row.querySelector("input").checked;
    if (!row.hidden) found += 1;
  }
  field.form.querySelector("[data-assign-none]").hidden = found > 0;
});
