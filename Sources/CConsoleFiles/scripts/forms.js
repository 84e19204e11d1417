// Forms and buttons that say in attributes what they send: data-api, data-method, data-json, data-if-match, data-confirm, data-then, data-done.
// Fields are named by their place in the JSON (RFC 6901): name="/facts/refund.state". data-type: number, flag, list (one a line), json.
import { send, toast, toastNext, words } from "./api.js";
import { confirmed } from "./dialogs.js";

function value(field) {
  switch (field.dataset.type) {
    case "number": return field.value === "" ? undefined : Number(field.value);
    case "flag": return field.checked;
    case "list": return field.value.split("\n").map((line) => line.trim()).filter(Boolean);
    case "json": return field.value === "" ? undefined : JSON.parse(field.value);
    case "time": return field.value === "" ? undefined : new Date(field.value).toISOString();
    default: return field.value === "" && !field.required ? undefined : field.value;
  }
}

function put(body, pointer, what) {
  if (what === undefined) return;
  const parts = pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  let at = body;
  for (const part of parts.slice(0, -1)) at = at[part] ??= {};
  const last = parts.at(-1);
  // Several boxes under one name make a list.
  if (last === "-") return;
  at[last] = what;
}

export function bodyOf(form) {
  const body = form.dataset.json ? JSON.parse(form.dataset.json) : {};
  const lists = {};
  for (const field of form.elements) {
    if (!field.name?.startsWith("/") || field.disabled) continue;
    if (field.type === "radio" && !field.checked) continue;
    if (field.type === "checkbox" && field.dataset.type !== "flag") {
      lists[field.name] ??= [];
      if (field.checked) lists[field.name].push(field.value);
      continue;
    }
    put(body, field.name, value(field));
  }
  for (const [name, list] of Object.entries(lists)) put(body, name, list);
  return body;
}

export function clear(form) {
  form.querySelectorAll(".field-problem").forEach((one) => one.remove());
  form.querySelectorAll("[aria-invalid]").forEach((one) => { one.removeAttribute("aria-invalid"); one.removeAttribute("aria-describedby"); });
  const place = form.querySelector("[data-problem]");
  if (place) place.hidden = true;
}

// Nil for one that isn't on the page now: what is wrong with it is said elsewhere.
const fieldOf = (form, pointer) => [...(form.elements ?? [])].find((one) => one.name === pointer && one.getClientRects().length > 0);

export function show(form, problem) {
  let first;
  for (const [index, error] of problem.errors.entries()) {
    const field = fieldOf(form, error.pointer);
    if (!field) continue;
    const words = document.createElement("span");
    words.className = "field-problem";
    words.id = `problem-${Date.now()}-${index}`;
    words.textContent = error.detail;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", words.id);
    field.after(words);
    first ??= field;
  }
  const place = form.querySelector("[data-problem]");
  const rest = problem.errors.filter((error) => !fieldOf(form, error.pointer)).map((error) => error.detail);
  const text = [problem.message, ...rest].join(" ");
  if (first && rest.length === 0) {
    // All of it stands at the fields.
    first.focus();
    return;
  }
  if (place) {
    place.textContent = text;
    place.hidden = false;
  } else toast(text, true);
  first?.focus();
}

export async function act(element, body) {
  if (element.getAttribute("aria-busy") === "true") return undefined;
  if (element.dataset.confirm && !(await confirmed(element.dataset.confirm))) return undefined;
  // Until it is taken or refused it is one request, however often it is sent: behind a 5xx it may have been done.
  const key = (element.dataset.key ||= crypto.randomUUID());
  element.setAttribute("aria-busy", "true");
  clear(element);
  try {
    const answer = await send(element.dataset.method ?? "POST", element.dataset.api, body, { key, ifMatch: element.dataset.ifMatch });
    delete element.dataset.key;
    after(element, answer);
    return answer;
  } catch (problem) {
    if (!("kind" in problem)) throw problem;
    if (problem.status >= 400 && problem.status < 500) delete element.dataset.key;
    if (problem.kind === "precondition-failed") {
      toast(words().changed, true);
      document.body.dispatchEvent(new CustomEvent("changed"));
    } else {
      show(element, problem);
      // What can't be done any more shouldn't be offered either.
      if (problem.status === 409) document.body.dispatchEvent(new CustomEvent("changed"));
    }
    element.dispatchEvent(new CustomEvent("gendan:problem", { detail: problem, bubbles: true }));
  } finally {
    element.removeAttribute("aria-busy");
  }
  return undefined;
}

// data-then: a path to go to ({id} is the answer's), "reload", or nothing: what is live changes by itself.
function after(element, answer) {
  const event = new CustomEvent("gendan:done", { detail: answer, bubbles: true, cancelable: true });
  if (!element.dispatchEvent(event)) return;
  const { done, then } = element.dataset;
  if (then && done) toastNext(done);
  if (then?.startsWith("/")) return location.assign(then.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(answer.json[name] ?? "")));
  if (then === "reload") return location.reload();
  if (element instanceof HTMLFormElement) element.reset();
  element.closest("dialog")?.close();
  toast(done ?? words().done);
  document.body.dispatchEvent(new CustomEvent("changed"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset?.api) return;
  event.preventDefault();
  const button = event.submitter;
  const body = bodyOf(form);
  if (button?.dataset.json) Object.assign(body, JSON.parse(button.dataset.json));
  void act(form, body);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-api]");
  if (!button) return;
  event.preventDefault();
  void act(button, button.dataset.json ? JSON.parse(button.dataset.json) : undefined);
});
