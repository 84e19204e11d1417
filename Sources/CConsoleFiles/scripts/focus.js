// Whoever works by keyboard goes on from where they were, though the page is drawn anew under them: the focus is never nowhere.

const takers = "a[href], button, input, select, textarea, summary, [tabindex]";
const canTake = (one) => Boolean(one) && !one.disabled && one.getClientRects().length > 0;

// What it says and does. Which look at a case it would be sent with changes with each event.
const doing = (one) => JSON.stringify([one.tagName, one.name, one.getAttribute("href"), one.dataset?.api, one.dataset?.json, one.dataset?.open, one.form?.id, one.form?.dataset.json, one.textContent]);

// What is known of an element once it is gone: its name, what it did, what it opened, and what stood around it.
export function remember(element) {
  const around = [];
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) if (one.id) around.push(one.id);
  return { element, id: element.id, does: doing(element), opens: element.dataset?.open, around };
}

const named = (id) => (id ? document.getElementById(id) : undefined);

// What stands in its place now. What has no name is what says and does the same, or opens the same dialog.
function instead({ element, id, does, opens }) {
  if (element.isConnected && canTake(element)) return element;
  if (canTake(named(id))) return named(id);
  const all = [...document.querySelectorAll(takers)].filter(canTake);
  return all.find((one) => doing(one) === does) ?? (opens && all.find((one) => one.dataset.open === opens));
}

// Where nothing stands in its place, what was around it.
function near({ around }) {
  for (const id of around) {
    const place = named(id);
    if (!place) continue;
    const next = [...place.querySelectorAll(takers)].find(canTake) ?? place.querySelector("h1, h2, h3") ?? place;
    if (next.getClientRects().length === 0) continue;
    if (!next.matches(takers)) next.tabIndex = -1;
    return next;
  }
  return undefined;
}

// A dialog that is closed keeps the focus until the next frame.
const isNowhere = () => document.activeElement === document.body || document.activeElement?.closest("dialog:not([open])");

export function isBack(was) {
  if (!isNowhere()) return true;
  instead(was)?.focus({ preventScroll: true });
  return !isNowhere();
}

export function goBack(was) {
  if (!isBack(was)) near(was)?.focus({ preventScroll: true });
}

// MARK: parts that are fetched anew

const kept = new WeakMap();

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  const active = document.activeElement;
  if (!(part instanceof Element)) return;
  if (active && active !== part && part.contains(active)) kept.set(part, remember(active)); else kept.delete(part);
});

// Behind whatever the page itself does with a part, such as unfolding what was unfolded or going on to the next answer.
document.body.addEventListener("htmx:afterSwap", (event) => {
  const part = event.detail.target;
  const was = part instanceof Element ? kept.get(part) : undefined;
  if (!was) return;
  kept.delete(part);
  queueMicrotask(() => goBack(was));
});
