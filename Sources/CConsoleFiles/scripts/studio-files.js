// The files of a playbook: a tab and a text field for each, with line numbers beside it.
import { fill, lineOf, make, offsetOf } from "./studio-text.js";

export class Files {
  constructor(root, changed) {
    this.root = root;
    this.main = root.dataset.main;
    this.changed = changed;
    this.tabs = root.querySelector("[data-tabs]");
    this.panes = root.querySelector("[data-panes]");
    for (const pane of this.all()) this.prepare(pane);
    this.tabs.addEventListener("click", (event) => {
      const tab = event.target.closest("[data-tab]");
      if (tab) this.show(tab.dataset.tab);
    });
    this.tabs.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const tabs = [...this.tabs.querySelectorAll("[data-tab]")];
      const at = tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
      const next = tabs[(at + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
      event.preventDefault();
      this.show(next.dataset.tab);
      next.focus();
    });
  }

  all() { return [...this.panes.querySelectorAll("[data-pane]")]; }
  pane(name) { return this.all().find((pane) => pane.dataset.pane === name); }
  has(name) { return this.pane(name) !== undefined; }
  field(name) { return this.pane(name)?.querySelector("[data-text]"); }
  get shown() { return this.all().find((pane) => !pane.hidden)?.dataset.pane ?? this.main; }
  texts() { return Object.fromEntries(this.all().map((pane) => [pane.dataset.pane, pane.querySelector("[data-text]").value])); }

  prepare(pane) {
    const field = pane.querySelector("[data-text]");
    const gutter = pane.querySelector("[data-gutter]");
    const number = () => {
      const lines = field.value.split("\n").length;
      if (Number(gutter.dataset.lines) === lines) return;
      gutter.dataset.lines = lines;
      gutter.textContent = Array.from({ length: lines }, (_, index) => index + 1).join("\n");
    };
    number();
    field.addEventListener("input", () => { number(); this.changed(); });
    field.addEventListener("scroll", () => { gutter.scrollTop = field.scrollTop; });
  }

  // The document itself stays.
  get removable() { return this.shown !== this.main && this.all().length > 1; }

  remove(name) {
    if (name === this.main) return;
    this.pane(name)?.remove();
    [...this.tabs.querySelectorAll("[data-tab]")].find((tab) => tab.dataset.tab === name)?.remove();
    this.show(this.main);
    this.tabs.querySelector('[aria-selected="true"]')?.focus();
    this.changed();
  }

  show(name) {
    for (const pane of this.all()) pane.hidden = pane.dataset.pane !== name;
    for (const tab of this.tabs.querySelectorAll("[data-tab]")) {
      const isShown = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      if (isShown && this.tabs.scrollWidth > this.tabs.clientWidth) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    const remover = this.root.querySelector("[data-remove-file]");
    if (remover) remover.hidden = !this.removable;
  }

  // Shows a place and puts the cursor there.
  go(name, line, column = 1, endLine = line, endColumn = column) {
    const field = this.field(name);
    if (!field) return;
    this.show(name);
    const from = offsetOf(field.value, line, column);
    field.focus();
    field.setSelectionRange(from, Math.max(offsetOf(field.value, endLine, endColumn), from));
    const height = Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
    field.scrollTop = Math.max((lineOf(field.value, from) - 4) * height, 0);
  }

  add(name) {
    // Numbers of files that were removed aren't given again.
    const number = (this.last = (this.last ?? this.all().length - 1) + 1);
    const pane = make("div", { class: "pane", role: "tabpanel", id: `pane-${number}`, "aria-labelledby": `tab-${number}`, "data-pane": name },
      make("pre", { class: "gutter", "aria-hidden": "true", "data-gutter": true }),
      make("textarea", {
        "data-text": true, wrap: "off", spellcheck: "false", autocapitalize: "none", autocomplete: "off",
        "aria-label": fill(this.root.dataset.wordFile, { file: name }),
      }));
    this.panes.append(pane);
    const tab = make("button", {
      type: "button", role: "tab", id: `tab-${number}`, "aria-controls": `pane-${number}`, "aria-selected": "false", tabindex: "-1", "data-tab": name,
    }, name);
    // As the server orders them: the document, then the others by name.
    const next = [...this.tabs.querySelectorAll("[data-tab]")].find((one) => one.dataset.tab !== this.main && one.dataset.tab > name);
    if (next) next.before(tab); else this.tabs.append(tab);
    this.prepare(pane);
    this.show(name);
    this.field(name).focus();
    this.changed();
  }
}
