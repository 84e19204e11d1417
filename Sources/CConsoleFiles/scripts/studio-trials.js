// Stories, simulation and replay of a draft, each asked for when somebody wants it.
import { send } from "./api.js";
import { bars } from "./studio-charts.js";
import { sources } from "./studio-sources.js";
import { fill, make } from "./studio-text.js";

const root = document.querySelector("[data-trials]");
const words = root.dataset;
const percent = (count, of) => `${((count * 100) / Math.max(of, 1)).toFixed(1)} %`;
const minutes = (seconds) => (seconds / 60).toFixed(1);

const isNumber = (cell) => /^[\d.]+( %)?( \([\d.]+–[\d.]+\))?$/.test(String(cell));

function table(caption, heads, rows, { captionUnseen = false } = {}) {
  const isOfNumbers = heads.map((_, index) => index > 0 && rows.length > 0 && rows.every((row) => isNumber(row[index])));
  const kind = (index) => (isOfNumbers[index] ? "number" : "");
  return make("div", { class: "scroll" }, make("table", {},
    make("caption", { class: captionUnseen ? "unseen" : "" }, caption),
    make("thead", {}, make("tr", {}, ...heads.map((head, index) => make("th", { scope: "col", class: kind(index) }, head)))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell, index) => make(index === 0 ? "th" : "td", index === 0 ? { scope: "row" } : { class: kind(index) }, String(cell))))))));
}

// A table with a chart above it: the chart says nothing that the table doesn't.
function charted(caption, heads, rows, values, series) {
  const place = make("div", { "aria-hidden": "true" });
  return { parts: [make("h3", {}, caption), place, table(caption, heads, rows, { captionUnseen: true })], draw: () => bars(place, values, series) };
}

function put(result, blocks) {
  result.replaceChildren(...blocks.flatMap((block) => block.parts ?? [block]));
  for (const block of blocks) block.draw?.();
}

// What a row of a story should have shown, and once what it showed.
function byLine(failures) {
  const lines = [...new Set(failures.map((failure) => failure.line))];
  return lines.map((line) => {
    const those = failures.filter((failure) => failure.line === line);
    const seen = [...new Set(those.flatMap((failure) => failure.seen))];
    return make("li", {}, `${words.wordLine} ${line} · ${words.wordExpected}`, make("ul", {}, ...those.map((failure) => make("li", {}, failure.expected))),
      seen.length > 0 ? make("details", { class: "small" }, make("summary", {}, words.wordSeen), make("ul", {}, ...seen.map((one) => make("li", {}, one)))) : null);
  });
}

const runs = {
  async stories(result) {
    const { json } = await send("POST", "/v1/stories/runs", sources);
    if (json.stories.length === 0) return put(result, [make("p", { class: "faint" }, words.wordNoStories)]);
    const [failed, passed] = [json.stories.filter((story) => !story.passed), json.stories.filter((story) => story.passed)];
    const untaken = [...json.untakenBranches, ...json.untakenRows];
    return put(result, [
      make("p", {}, fill(words.wordStories, { count: json.stories.length, failed: failed.length }), " · ", fill(words.wordCovered, { branches: json.untakenBranches.length, rows: json.untakenRows.length })),
      ...(failed.length > 0 ? [make("ul", { class: "plain" }, ...failed.map((story) => make("li", {},
        make("span", { class: "tag bad" }, words.wordFailed), " ", make("strong", {}, story.title), make("ul", {}, ...byLine(story.failures)))))] : []),
      ...(passed.length > 0 ? [make("details", {}, make("summary", {}, make("span", { class: "tag good" }, fill(words.wordPassedAll, { count: passed.length }))),
        make("ul", {}, ...passed.map((story) => make("li", {}, story.title))))] : []),
      ...(untaken.length > 0 ? [make("details", {}, make("summary", {}, words.wordUntaken), make("ul", {}, ...untaken.map((one) => make("li", {}, `${one.file}:${one.line} ${one.text}`))))] : []),
    ]);
  },

  async simulation(result, form) {
    const { json } = await send("POST", "/v1/simulations", { ...sources, cases: Number(form.elements.cases.value), seed: Number(form.elements.seed.value) });
    const { outcomes } = json;
    const ends = [[words.wordConcluded, outcomes.concluded], [words.wordRanOut, outcomes.ranOut], [words.wordOpen, outcomes.openAtTheEnd], [words.wordStuck, outcomes.stuck]];
    const taken = json.branches.filter((branch) => branch.count > 0).sort((one, other) => other.count - one.count).slice(0, 20);
    const untaken = json.branches.filter((branch) => branch.count === 0);
    const counted = (rows) => rows.map(([name, count]) => [name, count, percent(count, json.cases)]);
    const valued = (rows) => rows.map(([name, count]) => ({ name, values: [count] }));
    const heads = (first) => [first, words.wordCount, words.wordShare];
    return put(result, [
      charted(words.wordEnds, heads(words.wordEnds), counted(ends), valued(ends), [words.wordCount]),
      ...(json.durations ? [table(words.wordDurations, [words.wordMean, "p50", "p90", "p99", words.wordLongest],
        [[json.durations.mean, json.durations.p50, json.durations.p90, json.durations.p99, json.durations.longest].map(minutes)])] : []),
      ...json.results.map((one) => {
        const rows = one.values.slice(0, 12).map((value) => [value.value, value.count]);
        return charted(one.name, heads(one.name), counted(rows), valued(rows), [words.wordCount]);
      }),
      ...(json.staff.length > 0 ? [table(words.wordStaff, [words.wordStaff, words.wordMinutes], json.staff.map((one) => [one.role, one.minutesPerCase.toFixed(1)]))] : []),
      charted(words.wordBranches, [words.wordBranches, words.wordLine, words.wordCount], taken.map((one) => [one.sentence, one.line, one.count]),
        taken.map((one) => ({ name: one.sentence, values: [one.count] })), [words.wordCount]),
      ...(untaken.length > 0 ? [make("details", {}, make("summary", {}, `${words.wordUntaken} (${untaken.length})`), make("ul", {}, ...untaken.map((one) => make("li", {}, `${one.file}:${one.line} ${one.sentence}`))))] : []),
    ]);
  },

  async replay(result, form) {
    const { json } = await send("POST", "/v1/replays", { ...sources, cases: Number(form.elements.cases.value) });
    const names = {
      closed: words.wordClosed, incidents: words.wordIncidents, calls: words.wordCalls, messages: words.wordMessages, payments: words.wordPayments,
      "person-minutes": words.wordPersonMinutes, "minutes-to-close": words.wordMinutesToClose, "promises-kept": words.wordPromisesKept, "promises-broken": words.wordPromisesBroken,
    };
    const band = ({ low, middle, high }) => (low === high ? middle : `${middle} (${low}–${high})`);
    const endings = json.endings.slice(0, 12);
    return put(result, [
      make("p", {}, fill(words.wordReplayed, { count: json.cases, uncertain: json.uncertain })),
      table(words.wordMeasure, [words.wordMeasure, words.wordThen, words.wordDraft], json.measures.map((one) => [names[one.name] ?? one.name, one.recorded, band(one.draft)])),
      charted(words.wordEnds, [words.wordEnds, words.wordThen, words.wordDraft], endings.map((one) => [one.ending, one.recorded, band(one.draft)]),
        endings.map((one) => ({ name: one.ending, values: [one.recorded, one.draft.middle] })), [words.wordThen, words.wordDraft]),
      json.changed.length === 0 ? make("p", {}, words.wordSame)
        : table(words.wordChanged, [words.wordCase, words.wordBefore, words.wordAfter, words.wordShare], json.changed.slice(0, 50).map((one) => [one.caseID, one.before, one.after, `${one.share} %`])),
    ]);
  },
};

async function run(element) {
  if (element.getAttribute("aria-busy") === "true") return;
  const section = element.closest("section");
  const [result, trouble] = [section.querySelector("[data-result]"), section.querySelector("[data-problem]")];
  element.setAttribute("aria-busy", "true");
  trouble.hidden = true;
  result.replaceChildren(make("p", { class: "faint" }, words.wordRunning));
  try {
    await runs[element.dataset.run](result, element);
  } catch (problem) {
    if (!("kind" in problem)) throw problem;
    result.replaceChildren();
    trouble.textContent = [problem.message, ...(problem.errors ?? []).map((error) => error.detail)].join(" ");
    trouble.hidden = false;
  } finally { element.removeAttribute("aria-busy"); }
}

root.addEventListener("submit", (event) => {
  event.preventDefault();
  void run(event.target);
});
root.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-run]");
  if (button) void run(button);
});
