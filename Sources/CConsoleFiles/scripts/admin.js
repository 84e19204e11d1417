// What the pages of administration have beyond forms: secrets that are shown once, downloads, fields that have to be typed exactly.
import { toast, words } from "./api.js";

// A form or button says in data-secret which member of the answer is a secret. It is in that answer only, so the page waits until somebody has it.
const dialog = document.querySelector("[data-secret-dialog]");
const secret = dialog?.querySelector("[data-secret-text]");
let next;

document.addEventListener("gendan:done", (event) => {
  const { json } = event.detail;
  const text = json?.[event.target.dataset.secret];
  if (!text || !dialog) return;
  event.preventDefault();
  next = event.target.dataset.then?.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(json[name] ?? ""));
  secret.textContent = text;
  dialog.showModal();
});

dialog?.querySelector("[data-secret-kept]").addEventListener("click", () => dialog.close());
// Neither a click beside it nor the Escape key throws away what can't be shown again.
dialog?.addEventListener("click", (event) => { if (event.target === dialog) event.stopPropagation(); });
dialog?.addEventListener("cancel", (event) => event.preventDefault());
// A second Escape closes a dialog whatever its cancel event is told.
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && dialog?.open) event.preventDefault(); }, { capture: true });
dialog?.addEventListener("close", () => {
  secret.textContent = "";
  if (next?.startsWith("/")) location.assign(next);
  else location.reload();
});

dialog?.querySelector("[data-copy]").addEventListener("click", async (event) => {
  try {
    await navigator.clipboard.writeText(secret.textContent);
    toast(event.target.dataset.copied);
  } catch {
    // Without TLS browsers don't let pages copy: it is marked, to be copied by hand.
    getSelection().selectAllChildren(secret);
  }
});

// What somebody decided on has changed: these pages aren't live, so they are fetched anew.
document.addEventListener("gendan:problem", (event) => {
  if (event.detail.kind === "precondition-failed") setTimeout(() => location.reload(), 1500);
});

// A file that the API makes, to be saved.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-download]");
  if (!button || button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(button.dataset.download);
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      toast(problem.detail ?? problem.title ?? String(answer.status), true);
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = button.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    toast(words().done);
  } catch {
    toast(words().offline, true);
  } finally {
    button.removeAttribute("aria-busy");
  }
});

// Whoever does what can't be undone types its name.
for (const field of document.querySelectorAll("[data-must-be]")) {
  const check = () => field.setCustomValidity(field.value === field.dataset.mustBe ? "" : field.dataset.differs);
  field.addEventListener("input", check);
  field.form.addEventListener("reset", () => setTimeout(check));
  check();
}

const erasure = document.querySelector("[data-erasure]");
erasure?.addEventListener("gendan:done", (event) => {
  const { cases, filesRemoved, filesLeft } = event.detail.json;
  erasure.querySelector("[data-erased-cases]").textContent = String(cases.length);
  erasure.querySelector("[data-erased-files]").textContent = String(filesRemoved);
  erasure.querySelector("[data-erased-left]").hidden = filesLeft === 0;
  erasure.querySelector("[data-erased]").hidden = false;
});
