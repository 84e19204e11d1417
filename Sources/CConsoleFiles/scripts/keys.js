// Shortcuts and the sheet that shows them. Nothing here is needed to work: all of it is reached by Tab as well.
import { openDialog } from "./dialogs.js";
import { fill, narrow } from "./palette.js";

const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
let led = false;

function rows() { return [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null); }

function step(by) {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  (next?.querySelector("a, button") ?? next)?.focus();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    return open("palette");
  }
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) closeMenus({ focusing: true });
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (led) {
    led = false;
    const place = document.querySelector(`nav [data-key="${CSS.escape(event.key)}"]`);
    if (place) { event.preventDefault(); place.click(); }
    return;
  }
  switch (event.key) {
    case "g": led = true; setTimeout(() => { led = false; }, 1200); break;
    case "?": event.preventDefault(); open("keys"); break;
    case "/": {
      const field = document.querySelector("main input[type=search]");
      if (field) { event.preventDefault(); field.focus(); }
      break;
    }
    case "j": step(1); break;
    case "k": step(-1); break;
    case "r": {
      const field = document.querySelector("[data-composer]");
      if (field) { event.preventDefault(); field.focus(); }
      break;
    }
    case "z": {
      const undo = document.querySelector("[data-undo]");
      // Taken back it stands in the field, which mustn't get the letter too.
      if (undo) { event.preventDefault(); undo.click(); }
      break;
    }
    default:
      if (/^[1-9]$/.test(event.key)) {
        const choice = document.querySelectorAll(".standing [data-choice]")[Number(event.key) - 1];
        if (choice) { event.preventDefault(); choice.focus(); }
      }
  }
});

// Whoever closed it by a key goes on from where it was opened.
function closeMenus({ focusing = false } = {}) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (focusing && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}

function open(id, opener) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  closeMenus({ focusing: true });
  openDialog(dialog, opener?.checkVisibility() ? opener : undefined);
  dialog.querySelector("input")?.select();
  narrow();
  if (id === "palette") void fill();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-open]");
  if (opener) {
    return open(opener.dataset.open, opener);
  }
  if (event.target.closest?.("[data-close]")) event.target.closest("dialog")?.close();
  // A click beside a dialog closes it.
  if (event.target instanceof HTMLDialogElement) event.target.close();
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
