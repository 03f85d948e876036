// Recordings in pieces: what was broken off goes on where it was, each piece with its checksum.
// Without this file the form sends small files whole.

const form = document.querySelector("[data-upload]");
if (form) form.addEventListener("submit", begin);

const said = (name) => form.querySelector(`[data-said="${name}"]`).content.textContent;
const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
let paused = false;

async function begin(event) {
  event.preventDefault();
  const file = form.elements.file.files[0];
  if (!file) { problem(said("none")); return; }
  problem("");
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "channel", "offset_ms", "checksum"]) data.set(name, form.elements[name].value);
  data.set("name", file.name);
  data.set("size_bytes", file.size);
  const answer = await fetch(form.dataset.upload, { method: "POST", body: data });
  const told = await answer.json().catch(() => ({}));
  if (answer.status !== 201) { problem(told.message ?? `${answer.status}`); return; }
  busy(true);
  try {
    await send(file, told);
  } finally {
    busy(false);
  }
}

async function send(file, { url, offset, piece }) {
  let failures = 0;
  while (offset < file.size) {
    show(offset, file.size, failures ? said("lost") : "");
    if (paused) { await wait(300); continue; }
    const part = await file.slice(offset, offset + piece).arrayBuffer();
    let answer = null;
    try {
      answer = await fetch(url, { method: "PATCH", body: part, headers: await headers(part, offset) });
    } catch { /* no connection: asked again below */ }
    if (answer && (answer.status === 204 || answer.status === 409)) {
      offset = Number(answer.headers.get("Upload-Offset"));
      failures = 0;
    } else if (answer && answer.status < 500 && answer.status !== 422) {
      problem((await answer.json().catch(() => ({}))).message ?? `${answer.status}`);
      return;
    } else {
      failures += 1;
      await wait(Math.min(30_000, 500 * 2 ** failures));
    }
  }
  show(offset, file.size, said("done"));
  location.reload();
}

async function headers(part, offset) {
  const given = {
    "Content-Type": "application/offset+octet-stream",
    "Upload-Offset": offset,
    "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
  };
  // Browsers offer it only over HTTPS and on this machine itself.
  if (globalThis.crypto?.subtle) {
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", part));
    given["Upload-Checksum"] = [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  return given;
}

function show(offset, size, words) {
  const line = form.querySelector("[data-progress]");
  line.hidden = false;
  line.firstElementChild.value = (offset / size) * 100;
  line.lastElementChild.textContent = `${Math.floor((offset / size) * 100)} % ${words}`;
}

function problem(words) {
  const line = form.querySelector("[data-problem]");
  line.hidden = !words;
  line.textContent = words;
}

function busy(is) {
  form.querySelector("[type=submit]").disabled = is;
  const pause = form.querySelector("[data-pause]");
  pause.hidden = !is;
  pause.onclick = () => { paused = !paused; pause.textContent = said(paused ? "go-on" : "pause"); };
}
