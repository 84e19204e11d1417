// A link for a party: shown once, behind the server's own name, to be copied.
import { toast } from "./api.js";

document.addEventListener("gendan:done", (event) => {
  if (!event.target.matches?.("[data-party-link]")) return;
  const box = event.target.closest(".party-link");
  box.querySelector("[data-party-link-address]").value = new URL(event.detail.json.path, location.origin).href;
  box.querySelector("[data-party-link-shown]").hidden = false;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-party-link-copy]");
  if (!button) return;
  const field = button.closest(".party-link").querySelector("[data-party-link-address]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    toast(button.dataset.copied);
  } catch { /* without the right it is selected, to be copied by hand */ }
});
