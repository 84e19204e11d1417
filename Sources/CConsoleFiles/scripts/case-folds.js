// What somebody unfolded, switched on or scrolled to in a part of the page stays so when the part is fetched anew.

const kept = new WeakMap();

// Its content stands at the bottom, from which it is counted upwards: https://drafts.csswg.org/cssom-view/#dom-element-scrolltop
const room = (scroller) => scroller.scrollHeight - scroller.clientHeight;

function look(part) {
  const scroller = part.querySelector("[data-timeline]");
  return {
    folds: new Map([...part.querySelectorAll("details[id]")].map((one) => [one.id, one.open])),
    switches: new Map([...part.querySelectorAll("input[data-keep][id]")].map((one) => [one.id, one.checked])),
    // Nil at the end: there it stays.
    top: scroller && scroller.scrollTop < -8 ? room(scroller) + scroller.scrollTop : undefined,
  };
}

function restore(part, was) {
  for (const one of part.querySelectorAll("details[id]")) if (was.folds.has(one.id)) one.open = was.folds.get(one.id);
  for (const one of part.querySelectorAll("input[data-keep][id]")) if (was.switches.has(one.id)) one.checked = was.switches.get(one.id);
  const scroller = part.querySelector("[data-timeline]");
  if (scroller && was.top !== undefined) scroller.scrollTop = was.top - room(scroller);
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  if (part instanceof Element) kept.set(part, look(part));
});

document.body.addEventListener("htmx:afterSwap", (event) => {
  const part = event.detail.target;
  const was = part instanceof Element ? kept.get(part) : undefined;
  if (!was) return;
  kept.delete(part);
  restore(part, was);
});

// A link to a line that is folded away unfolds it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#event-"], a[href^="#evidence-"]');
  const wanted = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!wanted) return;
  for (let fold = wanted.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  const details = document.getElementById("timeline-details");
  if (details && wanted.classList.contains("detail")) details.checked = true;
});
