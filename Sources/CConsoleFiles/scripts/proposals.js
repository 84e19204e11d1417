// Whoever approves or publishes is told beside the question how the examples went.

document.body.addEventListener("htmx:afterSwap", (event) => {
  const told = event.target.querySelector?.("[data-stories-told]")?.dataset.storiesTold;
  if (!told) return;
  const end = document.documentElement.lang.startsWith("zh") ? "。" : ". ";
  for (const one of document.querySelectorAll("[data-sure]")) one.dataset.confirm = `${told.replace(/[.。]$/, "")}${end}${one.dataset.sure}`;
});
