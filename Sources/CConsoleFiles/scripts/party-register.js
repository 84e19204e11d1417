// Registering by a link: what is asked hangs on what was chosen, the number is verified, files follow behind.
import { faultsOf, forgetToken, send, toast } from "./api.js";

const form = document.querySelector("[data-register]");
const problems = form.querySelector("[data-problems]");
const pattern = problems.querySelector("[data-one]").cloneNode(true);
const files = [];
let proof;
let asked;

// Three answers: true, false, or undefined for what nobody has said yet.
function holds(condition, facts) {
  if (condition.all) return condition.all.map((one) => holds(one, facts)).reduce((sum, one) => (sum === false || one === false ? false : sum && one), true);
  if (condition.any) return condition.any.map((one) => holds(one, facts)).reduce((sum, one) => (sum || one ? true : sum === undefined || one === undefined ? undefined : false), false);
  const value = facts[condition.fact];
  if (value === undefined) return undefined;
  if (condition.isOneOf) return condition.isOneOf.includes(String(value));
  const [left, right] = [parseFloat(value), parseFloat(condition.value)];
  return { "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right }[condition.sign];
}

function value(field) {
  if (field.value.trim() === "") return undefined;
  if (field.dataset.type === "number") return Number(field.value);
  if (field.dataset.type === "time") return new Date(field.value).toISOString();
  return field.value;
}

function factsOf(one) {
  const facts = {};
  for (const field of one.querySelectorAll("[data-fact]")) {
    const told = field.closest("[data-field]").hidden ? undefined : value(field);
    if (told !== undefined) facts[field.dataset.fact] = told;
  }
  return facts;
}

const letters = (text) => [...text].filter((letter) => !/\s/.test(letter)).length;

function arrange(one) {
  for (const box of one.querySelectorAll("[data-field]")) {
    const facts = factsOf(one);
    box.hidden = box.dataset.only !== "" && holds(JSON.parse(box.dataset.only), facts) === false;
    const isNeeded = "always" in box.dataset || (box.dataset.needed !== "" && holds(JSON.parse(box.dataset.needed), facts) === true);
    const field = box.querySelector("[data-fact]");
    field.required = isNeeded && !box.hidden;
    const count = box.querySelector("[data-count]");
    const left = Number(box.dataset.least || 0) - letters(field.value);
    if (count) count.textContent = left > 0 ? form.dataset.more.replace("{count}", left) : "";
  }
}

function number() {
  const all = [...problems.querySelectorAll("[data-one]")];
  all.forEach((one, index) => {
    one.querySelector("[data-number]").textContent = index + 1;
    one.querySelector("[data-remove]").hidden = all.length === 1;
    arrange(one);
  });
}

problems.addEventListener("input", (event) => arrange(event.target.closest("[data-one]")));
problems.addEventListener("click", (event) => {
  if (!event.target.closest("[data-remove]")) return;
  event.target.closest("[data-one]").remove();
  number();
});
form.querySelector("[data-add]")?.addEventListener("click", () => {
  const one = pattern.cloneNode(true);
  problems.append(one);
  number();
  one.querySelector("select, input, textarea")?.focus();
});

// The number.
const codeState = form.querySelector("[data-code-state]");
const phone = form.querySelector("[data-phone]");
async function prove(work) {
  try {
    await work();
  } catch (problem) {
    codeState.textContent = faultsOf(problem);
  }
}
form.querySelector("[data-code-ask]")?.addEventListener("click", () => prove(async () => {
  const answer = await send("POST", "/v1/own/phone-verifications", { phone: phone.value });
  asked = answer.json.id;
  for (const box of form.querySelectorAll("[data-code-place]")) box.hidden = false;
  codeState.textContent = codeState.dataset.sent;
  form.querySelector("[data-code]").focus();
}));
form.querySelector("[data-code-prove]")?.addEventListener("click", () => prove(async () => {
  const answer = await send("POST", `/v1/own/phone-verifications/${encodeURIComponent(asked)}`, { code: form.querySelector("[data-code]").value });
  proof = answer.json.proof;
  codeState.textContent = codeState.dataset.proved;
}));
phone?.addEventListener("input", () => { proof = undefined; });

// Files.
const chosen = form.querySelector("[data-chosen]");
for (const input of form.querySelectorAll("[data-file]")) {
  input.addEventListener("change", () => {
    for (const file of input.files) {
      files.push(file);
      const item = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = file.name;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "small";
      button.textContent = `${chosen.dataset.removeWords} ${file.name}`;
      button.addEventListener("click", () => {
        files.splice(files.indexOf(file), 1);
        item.remove();
      });
      item.append(name, button);
      chosen.append(item);
    }
    input.value = "";
  });
}

// What is wrong is shown at its field.
function field(pointer) {
  const parts = pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (parts[0] !== "problems") return form.querySelector(`[name="/${CSS.escape(parts[0])}"]`) ?? (parts[0] === "phoneProof" ? phone : null);
  return problems.querySelectorAll("[data-one]")[Number(parts[1])]?.querySelector(`[data-fact="${CSS.escape(parts[2] ?? "")}"]`);
}

function mark(at, words) {
  const line = document.createElement("span");
  line.className = "field-problem";
  line.id = crypto.randomUUID();
  line.textContent = words;
  at.setAttribute("aria-invalid", "true");
  at.setAttribute("aria-describedby", line.id);
  at.after(line);
}

function clear() {
  form.querySelectorAll(".field-problem").forEach((one) => one.remove());
  form.querySelectorAll("[aria-invalid]").forEach((one) => { one.removeAttribute("aria-invalid"); one.removeAttribute("aria-describedby"); });
  form.querySelector("[data-problem]").hidden = true;
}

function show(problem) {
  const rest = [];
  for (const error of problem.errors) {
    const at = field(error.pointer);
    if (at) mark(at, error.detail);
    else rest.push(error.detail);
  }
  const place = form.querySelector("[data-problem]");
  place.textContent = [problem.message, ...rest].join(" ");
  place.hidden = false;
  (form.querySelector("[aria-invalid]") ?? place).focus?.();
}

function body() {
  const told = { problems: [...problems.querySelectorAll("[data-one]")].map(factsOf) };
  for (const name of ["order", "phone", "name"]) {
    const text = form.querySelector(`[name="/${name}"]`)?.value.trim();
    if (text) told[name] = text;
  }
  if (proof) told.phoneProof = proof;
  return told;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  clear();
  const missing = [...form.querySelectorAll("[required]")].filter((one) => one.value.trim() === "");
  if (missing.length > 0) {
    for (const one of missing) mark(one, form.dataset.required);
    missing[0].focus();
    return;
  }
  form.setAttribute("aria-busy", "true");
  const state = form.querySelector("[data-register-state]");
  try {
    // Until there is an answer it is one request, however often it is sent.
    const answer = await send("POST", "/v1/own/registrations", body(), { key: (form.dataset.key ||= crypto.randomUUID()) });
    delete form.dataset.key;
    if (!answer.json.path) {
      toast(form.dataset.joined, true);
      state.textContent = form.dataset.joined;
      return;
    }
    // From here on the browser has come by a link of the case.
    forgetToken();
    if (files.length > 0) state.textContent = state.dataset.sending;
    const failed = [];
    for (const file of files) {
      try {
        await send("POST", "/v1/own/evidence", undefined, { raw: file });
      } catch (problem) {
        failed.push(`${file.name}: ${problem.message}`);
      }
    }
    // It is told where the file can be sent again.
    if (failed.length > 0) sessionStorage.setItem("files-refused", form.dataset.fileFailed + failed.join(" "));
    location.assign(answer.json.path);
  } catch (problem) {
    if (!("kind" in problem)) throw problem;
    if (problem.status >= 400 && problem.status < 500) delete form.dataset.key;
    show(problem);
  } finally {
    form.removeAttribute("aria-busy");
  }
});

number();
