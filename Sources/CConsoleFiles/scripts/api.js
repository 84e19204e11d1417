// The way to the API: everything that a page changes goes through here.

let csrf;

// The token isn't in the page: packed answers tell by their size what stands in them. Pages for parties ask the link they came by.
const session = document.documentElement.dataset.session ?? "/v1/sessions/current";

// Whoever has become somebody else has another one.
export function forgetToken() { csrf = undefined; }

export async function token() {
  csrf ??= fetch(session)
    .then((answer) => (answer.ok ? answer.json() : { csrf: "" }))
    .then((me) => me.csrf)
    .catch(() => { csrf = undefined; return ""; });
  return csrf;
}

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? String(status));
    this.status = status;
    this.kind = (body.type ?? "").split("/").pop();
    this.errors = body.errors ?? [];
  }
}

// What somebody did wrong, without how many things they were: for a single field that has one line of words.
export const faultsOf = (problem) => (problem.errors?.length > 0 ? problem.errors.map((error) => error.detail).join(" ") : problem.message);

export const words = () => document.querySelector("[data-words]")?.dataset ?? {};

// Sends JSON. The same key is the same request: whoever sends again hands the key that was used. With keepalive it goes out though the page is left.
export async function send(method, path, body, { key = crypto.randomUUID(), ifMatch, raw, keepalive = false } = {}) {
  const headers = { Accept: "application/json" };
  // Whoever logs in has no session yet.
  if (path !== "/v1/sessions") headers["X-CSRF-Token"] = await token();
  if (method === "POST") headers["Idempotency-Key"] = key;
  if (ifMatch) headers["If-Match"] = ifMatch;
  if (raw) headers["Content-Type"] = raw.type || "application/octet-stream";
  else if (body !== undefined) headers["Content-Type"] = "application/json";
  // As RFC 8187 writes names.
  if (raw?.name) headers["Content-Disposition"] = `attachment; filename*=UTF-8''${encodeURIComponent(raw.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
  let answer;
  try {
    answer = await fetch(path, { method, headers, keepalive, body: raw ?? (body === undefined ? undefined : JSON.stringify(body)) });
  } catch {
    throw new Problem(0, { detail: words().offline });
  }
  const text = await answer.text();
  let json = {};
  try { json = text ? JSON.parse(text) : {}; } catch { /* a proxy's page */ }
  if (!answer.ok) throw new Problem(answer.status, json);
  return { status: answer.status, json, headers: answer.headers };
}

// With a link it stays until there was time to go there.
export function toast(text, isBad = false, link = undefined) {
  const one = document.createElement("p");
  one.className = isBad ? "toast bad" : "toast";
  one.textContent = text;
  if (link) {
    const way = document.createElement("a");
    way.href = link.path;
    way.textContent = link.label;
    one.append(" ", way);
  }
  document.querySelector("[data-toasts]")?.append(one);
  setTimeout(() => one.remove(), link ? 20000 : isBad ? 8000 : 3500);
}

// Said on the page that comes next.
const next = "gendan_told";

export function toastNext(text) {
  try { sessionStorage.setItem(next, text); } catch { /* where nothing may be kept, the page itself has to tell it */ }
}

export function toastHere() {
  let text;
  try {
    text = sessionStorage.getItem(next);
    sessionStorage.removeItem(next);
  } catch { /* as above */ }
  if (text) toast(text);
}
