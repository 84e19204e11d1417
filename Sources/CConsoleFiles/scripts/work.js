// Lists with filters, and offers that come while somebody looks elsewhere on the page.

// What nobody has filled in needn't stand in the address.
for (const form of document.querySelectorAll("form[data-filter]")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}

const me = document.getElementById("work-me");
const told = document.querySelector("[data-work-told]");

const offered = () => [...(me?.querySelectorAll("[data-offer]") ?? [])].map((one) => one.dataset.offer);

let known = offered();

function tell() {
  const now = offered();
  // The strip is drawn anew every few seconds: only what wasn't there before is said, once.
  if (now.some((one) => !known.includes(one))) told.textContent = me.dataset.offered;
  else if (now.length === 0) told.textContent = "";
  known = now;
}

if (me && told) {
  document.body.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target === me) tell(); });
}
