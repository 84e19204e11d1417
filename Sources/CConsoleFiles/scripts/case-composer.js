// What is written into a case, and the files that are added to it.
import "./case-folds.js";
import { Problem, toast, token, words } from "./api.js";
import { button, goNow, hold, undo } from "./case-hold.js";

const blank = "____";
const box = document.querySelector("[data-composer-box]");
const form = box?.querySelector("[data-compose]");
const field = form?.querySelector("[data-composer]");
const whom = form?.querySelector("[data-compose-whom]");

// MARK: to whom

// One choice says both who speaks and who is spoken to; the API has a name for each.
function direct() {
  const at = whom.value.indexOf(":");
  const kind = at < 0 ? whom.value : whom.value.slice(0, at);
  const party = at < 0 ? "" : whom.value.slice(at + 1);
  form.querySelector("[data-compose-to]").value = kind === "to" ? party : "";
  form.querySelector("[data-compose-from]").value = kind === "from" ? party : "";
  const channel = form.querySelector("[data-compose-channel]");
  channel.disabled = kind === "note";
  // Which channel is usual is each one's own. What is shown is what is sent.
  const { usual = "", usualLabel = form.dataset.noChannel } = kind === "note" ? {} : whom.selectedOptions[0]?.dataset ?? {};
  channel.options[0].value = usual;
  channel.options[0].textContent = usualLabel;
  if (kind === "note") channel.selectedIndex = 0;
  // Whom a text goes to is seen before it goes.
  form.classList.toggle("is-note", kind === "note");
}

if (form) {
  // A note that was being written doesn't come back addressed to somebody.
  const kept = `draft:${field.dataset.draft}:whom`;
  const before = localStorage.getItem(kept);
  if (before && localStorage.getItem(`draft:${field.dataset.draft}`) && [...whom.options].some((one) => one.value === before)) whom.value = before;
  direct();
  whom.addEventListener("change", () => {
    direct();
    const channel = form.querySelector("[data-compose-channel]");
    // What was chosen was chosen for somebody else.
    channel.selectedIndex = 0;
    form.querySelector("[data-compose-way]").textContent = channel.selectedOptions[0].textContent;
  });
  for (const kind of ["change", "input"]) form.addEventListener(kind, () => localStorage.setItem(kept, whom.value));
  // A page that is gone back to has its choices, and not what was made of them.
  addEventListener("pageshow", direct);
  field.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const isEmpty = field.value.trim() === "";
    if (event.key === "Enter") {
      event.preventDefault();
      // Once more: it goes at once.
      if (!(isEmpty && goNow())) form.requestSubmit();
    }
    if (event.key === "z" && isEmpty && undo()) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const at = field.value.indexOf(blank);
    // Whoever has written goes on writing to the same.
    if (at < 0 || !whom.value.startsWith("to:")) return hold();
    // Before anybody gets a text with a hole in it.
    field.focus();
    field.setSelectionRange(at, at + blank.length);
    return toast(form.dataset.blank, true);
  });
}

function changed() { document.body.dispatchEvent(new CustomEvent("changed")); }

// MARK: approved wording

const search = box?.querySelector("[data-ready-find]");
search?.addEventListener("input", () => {
  const wanted = search.value.trim().toLowerCase();
  for (const one of box.querySelectorAll("[data-ready-list] li")) one.hidden = !one.textContent.toLowerCase().includes(wanted);
});

// MARK: promises

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-promise]");
  const dialog = button && document.getElementById("promise-kept");
  if (!dialog) return;
  dialog.querySelector("[data-promise-id]").value = button.dataset.promise;
  dialog.querySelector("[data-promise-words]").textContent = button.dataset.promiseText;
});

// MARK: files

const place = box?.querySelector("[data-upload]");
const list = place?.querySelector("[data-uploads]");
const longestName = 200;
const waiting = [];
let isSending = false;

function told() {
  const query = new URLSearchParams();
  for (const one of place.querySelectorAll("[data-upload-field]")) {
    const value = one.value.trim();
    if (value) query.set(one.dataset.uploadField, one.type === "datetime-local" ? new Date(value).toISOString() : value);
  }
  return query.toString();
}

function add(files) {
  const query = told();
  for (const file of files) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    item.append(name);
    list.prepend(item);
    // The same file again under its key is the same request.
    queue({ file, item, query, key: crypto.randomUUID() });
  }
}

function queue(one) {
  while (one.item.children.length > 1) one.item.lastElementChild.remove();
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", one.file.name);
  one.bar = bar;
  one.item.append(bar, button(list.dataset.stop, () => stop(one)));
  waiting.push(one);
  void work();
}

function stop(one) {
  const at = waiting.indexOf(one);
  if (at >= 0) waiting.splice(at, 1);
  one.request?.abort();
  if (at >= 0) end(one, list.dataset.stopped, true);
}

// One after the other, in the order in which they came.
async function work() {
  if (isSending) return;
  isSending = true;
  try {
    while (waiting.length > 0) {
      const one = waiting.shift();
      try {
        const status = await send(one);
        end(one, status === 201 ? list.dataset.added : list.dataset.known, false);
      } catch (problem) {
        if (!("kind" in problem)) throw problem;
        end(one, problem.message, true);
      }
    }
  } finally {
    isSending = false;
    changed();
  }
}

function end(one, text, isAgain) {
  while (one.item.children.length > 1) one.item.lastElementChild.remove();
  const state = document.createElement("span");
  state.className = isAgain ? "tag bad" : "tag good";
  state.textContent = text;
  one.item.append(state);
  if (isAgain) one.item.append(button(list.dataset.again, () => queue(one)));
}

// How far it has come is known of requests of this kind only.
async function send(one) {
  const { file } = one;
  const secret = await token().catch(() => { throw new Problem(0, { detail: words().offline }); });
  const request = new XMLHttpRequest();
  one.request = request;
  const query = one.query ? `?${one.query}` : "";
  const name = encodeURIComponent(file.name.slice(-longestName)).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return new Promise((resolve, reject) => {
    request.open("POST", place.dataset.upload + query);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRF-Token", secret);
    request.setRequestHeader("Idempotency-Key", one.key);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.setRequestHeader("Content-Disposition", `attachment; filename*=UTF-8''${name}`);
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) one.bar.value = event.loaded / event.total; });
    request.addEventListener("load", () => {
      if (request.status === 200 || request.status === 201) return resolve(request.status);
      let body = {};
      try { body = JSON.parse(request.responseText); } catch { /* a proxy's page */ }
      const faults = (body.errors ?? []).map((fault) => `${fault.pointer} ${fault.detail}`).join(" ");
      return reject(new Problem(request.status, { ...body, detail: [body.detail, faults].filter(Boolean).join(" ") || undefined }));
    });
    request.addEventListener("error", () => reject(new Problem(0, { detail: words().offline })));
    request.addEventListener("abort", () => reject(new Problem(0, { detail: list.dataset.stopped })));
    request.send(file);
  });
}

if (place) {
  const input = place.querySelector("[data-upload-files]");
  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  box.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    box.classList.add("dropping");
  });
  box.addEventListener("dragleave", (event) => { if (!box.contains(event.relatedTarget)) box.classList.remove("dropping"); });
  box.addEventListener("drop", (event) => {
    box.classList.remove("dropping");
    if (!hasFiles(event)) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  box.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files ?? [];
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  });
  addEventListener("beforeunload", (event) => { if (isSending) event.preventDefault(); });
}
