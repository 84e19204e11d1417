// Whoever approves or publishes is told beside the question how the examples went.

document.body.addEventListener("htmx:afterSwap", (event) => {
  const told = event.target.querySelector?.("[data-stories-told]")?.dataset.storiesTold;
  if (!told) return;
  const end = document.documentElement.lang.startsWith("zh") ? "。" : ". ";
  for (const one of document.querySelectorAll("[data-sure]")) one.dataset.confirm = `${told.replace(/[.。]$/, "")}${end}${one.dataset.sure}`;
});

// What became of the open cases is told on the page that comes after.
const told = document.querySelector("[data-told]");
const kept = `told:${location.pathname}`;
document.addEventListener("gendan:done", (event) => {
  const element = event.target.closest?.("[data-publication]");
  if (!element) return;
  const { moved = 0, keptCount = 0, handedOver = 0 } = event.detail.json ?? {};
  const text = element.dataset.tell.replace("{moved}", moved).replace("{kept}", keptCount).replace("{handed}", handedOver);
  sessionStorage.setItem(kept, text);
});
const text = sessionStorage.getItem(kept);
if (told && text) {
  sessionStorage.removeItem(kept);
  told.textContent = text;
  told.hidden = false;
}
