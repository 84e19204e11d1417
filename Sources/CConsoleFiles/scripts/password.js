// One's own password, typed twice, and the second factor, whose secret is shown while it is set up.

const form = document.querySelector("[data-new-password]");
const first = form?.querySelector("[data-first]");
const again = form?.querySelector("[data-again]");
const compare = () => again.setCustomValidity(first.value === again.value ? "" : again.dataset.differs);
for (const field of [first, again]) field?.addEventListener("input", compare);

const confirm = document.querySelector("[data-factor-confirm]");
document.querySelector("[data-factor-begin]")?.addEventListener("gendan:done", (event) => {
  event.preventDefault();
  const { secret, uri } = event.detail.json;
  // Four by four it is easier to type.
  confirm.querySelector("[data-factor-secret]").textContent = secret.match(/.{1,4}/g).join(" ");
  confirm.querySelector("[data-factor-link]").href = uri;
  event.target.hidden = true;
  confirm.hidden = false;
  confirm.querySelector("input").focus();
});
