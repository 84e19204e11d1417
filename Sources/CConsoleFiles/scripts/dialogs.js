// Dialogs give the focus back to what opened them, or to what stands in its place by then.
import { goBack, remember } from "./focus.js";

export function openDialog(dialog, opener = document.activeElement) {
  if (dialog.open) return;
  const was = opener && opener !== document.body ? remember(opener) : undefined;
  dialog.showModal();
  if (was) dialog.addEventListener("close", () => goBack(was), { once: true });
}

// Whatever asks for a yes: the dialog that every page has.
export function confirmed(text) {
  const dialog = document.querySelector("[data-confirm-dialog]");
  dialog.querySelector("p").textContent = text;
  dialog.returnValue = "no";
  openDialog(dialog);
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}
