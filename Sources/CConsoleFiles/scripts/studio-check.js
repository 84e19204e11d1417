// The check beside the text: what it finds, how each sentence is read. It runs a moment after the last key.
import { send, toast } from "./api.js";
import { fill, make, offsetOf, replace } from "./studio-text.js";

const pause = 400;

export class Check {
  constructor(root, files, onNames, onMessages) {
    this.root = root;
    this.files = files;
    this.onNames = onNames;
    this.onMessages = onMessages;
    this.summary = root.querySelector("[data-summary]");
    this.findings = root.querySelector("[data-findings]");
    this.outline = root.querySelector("[data-outline]");
    this.coverage = root.querySelector("[data-coverage]");
    this.asked = 0;
    this.waiters = [];
  }

  soon(after = pause) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.now(), after);
  }

  // Waits until something was checked: one that others overtake, or that is put off, isn't over before the newest of them. False where none can be had.
  newest() {
    return new Promise((resolve) => {
      this.waiters.push(resolve);
      if (!this.isRunning && !this.isPutOff) void this.now();
    });
  }

  settle(isChecked) {
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) resolve(isChecked);
  }

  async now() {
    clearTimeout(this.waiting);
    this.isRunning = true;
    this.isPutOff = false;
    const number = (this.asked += 1);
    const files = this.files.texts();
    this.summary.textContent = this.root.dataset.wordChecking;
    this.summary.setAttribute("aria-busy", "true");
    try {
      const { json } = await send("POST", "/v1/checks", { files, main: this.files.main });
      // An answer to what was written before says nothing any more.
      if (number !== this.asked) return;
      this.isRunning = false;
      this.checked = files;
      this.summary.removeAttribute("aria-busy");
      this.show(json);
      this.settle(true);
    } catch (problem) {
      if (number !== this.asked) return;
      this.isRunning = false;
      this.summary.removeAttribute("aria-busy");
      this.summary.textContent = [problem.message, ...(problem.errors ?? []).map((error) => error.detail)].join(" ");
      // Somebody else's check goes first: this one comes again.
      if (problem.status !== 503 && problem.status !== 429) return this.settle(false);
      this.isPutOff = true;
      this.soon(2500);
    }
  }

  show(check) {
    const words = this.root.dataset;
    const count = check.errors + check.warnings + check.notes;
    this.summary.textContent = count === 0 ? words.wordNone : fill(words.wordSummary, { errors: check.errors, warnings: check.warnings, notes: check.notes });
    this.findings.replaceChildren(...check.findings.map((finding) => this.finding(finding)));
    const main = check.coverage.find((one) => one.file === this.files.main);
    this.coverage.textContent = main ? fill(words.wordRuns, { automated: main.automated, manual: main.manual }) : "";
    this.outline.replaceChildren(...check.outline.filter((line) => line.file === this.files.main).map((line) => this.line(line)));
    this.onNames(check.names);
    this.onMessages(check.messages);
  }

  jump(finding, ...children) {
    const button = make("button", { type: "button", class: "quiet jump" }, ...children);
    button.addEventListener("click", () => this.files.go(finding.file, finding.line, finding.column, finding.endLine, finding.endColumn));
    return button;
  }

  finding(finding) {
    const words = this.root.dataset;
    const [name, tag] = { error: [words.wordError, "tag bad"], warning: [words.wordWarning, "tag warn"], note: [words.wordNote, "tag"] }[finding.level];
    const parts = [this.jump(finding, make("span", { class: tag }, name), " ", make("span", { class: "faint small" }, `${finding.file}:${finding.line}`), " ", finding.message)];
    if (finding.story.length > 0) {
      parts.push(make("details", { class: "small" }, make("summary", {}, words.wordStory), make("ol", {}, ...finding.story.map((line) => make("li", {}, line)))));
    }
    if ("writes" in words) for (const edit of finding.edits) parts.push(this.repair(finding, edit));
    return make("li", { class: finding.level }, ...parts);
  }

  repair(finding, edit) {
    const isInsertion = edit.line === edit.endLine && edit.column === edit.endColumn;
    const shown = isInsertion ? finding.suggestion : edit.text;
    const button = make("button", { type: "button", class: "small repair" }, (isInsertion ? this.root.dataset.wordInsert : this.root.dataset.wordChange) + shown);
    button.addEventListener("click", () => {
      const field = this.files.field(finding.file);
      // Places are of the text that was checked.
      if (!field || field.value !== this.checked?.[finding.file]) {
        toast(this.root.dataset.wordStale, true);
        return void this.now();
      }
      this.files.show(finding.file);
      replace(field, offsetOf(field.value, edit.line, edit.column), offsetOf(field.value, edit.endLine, edit.endColumn), edit.text);
      void this.now();
    });
    return button;
  }

  line(line) {
    const place = { file: line.file, line: line.line, column: 1, endLine: line.line, endColumn: 1 };
    // What the sentence says itself isn't said twice.
    const isSaid = line.text.toLowerCase().startsWith(line.label.toLowerCase());
    const label = isSaid ? [] : [make("span", { class: line.kind === "manual" ? "tag warn" : "tag" }, line.label), " "];
    return make("li", { class: `depth-${Math.min(line.depth, 8)} ${line.kind}` }, this.jump(place, ...label, line.text));
  }
}
