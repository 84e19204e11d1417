// What was written and is on its way to a case. It stays with the browser until the server has answered, and goes by the key that it got at first: sent again it is the same request.
import { send, toast, token } from "./api.js";

const prefix = "outbox:";
// What lay longer isn't sent by itself: whoever wrote it decides.
const longest = 600_000;
const me = document.querySelector("[data-me]")?.dataset.me;

export const name = (one) => prefix + one.key;

// Of whoever has logged in here, oldest first.
export function all() {
  const names = Object.keys(localStorage).filter((one) => one.startsWith(prefix));
  return names.map((one) => JSON.parse(localStorage.getItem(one) ?? "{}")).filter((one) => one.key && one.me === me).sort((a, b) => a.at - b.at);
}

export function keep(one) {
  one.me = me;
  localStorage.setItem(name(one), JSON.stringify(one));
}

export const drop = (one) => localStorage.removeItem(name(one));
const isThere = (one) => localStorage.getItem(name(one)) !== null;

// - Returns: whether it is in its case.
export async function deliver(one) {
  one.state = "sending";
  keep(one);
  try {
    await send("POST", one.path, one.body, { key: one.key, keepalive: true });
    drop(one);
    return true;
  } catch (problem) {
    if (!("kind" in problem)) throw problem;
    // Another page may have been quicker, or whoever wrote it has put it away.
    if (!isThere(one)) return true;
    one.state = "refused";
    one.problem = problem.message;
    keep(one);
    return false;
  }
}

// What a page that was left has begun. - Parameter isOwn: what the page itself looks after.
export function takeUp(isOwn, then) {
  for (const one of all()) {
    if (one.state === "refused") continue;
    // The page that holds it may still be there.
    const wait = Math.max((one.until ?? 0) + 1_500 - Date.now(), isOwn(one) ? 0 : 1_500);
    setTimeout(async () => {
      if (!isThere(one)) return;
      if (Date.now() - one.at > longest) keep(Object.assign(one, { state: "refused", problem: "" }));
      else if (await deliver(one)) return then(one, true);
      then(one, false);
    }, wait);
  }
}

// Pages without a field for it say only what went wrong.
const said = document.querySelector("[data-words]")?.dataset;
if (me && !document.querySelector("[data-compose]")) {
  void token();
  takeUp(() => false, (one, isDone) => { if (!isDone) toast(said.lost.replace("{case}", one.of), true, { path: `/console/cases/${encodeURIComponent(one.of)}`, label: one.of }); });
}

// Whoever logs out takes nothing along, and leaves nothing unsaid without knowing it.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.('[data-api="/v1/sessions/current"]');
  if (!button || button.dataset.confirm || all().length === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.dispatchEvent(new CustomEvent("gendan:leaving"));
  void Promise.all(all().map(deliver)).then(() => {
    const left = all();
    if (left.length > 0) button.dataset.confirm = said.leavingUnsent.replace("{cases}", [...new Set(left.map((one) => one.of))].join(", "));
    button.click();
  });
}, true);
