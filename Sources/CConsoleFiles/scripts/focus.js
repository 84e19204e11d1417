// Whoever works by keyboard goes on from where they were, though the page is drawn anew under them: the focus is never nowhere.

const takers = "a[href], button, input, select, textarea, summary, [tabindex]";
const canTake = (one) => Boolean(one) && !one.disabled && one.getClientRects().length > 0;

// What it says and does. Which look at a case it would be sent with changes with each event, and the key of a request with each attempt.
function doing(one) {
  const { ifMatch, key, ...rest } = one.dataset ?? {};
  return JSON.stringify([one.tagName, one.name, one.getAttribute("href"), one.tagName === "BUTTON" ? one.value : "", rest, one.form?.id, one.form?.dataset.json, one.textContent]);
}

// What is known of an element once it is gone: its name, what it did, what it opened, and what stood around it.
export function remember(element) {
  const around = [];
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) if (one.id) around.push(one.id);
  return { element, id: element.id, does: doing(element), opens: element.dataset?.open, around };
}

const named = (id) => (id ? document.getElementById(id) : undefined);

// What stands in its place now. What has no name is what says and does the same in the same place, or alone opens the same dialog.
function instead({ element, id, does, opens, around }) {
  if (element.isConnected && canTake(element)) return element;
  if (canTake(named(id))) return named(id);
  const place = around.length ? named(around[0]) : document.body;
  const same = place && [...place.querySelectorAll(takers)].find((one) => canTake(one) && doing(one) === does);
  if (same) return same;
  const openers = opens ? [...document.querySelectorAll(`[data-open="${CSS.escape(opens)}"]`)].filter(canTake) : [];
  return openers.length === 1 ? openers[0] : undefined;
}

// Where nothing stands in its place, what was around it. Never the next button: that is another matter's, and somebody may be about to press it.
function near({ around }) {
  for (const id of around) {
    const place = named(id);
    const next = [...(place?.querySelectorAll("h1, h2, h3") ?? []), place].find((one) => one?.getClientRects().length > 0);
    if (!next) continue;
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
  if (isBack(was)) return;
  const next = near(was);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
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
