// The editor: files, keys, names, the check beside it, and saving.
import { send, toast } from "./api.js";
import { confirmed } from "./dialogs.js";
import { Check } from "./studio-check.js";
import { Completion } from "./studio-complete.js";
import { Files } from "./studio-files.js";
import { onKey } from "./studio-keys.js";
import { Messages } from "./studio-messages.js";
import { Saving } from "./studio-save.js";
import { fill } from "./studio-text.js";

const root = document.querySelector("[data-studio]");
const isWriter = "writes" in root.dataset;

const files = new Files(root, () => {
  check.soon();
  if (isWriter) saving.soon();
});
const names = new Completion(root.querySelector("[data-choices]"), root.querySelector("[data-panes]"));
const check = new Check(root, files, (all) => names.know(all), (all) => messages.show(all));
const messages = new Messages(document.querySelector("[data-messages]"), root, files, check);
const saving = new Saving(root, files);
void check.now();

root.querySelector("[data-panes]").addEventListener("keydown", (event) => { if (!names.onKey(event)) onKey(event); });

const adding = document.querySelector("[data-add]");
adding?.addEventListener("submit", () => {
  const name = adding.elements.file.value.trim();
  if (files.has(name)) files.show(name); else files.add(name);
  adding.reset();
});

root.querySelector("[data-remove-file]")?.addEventListener("click", async () => {
  const name = files.shown;
  if (await confirmed(fill(root.dataset.wordRemove, { file: name }))) files.remove(name);
});

document.querySelector("[data-drop]")?.addEventListener("click", async () => { if (await confirmed(root.dataset.wordDrop)) await saving.drop(); });

const proposing = document.querySelector("[data-propose]");
let key;
proposing?.addEventListener("click", async () => {
  if (proposing.getAttribute("aria-busy") === "true") return;
  proposing.setAttribute("aria-busy", "true");
  try {
    if (!(await saving.now({ always: saving.tag === "" }))) return;
    key ??= crypto.randomUUID();
    const { json } = await send("POST", "/v1/proposals", { draft: root.dataset.name }, { key });
    toast(root.dataset.wordMoved);
    location.assign(`/console/proposals/${encodeURIComponent(json.version)}`);
  } catch (problem) {
    if (problem.status >= 400 && problem.status < 500) key = undefined;
    toast([problem.message, ...(problem.errors ?? []).slice(0, 3).map((error) => error.detail)].join(" "), true);
  } finally { proposing.removeAttribute("aria-busy"); }
});
