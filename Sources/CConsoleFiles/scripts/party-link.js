// A link for a party: shown once, behind the server's own name, to be copied or put into a message to them.
import { toast } from "./api.js";

const part = (element, name) => element.closest(".party-link").querySelector(`[data-party-link-${name}]`);

document.addEventListener("gendan:done", (event) => {
  if (event.target.matches?.("[data-party-link-revoke]")) part(event.target, "shown").hidden = true;
  if (!event.target.matches?.("[data-party-link]")) return;
  const choice = event.target.elements["/party"].selectedOptions[0];
  const shown = part(event.target, "shown");
  const field = part(event.target, "address");
  field.value = new URL(event.detail.json.path, location.origin).href;
  shown.dataset.party = event.detail.json.party;
  // The form begins anew: whose link this is stands beside it.
  part(event.target, "whom").textContent = ` · ${choice.textContent}`;
  shown.hidden = false;
  field.focus();
  field.select();
});

document.addEventListener("click", async (event) => {
  const saying = event.target.closest?.("[data-party-link-say]");
  if (saying) {
    const detail = { text: part(saying, "address").value, whom: `to:${part(saying, "shown").dataset.party}` };
    document.dispatchEvent(new CustomEvent("gendan:say", { detail }));
  }
  const button = event.target.closest?.("[data-party-link-copy]");
  if (!button) return;
  const field = part(button, "address");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    toast(button.dataset.copied);
  } catch { /* without the right it is selected, to be copied by hand */ }
});
