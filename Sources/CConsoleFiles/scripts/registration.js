// An intake form: what is asked depends on what was answered, the telephone number is verified, and there may be several problems.
import { faultsOf, send, toast, toastNext } from "./api.js";

const form = document.querySelector("[data-registration]");
const channel = form.querySelector("[data-channel]");
const troubles = () => [...form.querySelectorAll("[data-trouble]")];
const inputs = (field) => [...field.querySelectorAll("input, select, textarea")];

// What is told of a fact, within a problem: undefined for nothing.
function told(fact, around) {
  const field = [...around.querySelectorAll("[data-field]")].find((one) => one.dataset.field === fact);
  return (field && inputs(field)[0]?.value.trim()) || undefined;
}

const signs = { "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b };
const number = (text) => Number.parseFloat(text.replace(/^[^\d-]*/, ""));

// true, false, or undefined where it hangs on something unknown.
function holds(condition, around) {
  if (condition.all) {
    const parts = condition.all.map((part) => holds(part, around));
    return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
  }
  if (condition.any) {
    const parts = condition.any.map((part) => holds(part, around));
    return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
  }
  const value = told(condition.fact, around);
  if (value === undefined) return undefined;
  if (condition.isOneOf) return condition.isOneOf.includes(value);
  return signs[condition.sign](number(value), number(condition.value));
}

const read = (text) => (text ? JSON.parse(text) : undefined);

function draw() {
  for (const field of form.querySelectorAll("[data-field]")) {
    const around = field.closest("[data-trouble]") ?? form;
    const only = read(field.dataset.onlyWhen);
    const when = read(field.dataset.neededWhen);
    const on = field.dataset.neededOn?.split(",");
    // What hangs on something that isn't answered yet needn't be asked before it is.
    const isAsked = only === undefined || holds(only, around) === true;
    const isNeeded = isAsked && (!on || on.includes(channel.value)) && ("needed" in field.dataset || (when !== undefined && holds(when, around) === true));
    field.hidden = !isAsked;
    for (const input of inputs(field)) {
      input.disabled = !isAsked;
      input.setAttribute("aria-required", String(isNeeded));
    }
    field.querySelector("[data-needed-mark]").hidden = !isNeeded;
  }
  const all = troubles();
  for (const [index, trouble] of all.entries()) {
    trouble.querySelector("[data-trouble-number]").textContent = all.length > 1 ? String(index + 1) : "";
    trouble.querySelector("[data-trouble-remove]").hidden = all.length < 2;
    for (const input of inputs(trouble)) input.name = input.name.replace(/^\/problems\/\d+\//, `/problems/${index}/`);
  }
  const add = form.querySelector("[data-trouble-add]");
  if (add) add.disabled = all.length >= 10;
}

form.addEventListener("input", draw);
form.addEventListener("change", draw);

form.addEventListener("click", (event) => {
  if (event.target.closest("[data-trouble-add]")) {
    const copy = troubles()[0].cloneNode(true);
    copy.querySelectorAll(".field-problem").forEach((one) => one.remove());
    for (const input of inputs(copy)) {
      input.value = "";
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    form.querySelector("[data-troubles]").append(copy);
    draw();
    inputs(copy).find((one) => !one.disabled)?.focus();
  }
  const remove = event.target.closest("[data-trouble-remove]");
  if (remove) {
    remove.closest("[data-trouble]").remove();
    draw();
    form.querySelector("[data-trouble-add]")?.focus();
  }
});

// The number: a code goes there, and whoever tells it has a proof.
const phone = form.querySelector("[data-phone]");
const proof = form.querySelector("[data-proof]");
const carried = proof.querySelector("[name='/phoneProof']");
const answer = proof.querySelector("[data-proof-told]");
let verification;

async function attempt(button, work) {
  button.disabled = true;
  try {
    await work();
  } catch (problem) {
    answer.textContent = "";
    toast(faultsOf(problem), true);
  } finally {
    button.disabled = false;
  }
}

if (phone) {
  proof.hidden = false;
  phone.addEventListener("input", () => {
    // A proof is of one number.
    carried.value = "";
    answer.textContent = "";
    verification = undefined;
  });
  proof.querySelector("[data-send-code]").addEventListener("click", (event) => attempt(event.currentTarget, async () => {
    const { json } = await send("POST", "/v1/phone-verifications", { phone: phone.value });
    verification = json.id;
    answer.textContent = proof.dataset.sent;
    proof.querySelector("[data-code]").focus();
  }));
  proof.querySelector("[data-prove-code]").addEventListener("click", (event) => attempt(event.currentTarget, async () => {
    const { json } = await send("POST", `/v1/phone-verifications/${encodeURIComponent(verification ?? "none")}`, { code: proof.querySelector("[data-code]").value.trim() });
    carried.value = json.proof;
    answer.textContent = `✓ ${proof.dataset.proved}`;
  }));
  // Enter in the code means the code, not the whole form.
  proof.querySelector("[data-code]").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    proof.querySelector("[data-prove-code]").click();
  });
}

// To the case of the gravest problem; the others are tied to it.
form.addEventListener("gendan:done", (event) => {
  const first = event.detail.json.cases?.[0];
  if (!first) return;
  event.preventDefault();
  toastNext(form.dataset.done);
  location.assign(`/console/cases/${encodeURIComponent(first.id)}`);
});

draw();
