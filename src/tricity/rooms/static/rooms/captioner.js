// The captioner's page works without this file: each line is then a form that is sent and answered by the page.
// With it lines wait here, in order, until the site has said that it keeps them; one sent twice is kept once.

const form = document.querySelector("[data-captioner]");
const input = form.elements.text;
const language = form.elements.language.value;
const log = document.querySelector("[data-lines]");
const state = form.querySelector("[data-state]");
const STORE = `tricity-captions:${form.dataset.room}:${language}`;
const WITHIN_MS = Number(form.dataset.within);
const PAUSES_MS = [500, 1000, 2000, 4000];

let waiting = JSON.parse(localStorage.getItem(STORE) ?? "[]");
let last = null; // the last line that was kept: { line, text, at }
let isCorrecting = false;
let isSending = false;
let failures = 0;

const identity = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 14)}-line`);

function keep() {
  localStorage.setItem(STORE, JSON.stringify(waiting));
  state.textContent = waiting.length ? `${form.dataset.waiting} ${waiting.length}` : form.dataset.sent;
}

function show(line, text) {
  let row = log.querySelector(`[data-line="${Number(line)}"]`);
  if (!text) return row?.remove();
  if (!row) {
    row = document.createElement("p");
    row.dataset.line = line;
    row.append(document.createElement("span"));
    log.append(row);
  }
  row.firstElementChild.textContent = text;
  log.scrollTop = log.scrollHeight;
}

async function post(entry) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...entry.values, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value })) body.append(name, value);
  return fetch(entry.address, { method: "POST", body, headers: { Accept: "application/json" } });
}

async function work() {
  if (isSending) return;
  isSending = true;
  while (waiting.length) {
    try {
      const answer = await post(waiting[0]);
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
      if (answer.redirected || answer.status === 403) {
        state.textContent = form.dataset.refused;
        failures = PAUSES_MS.length;
        break;
      }
      const entry = waiting.shift();
      failures = 0;
      keep();
      if (answer.ok) {
        const kept = await answer.json();
        show(kept.line, kept.text);
        if (!entry.isCorrection) last = { line: kept.line, text: kept.text, at: entry.at };
        else if (last?.line === kept.line) last.text = kept.text;
      } else if (entry.isCorrection) state.textContent = form.dataset.late;
    } catch {
      failures += 1;
      keep();
      break;
    }
  }
  isSending = false;
  if (waiting.length) setTimeout(work, PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? PAUSES_MS[0]);
}

function endCorrecting() {
  isCorrecting = false;
  input.value = "";
  state.textContent = "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (isCorrecting && last) {
    waiting.push({ address: form.dataset.correct.replace("/0/", `/${last.line}/`), values: { text, client_id: identity() }, isCorrection: true, at: Date.now() });
  } else if (text) {
    waiting.push({ address: location.pathname, values: { text, language, client_id: identity() }, at: Date.now() });
  }
  endCorrecting();
  keep();
  work();
});

input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowUp" && !input.value && last && Date.now() - last.at < WITHIN_MS) {
    event.preventDefault();
    isCorrecting = true;
    input.value = last.text;
    state.textContent = form.dataset.correcting;
  } else if (event.key === "Escape" && isCorrecting) {
    endCorrecting();
  }
});

addEventListener("online", work);
log.scrollTop = log.scrollHeight;
if (waiting.length) { keep(); work(); }
