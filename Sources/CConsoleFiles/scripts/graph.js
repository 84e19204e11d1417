// The picture of a procedure: larger and smaller, by buttons and by + - 0. Scrolling is the browser's own.
const region = document.querySelector("[data-flow]");
const picture = region?.querySelector("[data-picture]");
const whole = picture?.viewBox.baseVal;
let scale = 1;

function show(wanted) {
  const next = Math.min(Math.max(wanted, 0.2), 3);
  // What is in the middle stays there.
  const [x, y] = [(region.scrollLeft + region.clientWidth / 2) / scale, (region.scrollTop + region.clientHeight / 2) / scale];
  scale = next;
  picture.setAttribute("width", String(Math.round(whole.width * scale)));
  picture.setAttribute("height", String(Math.round(whole.height * scale)));
  region.scrollTo({ left: x * scale - region.clientWidth / 2, top: y * scale - region.clientHeight / 2, behavior: "instant" });
}

const zooms = {
  in: () => show(scale * 1.25),
  out: () => show(scale / 1.25),
  one: () => show(1),
  whole: () => show(Math.min(region.clientWidth / whole.width, (innerHeight * 0.8) / whole.height)),
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-zoom]");
  if (button && picture) zooms[button.dataset.zoom]();
});

region?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const zoom = { "+": zooms.in, "=": zooms.in, "-": zooms.out, 0: zooms.whole }[event.key];
  if (!zoom) return;
  event.preventDefault();
  zoom();
});

// A box that is stepped to by the keyboard is brought to the middle.
region?.addEventListener("focusin", (event) => {
  if (event.target.matches?.("a:focus-visible")) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
