// The days of a year by arrow keys: one of them at a time can be come to by Tab. What a day is shows beside it, by the style.

const year = document.querySelector("[data-calendar]");
const days = [...(year?.querySelectorAll("[data-day]") ?? [])];
const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function stand(at) {
  for (const day of days) day.tabIndex = -1;
  if (days[at]) days[at].tabIndex = 0;
}

const today = days.findIndex((day) => day.hasAttribute("aria-current"));
stand(Math.max(today, 0));

year?.addEventListener("keydown", (event) => {
  const at = days.indexOf(event.target);
  const by = steps[event.key];
  if (at < 0 || by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const next = Math.min(Math.max(at + by, 0), days.length - 1);
  stand(next);
  days[next].focus();
});

year?.addEventListener("focusin", (event) => {
  const at = days.indexOf(event.target);
  if (at >= 0) stand(at);
});
