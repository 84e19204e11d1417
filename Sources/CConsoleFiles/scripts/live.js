// What changes in the cases, as it changes: parts that say hx-trigger="changed from:body" are fetched again.
// A page says in data-live on an element of its own what it listens to: "" for all cases, or a case's id.

const place = document.querySelector("[data-live]");
const lamp = document.querySelector("[data-lamp]");
let waiting;

function changed(detail) {
  // Several changes within a moment are one.
  clearTimeout(waiting);
  waiting = setTimeout(() => document.body.dispatchEvent(new CustomEvent("changed", { detail })), 60);
}

function shine(isOn) {
  if (!lamp) return;
  lamp.hidden = false;
  lamp.title = isOn ? lamp.dataset.on : lamp.dataset.off;
  lamp.className = isOn ? "lamp on" : "lamp off";
  lamp.textContent = isOn ? lamp.dataset.on : lamp.dataset.off;
}

if (place) {
  const wanted = place.dataset.live;
  let wasLost = false;
  const open = () => {
    const source = new EventSource(wanted ? `/v1/events?case=${encodeURIComponent(wanted)}` : "/v1/events");
    source.addEventListener("case-changed", (event) => changed(JSON.parse(event.data)));
    source.addEventListener("open", () => {
      shine(true);
      // What happened meanwhile comes by the id of the last event; a page that slept longer looks once more.
      if (wasLost) changed({});
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
