// Approved wordings beside their translations. What is changed here goes into the document's own text, where the words stand; all else stays as it is.
import { toast } from "./api.js";
import { fill, make, offsetOf } from "./studio-text.js";

const languages = ["zh-CN", "en"];

// One line, with bars that don't end the cell.
export function cell(words) {
  const line = words.replaceAll(/\s+/g, " ").trim().replaceAll(/(\\.)|\|/g, (all, escaped) => escaped ?? "\\|");
  return /(^|[^\\])(\\\\)*\\$/.test(line) ? `${line}\\` : line;
}

const places = new Set(["line", "column", "endLine", "endColumn"]);
const nameOf = (row, language) => JSON.stringify([row.file, row.message, row.channel ?? null, language]);
const looks = (rows) => JSON.stringify(rows, (name, value) => (places.has(name) ? undefined : value));

export class Messages {
  constructor(card, root, files, check) {
    this.card = card;
    this.isWriter = "writes" in root.dataset;
    this.stale = root.dataset.wordStale;
    this.files = files;
    this.check = check;
    this.rows = [];
    // What was typed and doesn't stand in the document yet, by cell: it stays there when rows are drawn anew.
    this.unwritten = new Map();
    this.body = card.querySelector("[data-message-rows]");
    this.only = card.querySelector("[data-messages-missing]");
    this.only.addEventListener("change", () => this.draw());
    // Rows aren't taken away under somebody who types.
    this.body.addEventListener("focusout", () => setTimeout(() => { if (this.isWaiting && !this.isTyping) this.draw(); }));
    this.wanted = new URLSearchParams(location.search).get("message");
  }

  get isTyping() { return this.body.contains(document.activeElement) && document.activeElement.matches("textarea"); }

  show(rows) {
    this.keep(rows);
    for (const typed of this.unwritten.values()) if (!typed.isUnderWay) void this.write(typed);
  }

  keep(rows) {
    const isSame = looks(rows) === looks(this.rows);
    this.rows = rows;
    this.card.hidden = rows.length === 0;
    // What only stands elsewhere now looks as before.
    if (isSame) return this.go();
    if (this.isTyping) this.isWaiting = true; else this.draw();
    return this.go();
  }

  // Somebody came for one message: its line is shown, once.
  go() {
    if (!this.wanted) return;
    const row = this.rows.find((one) => one.message === this.wanted);
    this.wanted = undefined;
    const text = row?.texts[0];
    if (text) this.files.go(row.file, text.line, text.column, text.endLine, text.endColumn);
  }

  find(row, language) {
    const now = this.rows.find((one) => one.message === row.message && one.file === row.file && one.channel === row.channel);
    return { text: now?.texts.find((one) => one.language === language), missing: now?.missing.find((one) => one.language === language) };
  }

  draw() {
    this.isWaiting = false;
    const isIncomplete = (row) => row.missing.length > 0 || row.texts.some((text) => text.lacks.length > 0);
    const shown = this.only.checked ? this.rows.filter(isIncomplete) : this.rows;
    this.body.replaceChildren(...shown.map((row) => this.row(row)));
  }

  row(row) {
    const words = this.card.dataset;
    const jump = make("button", { type: "button", class: "quiet jump" }, row.name);
    jump.addEventListener("click", () => {
      const text = this.find(row, row.texts[0].language).text;
      if (text) this.files.go(row.file, text.line, text.column, text.endLine, text.endColumn);
    });
    const head = make("th", { scope: "row" }, jump, make("span", { class: "tag" }, row.channel ?? words.every));
    if (row.slots.length > 0) head.append(make("p", { class: "small faint" }, fill(words.slots, { names: row.slots.map((slot) => `{${slot}}`).join(" ") })));
    return make("tr", {}, head, ...languages.map((language) => this.cell(row, language)));
  }

  cell(row, language) {
    const words = this.card.dataset;
    const texts = row.texts.filter((one) => one.language === language);
    const missing = row.missing.find((one) => one.language === language);
    const one = make("td", {});
    // Two rows for one language and channel are a matter for the text itself.
    if (texts.length > 1 || (texts.length === 0 && !missing)) {
      one.append(...texts.map((text) => make("p", {}, text.written)), make("p", { class: "small faint" }, words.none));
      return one;
    }
    const marks = [];
    if (missing) marks.push(make("span", { class: "tag warn" }, words.missing));
    if (texts[0]?.lacks.length > 0) marks.push(make("span", { class: "tag warn" }, fill(words.lacks, { names: texts[0].lacks.join(" ") })));
    if (!this.isWriter) {
      one.append(make("p", {}, texts[0]?.written ?? ""), ...marks);
      return one;
    }
    const name = language === "en" ? words.english : words.chinese;
    const field = make("textarea", {
      rows: 2, lang: language, spellcheck: "false", maxlength: 2000,
      "aria-label": fill(words.label, { name: row.name, channel: row.channel ?? words.every, language: name }),
    });
    const typed = this.unwritten.get(nameOf(row, language));
    field.value = typed?.value ?? texts[0]?.written ?? "";
    if (typed) typed.field = field;
    field.addEventListener("change", () => this.take(row, language, field));
    one.append(field, ...marks);
    return one;
  }

  take(row, language, field) {
    const typed = { row, language, field, value: field.value };
    this.unwritten.set(nameOf(row, language), typed);
    void this.write(typed);
  }

  // Puts what was typed into the document. Places are of the text that was checked: where it has changed since, the newest check is waited for. Where there can
  // be none, it is tried again behind the next one.
  async write(typed) {
    const { row, language } = typed;
    const name = nameOf(row, language);
    typed.isUnderWay = true;
    for (;;) {
      const source = this.files.field(row.file);
      if (source && source.value !== this.check.checked?.[row.file]) {
        const isChecked = await this.check.newest();
        // Something else was typed there meanwhile.
        if (this.unwritten.get(name) !== typed) return;
        if (isChecked) continue;
        typed.isUnderWay = false;
        return toast(this.card.dataset.waits, true);
      }
      this.unwritten.delete(name);
      const { text, missing } = this.find(row, language);
      if (!source || (!text && !missing)) return toast(this.stale, true);
      return this.finish(typed, source, text, missing);
    }
  }

  finish(typed, source, text, missing) {
    const words = cell(typed.value);
    const isTyped = typed.field.value === typed.value;
    if (words === "") {
      if (text) toast(this.card.dataset.empty, true);
      if (isTyped) typed.field.value = text?.written ?? "";
      return;
    }
    if (isTyped) typed.field.value = words;
    if (text?.written !== words) this.put(source, text, missing, words);
  }

  put(source, text, missing, words) {
    const whole = source.value;
    if (text) {
      source.setRangeText(words, offsetOf(whole, text.line, text.column), offsetOf(whole, text.endLine, text.endColumn), "preserve");
    } else {
      const end = offsetOf(whole, missing.line, Number.MAX_SAFE_INTEGER);
      source.setRangeText(`\n${missing.before}${words}${missing.after}`, end, end, "preserve");
    }
    source.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
