// The page of a party: what it is asked changes while it types, files are sent, and reasons go before answers.
import { send, toast } from "./api.js";

// Parts that haven't changed stay as they are: nothing flickers, and nobody who has the page read aloud is interrupted.
const last = new Map();
const unfolded = new Map();
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { target, serverResponse, xhr } = event.detail;
  if (xhr.status !== 200) return;
  if (last.get(target) === serverResponse) event.detail.shouldSwap = false;
  last.set(target, serverResponse);
  unfolded.set(target, [...target.querySelectorAll("details")].map((one) => one.open));
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  const open = unfolded.get(event.detail.target) ?? [];
  event.detail.target.querySelectorAll("details").forEach((one, index) => { one.open = open[index] ?? false; });
});

// The link is over, or was taken back: the page says what to do then.
document.body.addEventListener("htmx:responseError", (event) => {
  if ([401, 403, 410].includes(event.detail.xhr.status)) location.reload();
});

const place = document.querySelector("[data-asks-place]");
const news = document.querySelector("[data-news]");
const isTyping = () => [...(place?.querySelectorAll("input, textarea, select") ?? [])].some((field) =>
  field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue && field.tagName !== "SELECT");
const showAsks = () => {
  news.hidden = true;
  place.dispatchEvent(new CustomEvent("asks-changed"));
};

// What is asked is shown anew when it has changed, unless somebody is answering.
document.body.addEventListener("htmx:afterSwap", () => {
  const now = document.querySelector("[data-asks]")?.dataset.asks;
  const shown = document.querySelector("[data-asks-shown]")?.dataset.asksShown;
  if (!place || now === shown) return;
  if (isTyping()) news.hidden = false;
  else showAsks();
});
document.querySelector("[data-news-show]")?.addEventListener("click", showAsks);

// A reason is sent as a message before the answer, so that it stands in the same history.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const field = form.querySelector?.("[data-message]");
  const text = field?.value.trim();
  if (!text) return;
  event.preventDefault();
  event.stopPropagation();
  const button = event.submitter;
  try {
    await send("POST", "/v1/own/messages", { text: field.dataset.message + text }, { key: (form.dataset.messageKey ||= crypto.randomUUID()) });
    delete form.dataset.messageKey;
    field.value = "";
    form.requestSubmit(button);
  } catch (problem) {
    if (problem.status >= 400 && problem.status < 500) delete form.dataset.messageKey;
    toast(problem.message, true);
  }
}, true);

const state = document.querySelector("[data-upload-state]");

// What was refused while somebody registered stays told until it is sent again.
if (state) {
  state.textContent = sessionStorage.getItem("files-refused") ?? "";
  sessionStorage.removeItem("files-refused");
}

async function upload(files) {
  if (!state || files.length === 0) return;
  state.textContent = state.dataset.sending;
  const failed = [];
  for (const file of files) {
    try {
      await send("POST", "/v1/own/evidence", undefined, { raw: file });
    } catch (problem) {
      failed.push(`${file.name}: ${problem.message}`);
    }
  }
  state.textContent = failed.length > 0 ? state.dataset.failed + failed.join(" ") : state.dataset.sent;
  document.body.dispatchEvent(new CustomEvent("changed"));
}

for (const input of document.querySelectorAll("[data-upload]")) {
  input.addEventListener("change", async () => {
    await upload([...input.files]);
    input.value = "";
  });
}
