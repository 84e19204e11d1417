// The fields that only some need come when the server asks for them.
const form = document.querySelector("[data-log-in]");
form?.addEventListener("gendan:problem", (event) => {
  for (const label of form.querySelectorAll(`[data-when="${event.detail.kind}"]`)) {
    label.hidden = false;
    const field = label.querySelector("input");
    field.disabled = false;
    field.required = true;
    field.focus();
  }
});
