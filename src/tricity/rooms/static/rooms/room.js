// The room page works without this file: it then changes when it is loaded again.
// With it, what happens comes by one stream of server-sent events (docs/reference/live-streams.md).

const room = document.querySelector("[data-room]");
const KEPT_LINES = 12;
// Everybody is told at the same instant; each asks for the new part after a time of their own.
const SPREAD_MS = 2500;
const PART_EVERY_MS = 4000;

const part = (name) => room.querySelector(`[data-part="${name}"]`);
const say = (text) => { const place = room.querySelector("[data-state]"); if (place) place.textContent = text; };

// --- Parts that are fetched anew ----------------------------------------------------------------------------------

const asked = new Map();
const changedSince = new Set(); // parts of which something was told after they were fetched last

function renew(name) {
  if (!part(name)) return;
  changedSince.add(name);
  if (asked.has(name)) return;
  asked.set(name, setTimeout(() => fetchPart(name), Math.random() * SPREAD_MS));
}

async function fetchPart(name) {
  const place = part(name);
  // Nothing moves under the fingers of somebody who writes, chooses or reads with the keyboard there.
  const isInUse = place.contains(document.activeElement) || place.querySelector("details[open]");
  const news = room.querySelector(`[data-news="${name}"]`);
  if (isInUse && news) {
    news.hidden = false;
    asked.delete(name);
    return;
  }
  if (isInUse) {
    asked.set(name, setTimeout(() => fetchPart(name), PART_EVERY_MS));
    return;
  }
  changedSince.delete(name);
  const address = new URL(location.href);
  address.searchParams.set("part", name);
  address.hash = "";
  try {
    const answer = await fetch(address, { headers: { "X-Part": name } });
    if (answer.ok) place.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
    if (news) news.hidden = true;
  } catch {
    // The next change asks again.
  }
  setTimeout(() => {
    asked.delete(name);
    if (changedSince.has(name)) renew(name);
  }, PART_EVERY_MS);
}

for (const news of room.querySelectorAll("[data-news] button")) {
  news.addEventListener("click", () => {
    const name = news.parentElement.dataset.news;
    asked.delete(name);
    document.activeElement.blur();
    for (const open of part(name).querySelectorAll("details[open]")) open.open = false;
    fetchPart(name);
  });
}

// --- What comes by the stream -------------------------------------------------------------------------------------

function caption(event) {
  const log = room.querySelector("[data-captions]");
  if (!log) return renew("captions");
  const { line, text, speaker } = event.data;
  let row = log.querySelector(`[data-line="${Number(line)}"]`);
  if (!text) return row?.remove();
  if (!row) {
    if (event.data.line !== event.seq) return; // a correction of a line that has left the page
    row = document.createElement("p");
    row.dataset.line = line;
    if (speaker) {
      const name = document.createElement("strong");
      name.textContent = speaker;
      row.append(name, " ");
    }
    row.append(document.createElement("span"));
    log.append(row);
    while (log.children.length > KEPT_LINES) log.firstElementChild.remove();
  }
  row.querySelector("span").textContent = text;
  log.scrollTop = log.scrollHeight;
  room.querySelector("[data-no-captions]")?.remove();
}

function counters(of) {
  for (const data of Object.values(of)) {
    if (data.question) {
      for (const place of room.querySelectorAll(`[data-votes="${CSS.escape(data.question)}"]`)) place.textContent = data.votes;
    }
    for (const [kind, number] of Object.entries(data.reactions ?? {})) {
      const place = room.querySelector(`[data-reaction="${CSS.escape(kind)}"]`);
      if (place) place.textContent = number;
    }
  }
}

function now(session) {
  for (const item of room.querySelectorAll("[data-session]")) {
    const isNow = Number(item.dataset.session) === session;
    item.toggleAttribute("aria-current", false);
    if (isNow) item.setAttribute("aria-current", "step");
    item.querySelector(".now-mark").hidden = !isNow;
    const place = room.querySelector("[data-now]");
    if (isNow && place) place.replaceChildren(item.querySelector(".now-mark").cloneNode(true), " ", item.querySelector("a").lastElementChild.cloneNode(true));
  }
  if (session === null) renew("programme");
}

function announcement(texts) {
  const place = room.querySelector("[data-announcement]");
  if (!place) return;
  const own = room.dataset.language.toLowerCase();
  const language = [own, "en", ...Object.keys(texts)].find((code) => texts[code]);
  place.replaceChildren();
  if (!language) return;
  const notice = document.createElement("p");
  notice.className = "notice announcement";
  notice.textContent = texts[language];
  notice.lang = language.replace(/-h(.)/, (_, letter) => `-H${letter}`);
  place.append(notice);
}

let slowTimer = 0;

function slowDown() {
  const sign = room.querySelector("[data-slow]");
  if (!sign) return;
  sign.hidden = false;
  clearTimeout(slowTimer);
  slowTimer = setTimeout(() => { sign.hidden = true; }, Number(room.dataset.slowFor));
}

function follow(address) {
  const stream = new EventSource(address);
  const on = (type, act) => stream.addEventListener(type, (message) => act(JSON.parse(message.data)));
  on("caption", caption);
  on("counters", (event) => counters(event.of));
  on("question", () => renew("questions"));
  on("poll", () => renew("polls"));
  on("now", (event) => now(event.data.session));
  on("announcement", (event) => announcement(event.data.texts));
  on("slow-down", slowDown);
  on("reset", () => ["captions", "questions", "polls", "programme"].forEach(renew));
  on("token-expired", () => stream.close());
  let wasLost = false;
  stream.addEventListener("error", () => { wasLost = true; say(room.dataset.lost); });
  stream.addEventListener("open", () => { if (wasLost) say(room.dataset.back); wasLost = false; });
}

if (room?.dataset.stream) follow(room.dataset.stream);

const slow = room?.querySelector("[data-slow]");
if (slow && !slow.hidden) slowDown();

// --- Votes and reactions without loading the page -----------------------------------------------------------------

async function send(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(answer.status);
  return answer.json();
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-vote], form[data-react]");
  if (!form) return;
  event.preventDefault();
  const button = event.submitter;
  try {
    const answer = await send(form, button);
    if (form.matches("[data-vote]")) {
      button.setAttribute("aria-pressed", String(answer.has_voted));
      button.value = answer.has_voted ? "back" : "vote";
      counters({ vote: { question: answer.question, votes: answer.votes } });
    }
  } catch {
    // The page says what is wrong. `submit` leaves the button out, which says what is to be done.
    const deed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
    form.append(deed);
    form.submit();
  }
});
