// The command palette: places, playbooks and calendars by their names, and cases by what is typed.
const input = document.querySelector("[data-palette-input]");
const list = document.querySelector("[data-palette-list]");
const search = list?.querySelector("[data-palette-search]");
const options = () => [...list.querySelectorAll("li")].filter((one) => !one.hidden);
const searchPath = (text) => `/console/cases?q=${encodeURIComponent(text)}`;
// So many of what was fetched are shown at once: the list stays one that is looked over.
const most = 12;

export function narrow() {
  if (!input || !list) return;
  const text = input.value.trim();
  const wanted = text.toLowerCase();
  let fetched = 0;
  for (const one of list.querySelectorAll("li:not([data-palette-search])")) {
    const fits = one.textContent.toLowerCase().includes(wanted);
    // What was fetched stands there for somebody who types its name.
    one.hidden = "fetched" in one.dataset ? wanted === "" || !fits || ++fetched > most : wanted !== "" && !fits;
    one.setAttribute("aria-selected", "false");
  }
  const isFound = options().some((one) => one !== search);
  if (search) {
    search.hidden = text === "";
    search.setAttribute("aria-selected", "false");
    search.textContent = search.dataset.searchWords.replace("{text}", () => text);
    search.dataset.path = searchPath(text);
  }
  if (wanted) options()[0]?.setAttribute("aria-selected", "true");
  const none = document.querySelector("[data-palette-none]");
  if (none) none.hidden = isFound || wanted === "";
}

function add(path, text) {
  const one = document.createElement("li");
  one.setAttribute("role", "option");
  one.dataset.fetched = "";
  one.hidden = true;
  one.dataset.path = path;
  one.textContent = text;
  list.insertBefore(one, search ?? null);
}

const items = async (path) => {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).items;
};

let filled;

// Asked for when the palette is opened first: no page waits for it. Who couldn't be asked is asked the next time.
export function fill() {
  if (!list || !("playbooks" in list.dataset)) return undefined;
  filled ??= Promise.all([items("/v1/playbooks"), items("/v1/calendars")]).then(([playbooks, calendars]) => {
    for (const { id, title, version } of playbooks) {
      const path = `/console/playbooks/${encodeURIComponent(id)}`;
      add(path, list.dataset.playbook.replace("{title}", () => title));
      add(`${path}/versions`, list.dataset.version.replace("{title}", () => title).replace("{version}", version.slice(0, 12)));
    }
    for (const { id, title } of calendars) add(`/console/calendars/${encodeURIComponent(id)}`, list.dataset.calendar.replace("{title}", () => title));
    narrow();
  }).catch(() => { filled = undefined; });
  return filled;
}

input?.addEventListener("input", narrow);
list?.addEventListener("click", (event) => {
  const one = event.target.closest("[data-path]");
  if (one) location.assign(one.dataset.path);
});
input?.addEventListener("keydown", (event) => {
  const all = options();
  const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = event.key === "ArrowDown" ? Math.min(at + 1, all.length - 1) : Math.max(at - 1, 0);
    all.forEach((one, index) => one.setAttribute("aria-selected", String(index === next)));
    all[next]?.scrollIntoView({ block: "nearest" });
  }
  if (event.key === "Enter") {
    event.preventDefault();
    const text = input.value.trim();
    if (search && /^C-\d+$/i.test(text)) return location.assign(`/console/cases/${text.toUpperCase()}`);
    if (at >= 0) return location.assign(all[at].dataset.path);
    if (search && text) location.assign(searchPath(text));
  }
  return undefined;
});
