// What typing does in an outline: Tab indents the items of the selection, Enter begins the next one.
import { lineEnd, lineStart, replace } from "./studio-text.js";

const item = /^([ \t]*)([-*+]|\d+[.)])( +)/;

// The stretch of whole lines that the selection touches.
function touched(field) {
  const from = lineStart(field.value, field.selectionStart);
  const last = field.selectionEnd > field.selectionStart && field.value[field.selectionEnd - 1] === "\n" ? field.selectionEnd - 1 : field.selectionEnd;
  return [from, lineEnd(field.value, Math.max(last, from))];
}

function indent(field, isBack) {
  const [from, to] = touched(field);
  const { selectionStart: start, selectionEnd: end } = field;
  const lines = field.value.slice(from, to).split("\n");
  const moved = lines.map((line) => (isBack ? line.replace(/^( {1,2}|\t)/, "") : line === "" ? line : `  ${line}`));
  if (moved.join("\n") === lines.join("\n")) return;
  const first = moved[0].length - lines[0].length;
  const all = moved.join("\n").length - (to - from);
  replace(field, from, to, moved.join("\n"));
  field.setSelectionRange(Math.max(start + first, from), Math.max(end + all, from));
}

function goOn(field) {
  const at = field.selectionStart;
  const from = lineStart(field.value, at);
  const mark = item.exec(field.value.slice(from, at));
  if (!mark) return false;
  // An item without words is ended by Enter: it goes out by a step, and away at last.
  if (field.value.slice(from, lineEnd(field.value, at)).slice(mark[0].length).trim() === "") {
    if (mark[1].length >= 2) indent(field, true);
    else replace(field, from, lineEnd(field.value, at), "");
    return true;
  }
  const sign = /\d/.test(mark[2]) ? `${Number.parseInt(mark[2], 10) + 1}${mark[2].at(-1)}` : mark[2];
  replace(field, at, field.selectionEnd, `\n${mark[1]}${sign}${mark[3]}`);
  return true;
}

// Esc, then Tab leaves the field: nobody is held in it.
let isLeaving = false;

export function onKey(event) {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || field.readOnly || event.isComposing) return;
  if (event.key === "Escape") { isLeaving = true; return; }
  if (event.key === "Tab" && !isLeaving && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    const [from, to] = touched(field);
    if (event.shiftKey || field.value.slice(from, to).split("\n").some((line) => item.test(line))) indent(field, event.shiftKey);
    else replace(field, field.selectionStart, field.selectionEnd, "  ");
    return;
  }
  if (event.key !== "Shift") isLeaving = false;
  if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey && field.selectionStart === field.selectionEnd && goOn(field)) event.preventDefault();
}
