// Names that may be written, chosen from a list below the line.
import { lineOf, lineStart, make, replace } from "./studio-text.js";

const most = 12;
const before = /[^\s、，,；;：:（()【[\]】=＝|`{}“”"]*$/u;

// The very name first, then names that begin so, then those that have it somewhere.
function rank(one, wanted) {
  const name = one.name.toLowerCase();
  if (name === wanted) return 0;
  return name.startsWith(wanted) ? 1 : 2;
}

export class Completion {
  constructor(list, panes) {
    this.list = list;
    this.panes = panes;
    this.names = [];
    this.field = undefined;
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.place));
    });
    panes.addEventListener("focusout", () => this.close());
    panes.addEventListener("input", (event) => { if (this.field === event.target) this.open(event.target); });
  }

  get isOpen() { return !this.list.hidden; }

  // The names come with each check. Whoever has asked for some before they were there gets them now.
  know(names) {
    this.names = names;
    if (this.asking && this.asking === document.activeElement && !this.isOpen) this.open(this.asking);
    this.asking = undefined;
  }

  open(field) {
    const at = field.selectionStart;
    const line = field.value.slice(lineStart(field.value, at), at);
    const typed = before.exec(line)[0];
    const wanted = typed.toLowerCase();
    this.from = at - typed.length;
    // Between brackets only actions are named, and the bracket that stands there stays.
    this.bracket = /[【[]$/u.exec(line.slice(0, line.length - typed.length))?.[0];
    this.fitting = this.names
      .filter((one) => one.name.toLowerCase().includes(wanted) && (this.bracket ? one.kind === "action" : one.insert !== typed))
      .sort((left, right) => rank(left, wanted) - rank(right, wanted) || left.name.length - right.name.length).slice(0, most);
    if (this.fitting.length === 0) return this.close();
    this.field = field;
    this.place = 0;
    this.draw();
    this.list.hidden = false;
    field.setAttribute("aria-controls", this.list.id);
    const height = Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
    const top = this.panes.offsetTop + lineOf(field.value, at) * height - field.scrollTop + 10;
    this.list.style.top = `${Math.min(Math.max(top, this.panes.offsetTop), this.panes.offsetTop + this.panes.offsetHeight)}px`;
    return undefined;
  }

  draw() {
    this.list.replaceChildren(...this.fitting.map((one, index) => make("li", { role: "option", id: `choice-${index}`, "data-place": String(index), "aria-selected": String(index === this.place) },
      make("strong", {}, one.name), " ", make("span", { class: "faint small" }, one.detail))));
    this.field.setAttribute("aria-activedescendant", `choice-${this.place}`);
    this.list.children[this.place]?.scrollIntoView({ block: "nearest" });
  }

  take(place) {
    const { field, from, bracket } = this;
    const chosen = this.fitting[place];
    this.close();
    if (!field || !chosen) return;
    const text = bracket ? chosen.name + (bracket === "[" ? "]" : "】") : chosen.insert;
    // A closing bracket that stands there isn't written twice.
    const end = /^[】\]]/u.test(field.value.slice(field.selectionStart)) && /[】\]]$/u.test(text) ? field.selectionStart + 1 : field.selectionStart;
    replace(field, from, end, text);
  }

  close() {
    this.field?.removeAttribute("aria-activedescendant");
    this.field = undefined;
    this.list.hidden = true;
  }

  // Whether the key was the list's.
  onKey(event) {
    if (event.isComposing) return false;
    if (event.key === " " && event.ctrlKey && event.target instanceof HTMLTextAreaElement && !event.target.readOnly) {
      event.preventDefault();
      this.open(event.target);
      this.asking = this.isOpen ? undefined : event.target;
      return true;
    }
    if (!this.isOpen) return false;
    const count = this.fitting.length;
    switch (event.key) {
      case "ArrowDown": this.place = (this.place + 1) % count; break;
      case "ArrowUp": this.place = (this.place + count - 1) % count; break;
      case "Enter": case "Tab": event.preventDefault(); this.take(this.place); return true;
      case "Escape": event.preventDefault(); this.close(); return true;
      case "ArrowLeft": case "ArrowRight": this.close(); return false;
      default: return false;
    }
    event.preventDefault();
    this.draw();
    return true;
  }
}
