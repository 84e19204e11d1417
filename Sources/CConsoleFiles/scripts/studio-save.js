// Saves the draft a moment after the last key, as the draft that was looked at: who comes second is told so.
import { send, toast } from "./api.js";

const pause = 1200;

export class Saving {
  constructor(root, files) {
    this.root = root;
    this.files = files;
    this.tag = root.dataset.tag;
    this.place = document.querySelector("[data-saved]");
    this.kept = JSON.stringify(files.texts());
    this.isStopped = false;
    addEventListener("beforeunload", (event) => { if (this.isDirty) event.preventDefault(); });
    addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") void this.now(); });
  }

  get isDirty() { return !this.isStopped && JSON.stringify(this.files.texts()) !== this.kept; }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.now(), pause);
    if (this.isDirty && !this.place.classList.contains("late")) this.place.textContent = this.root.dataset.wordDirty;
  }

  // Whether what is on the page is what is saved. One request after the other: each needs the tag of the one before.
  async now({ always = false } = {}) {
    clearTimeout(this.waiting);
    while (this.running) await this.running;
    if (!always && !this.isDirty) return !this.isStopped;
    this.running = this.put();
    try { return await this.running; } finally { this.running = undefined; }
  }

  async put() {
    const files = this.files.texts();
    const text = JSON.stringify(files);
    this.place.textContent = this.root.dataset.wordSaving;
    try {
      const answer = await send("PUT", this.root.dataset.api, { files, main: this.files.main }, { ifMatch: this.tag || undefined });
      this.tag = answer.headers.get("ETag") ?? "";
      this.kept = text;
      const time = new Date(answer.json.savedAt).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
      this.place.textContent = `${this.root.dataset.wordSaved} ${time} · ${this.root.dataset.author}`;
      this.place.classList.remove("late");
      document.querySelector("[data-drop]")?.removeAttribute("hidden");
      return true;
    } catch (problem) {
      const isConflict = problem.kind === "precondition-failed" || problem.kind === "precondition-required";
      if (isConflict) this.isStopped = true;
      this.place.textContent = isConflict ? this.root.dataset.wordConflict : [problem.message, ...(problem.errors ?? []).map((error) => error.detail)].join(" ");
      this.place.classList.add("late");
      // What couldn't be sent is sent again when something is typed, or after a while.
      if (!isConflict && (problem.status === 0 || problem.status >= 500)) this.waiting = setTimeout(() => void this.now(), 5000);
      return false;
    }
  }

  async drop() {
    clearTimeout(this.waiting);
    while (this.running) await this.running;
    try {
      await send("DELETE", this.root.dataset.api, undefined, { ifMatch: this.tag || undefined });
      this.isStopped = true;
      toast(this.root.dataset.wordDropped);
      location.assign("/console/studio");
    } catch (problem) { toast(problem.message, true); }
  }
}
