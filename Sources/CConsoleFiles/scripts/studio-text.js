// Places in a text: lines from 1, columns in code points from 1, as the check tells them.

export function offsetOf(text, line, column) {
  let at = 0;
  for (let number = 1; number < line; number += 1) {
    const end = text.indexOf("\n", at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  for (let left = column - 1; left > 0 && at < text.length && text[at] !== "\n"; left -= 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

export const lineOf = (text, offset) => text.slice(0, offset).split("\n").length;

export const lineStart = (text, offset) => text.lastIndexOf("\n", offset - 1) + 1;

export function lineEnd(text, offset) {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

// Puts words in the place of a stretch, so that the browser's undo takes it back.
export function replace(field, from, to, words) {
  field.focus();
  field.setSelectionRange(from, to);
  const isDone = words === "" ? document.execCommand("delete") : document.execCommand("insertText", false, words);
  if (isDone) return;
  field.setRangeText(words, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Words with {names} in them.
export const fill = (words, values) => words.replaceAll(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

// An element with text; children may be strings, which stay text.
export function make(tag, attributes = {}, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name === "class") one.className = value;
    else one.setAttribute(name, value === true ? "" : value);
  }
  one.append(...children.filter((child) => child !== undefined && child !== null));
  return one;
}
