// What changes in the cases and in who does what, as it changes. Parts that say hx-trigger="changed from:body" are fetched again when a case changes,
// those that show who has work and who is here say "work-changed from:body" as well.
// A page says in data-live on an element of its own what it listens to: "" for all cases, or a case's id.

const place = document.querySelector("[data-live]");
const lamp = document.querySelector("[data-lamp]");
// Stands on the pages of those who work: they hear of what is given to them wherever they look.
const me = document.querySelector("[data-work-count]")?.dataset.me;
// Milliseconds. A page of one case follows what happens in it; one of all cases would never rest, and there may be a thousand of them.
const leastPause = 60;
const mostPause = place?.dataset.live ? 500 : 4000;
const spread = place?.dataset.live ? 0 : 100;
const told = {};

// The first change is told at once, and what comes within the pause behind it as one. While changes keep coming, the pause grows.
function tell(name, detail) {
  const state = (told[name] ??= { pause: leastPause, next: 0, timer: undefined });
  if (state.timer !== undefined) return;
  const now = performance.now();
  const isQuiet = now > state.next + state.pause;
  state.pause = isQuiet ? leastPause : Math.min(state.pause * 2, mostPause);
  state.timer = setTimeout(() => {
    state.timer = undefined;
    state.next = performance.now() + state.pause;
    document.body.dispatchEvent(new CustomEvent(name, { detail }));
  }, Math.max(0, state.next - now) + Math.random() * spread);
}

const changed = (detail) => tell("changed", detail);

function shine(isOn) {
  if (!lamp) return;
  lamp.hidden = false;
  lamp.title = isOn ? lamp.dataset.on : lamp.dataset.off;
  lamp.className = isOn ? "lamp on" : "lamp off";
  lamp.textContent = isOn ? lamp.dataset.on : lamp.dataset.off;
}

// Something that is given or offered to whoever looks, or is theirs no more; {} where such a thing may have been missed.
const mine = (detail) => document.dispatchEvent(new CustomEvent("gendan:work", { detail }));

function tellMine(detail) { if (detail.you) mine(detail); }

function listen(wanted) {
  let wasLost = false;
  const open = () => {
    const source = new EventSource(wanted ? `/v1/events?case=${encodeURIComponent(wanted)}` : "/v1/events");
    source.addEventListener("case-changed", (event) => changed(JSON.parse(event.data)));
    source.addEventListener("work-changed", (event) => {
      const detail = JSON.parse(event.data);
      tellMine(detail);
      // Of other cases only what is one's own is told here, and this page doesn't show them.
      if (!wanted || detail.case === wanted) tell("work-changed", detail);
    });
    source.addEventListener("open", () => {
      shine(true);
      // What happened meanwhile comes by the id of the last event; a page that slept longer looks once more. Who does what has no ids.
      if (wasLost) {
        changed({});
        tell("work-changed", {});
        mine({});
      }
      wasLost = false;
    });
    source.addEventListener("error", () => {
      wasLost = true;
      shine(false);
      // The browser tries again by itself, unless the server has refused: then the log-in may be over.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 3000);
    });
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  open();
}

// Pages that show nothing live hear only what is one's own. Browsers keep few connections open, so one of them listens, and tells the others.
function listenForMe() {
  const channel = new BroadcastChannel(`gendan-work-${me}`);
  channel.addEventListener("message", (event) => mine(event.data));
  let wasLost = false;
  const share = (detail) => {
    mine(detail);
    channel.postMessage(detail);
  };
  const open = () => {
    const source = new EventSource("/v1/events?mine=true");
    source.addEventListener("work-changed", (event) => {
      const detail = JSON.parse(event.data);
      if (detail.you) share(detail);
    });
    source.addEventListener("open", () => {
      // Who does what has no ids: what was told meanwhile isn't told again.
      if (wasLost) share({});
      wasLost = false;
    });
    source.addEventListener("error", () => {
      wasLost = true;
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 30000);
    });
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  // Whoever has it keeps it until the page is gone; then the next one gets it. Where there are no locks, each page listens for itself.
  if (navigator.locks) void navigator.locks.request(`gendan-work-${me}`, () => { open(); return new Promise(() => {}); }).catch(() => {});
  else open();
}

if (place) listen(place.dataset.live);
else if (me) listenForMe();
