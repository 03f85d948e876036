// The player of a replay: hls.js where the browser has Media Source Extensions, what the browser can do itself elsewhere.
// The page works without this file: lines, chapters and results are links with ?t=.

const settings = JSON.parse(document.getElementById("replay-settings")?.textContent ?? "null");
const player = document.querySelector("[data-player]");
const video = document.querySelector("[data-video]");
const memory = {
  get: (name) => { try { return localStorage.getItem(`replay.${name}`); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(`replay.${name}`, value); } catch { /* private window */ } },
};
const find = (name) => document.querySelector(`[data-${name}]`);

if (settings && player && video) start();

function start() {
  const has = (list, code) => list.some((each) => each.code === code);
  const page = document.documentElement.lang.toLowerCase();
  const wanted = {
    sound: [memory.get("sound"), page, settings.sounds[0].code].find((code) => has(settings.sounds, code)),
    captions: memory.get("captions") ?? (has(settings.captions, page) ? page : ""),
  };
  if (wanted.captions && !has(settings.captions, wanted.captions)) wanted.captions = "";
  const engine = window.Hls?.isSupported() ? withHls(wanted) : natively(wanted);
  if (!engine) {
    player.querySelector(".stage").hidden = true;
    find("cannot").hidden = false;
    return;
  }
  find("controls").hidden = false;
  chooseLanguages(engine, wanted);
  chooseSpeed();
  followTime();
  useKeys();
  useTimeLine();
  const place = fromHash() ?? settings.start;
  if (place) seek(place, false);
  addEventListener("hashchange", () => { const to = fromHash(); if (to !== null) seek(to, false); });
  player.dataset.ready = engine.kind;
}

// --- Engines: how sound and captions are chosen -------------------------------------------------------------------

function withHls(wanted) {
  const tag = (list, code) => list.find((each) => each.code === code)?.tag;
  let hls;
  function load(source, at) {
    hls?.destroy();
    hls = new window.Hls({
      workerPath: settings.worker || null,
      enableWorker: Boolean(settings.worker),
      startPosition: at || -1,
      maxBufferLength: 20,
      backBufferLength: 60,
      audioPreference: { lang: tag(settings.sounds, wanted.sound) },
      subtitlePreference: { lang: tag(settings.captions, wanted.captions) ?? "" },
    });
    hls.subtitleDisplay = Boolean(wanted.captions);
    hls.on(window.Hls.Events.ERROR, (_event, data) => mend(hls, data));
    hls.on(window.Hls.Events.SUBTITLE_TRACKS_UPDATED, () => captions(wanted.captions));
    hls.on(window.Hls.Events.AUDIO_TRACKS_UPDATED, () => sound(wanted.sound));
    watch(hls, () => load(source, at));
    hls.loadSource(source);
    hls.attachMedia(video);
    window.replayEngine = hls;
  }
  function chooseSound(code) {
    // Before anything was read hls.js may wait for ever for what it was told to leave; so it begins anew.
    if (video.readyState === HTMLMediaElement.HAVE_NOTHING) {
      wanted.sound = code;
      load(only?.checked ? settings.soundOnly : settings.source, begin);
    } else sound(code);
  }
  function sound(code) {
    wanted.sound = code;
    const index = hls.audioTracks.findIndex((track) => track.lang === tag(settings.sounds, code));
    if (index >= 0 && hls.audioTrack !== index) hls.audioTrack = index;
  }
  function captions(code) {
    wanted.captions = code;
    const index = hls.subtitleTracks.findIndex((track) => track.lang === tag(settings.captions, code));
    hls.subtitleDisplay = index >= 0;
    if (hls.subtitleTrack !== index) hls.subtitleTrack = index;
  }
  function soundOnly(is) {
    const [at, playing] = [video.currentTime, !video.paused];
    load(is ? settings.soundOnly : settings.source, at);
    player.querySelector(".stage").classList.toggle("stage-sound", is);
    if (playing) video.play().catch(() => {});
  }
  const only = find("sound-only");
  if (only) only.checked = memory.get("sound-only") === "yes";
  const begin = fromHash() ?? settings.start;
  load(only?.checked ? settings.soundOnly : settings.source, begin);
  only?.addEventListener("change", () => { memory.set("sound-only", only.checked ? "yes" : "no"); soundOnly(only.checked); });
  return { kind: "hls", sound: chooseSound, captions };
}

// hls.js may rest before anything was read, when a sound was changed while the lists were on their way: nothing is
// being fetched, and nothing will be. It then begins anew, once. What is slow on its way is left in peace.
const RESTS_MS = 4000;
let begunAnew = false;
function watch(hls, beginAnew) {
  const { MANIFEST_LOADING, LEVEL_LOADING, AUDIO_TRACK_LOADING, FRAG_LOADING, ...others } = window.Hls.Events;
  const [fetching, answered] = [
    [MANIFEST_LOADING, LEVEL_LOADING, AUDIO_TRACK_LOADING, FRAG_LOADING],
    [others.MANIFEST_PARSED, others.LEVEL_LOADED, others.AUDIO_TRACK_LOADED, others.FRAG_BUFFERED],
  ];
  let timer = 0;
  for (const each of fetching) hls.on(each, () => clearTimeout(timer));
  for (const each of answered) hls.on(each, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (begunAnew || video.readyState !== HTMLMediaElement.HAVE_NOTHING || hls !== window.replayEngine) return;
      begunAnew = true;
      beginAnew();
    }, RESTS_MS);
  });
}

// Twice what hls.js itself knows how to mend; then the page says what else there is.
let mended = 0;
function mend(hls, data) {
  if (!data.fatal) return;
  mended += 1;
  if (mended <= 2 && data.type === window.Hls.ErrorTypes.NETWORK_ERROR) hls.startLoad();
  else if (mended <= 2 && data.type === window.Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
  else find("cannot").hidden = false;
}

function natively(wanted) {
  if (!video.canPlayType("application/vnd.apple.mpegurl")) return null;
  const tag = (list, code) => list.find((each) => each.code === code)?.tag;
  const sound = (code) => {
    for (const track of video.audioTracks ?? []) track.enabled = track.language === tag(settings.sounds, code);
  };
  const captions = (code) => {
    for (const track of video.textTracks) track.mode = track.language === tag(settings.captions, code) ? "showing" : "disabled";
  };
  video.addEventListener("loadedmetadata", () => { sound(wanted.sound); captions(wanted.captions); }, { once: true });
  // A browser that lets nobody choose (no audioTracks) plays what the playlist names as its default.
  if (!("audioTracks" in video)) find("player-sound").closest(".field").hidden = true;
  find("sound-only")?.closest("label").remove();
  return { kind: "native", sound, captions };
}

// --- Choices, kept for the next visit -----------------------------------------------------------------------------

function chooseLanguages(engine, wanted) {
  for (const name of ["sound", "captions"]) {
    const select = find(`player-${name}`);
    select.value = wanted[name] ?? "";
    select.addEventListener("change", () => { memory.set(name, select.value); engine[name](select.value); });
  }
}

function chooseSpeed() {
  const select = find("speed");
  const set = () => { video.playbackRate = Number(select.value); video.defaultPlaybackRate = video.playbackRate; };
  if ([...select.options].some((option) => option.value === memory.get("speed"))) select.value = memory.get("speed");
  select.addEventListener("change", () => { memory.set("speed", select.value); set(); });
  set();
}

// --- Time: lines, chapters and slides follow the player, and lead it ----------------------------------------------

// Times as of a media fragment: #t=90, #t=1:30, #t=npt:90,120.
function fromHash() {
  const found = /[#&]t=(?:npt:)?((?:\d+:){0,2}\d+(?:\.\d+)?)/.exec(location.hash);
  return found ? found[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : null;
}

function seek(to, plays = true) {
  const go = () => { video.currentTime = to; if (plays) video.play().catch(() => {}); follow(to); };
  if (video.readyState >= HTMLMediaElement.HAVE_METADATA) go();
  else video.addEventListener("loadedmetadata", go, { once: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-seek]");
  if (!link || !player?.dataset.ready || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.replaceState(null, "", link.href);
  seek(Number(link.dataset.seek));
});

function followTime() {
  for (const name of ["timeupdate", "seeking"]) video.addEventListener(name, () => follow(video.currentTime));
}

function follow(now) {
  mark([...document.querySelectorAll("[data-lines] > [data-start]")], (line) => Number(line.dataset.start), now, true);
  mark([...document.querySelectorAll("[data-chapters] > li")], (item) => Number(item.firstElementChild.dataset.seek), now, false);
  showSlide(now);
  const link = find("moment");
  if (link) link.href = `${link.pathname}?t=${Math.floor(now)}`;
}

// The last that has begun, found by halving: a two-hour transcript has thousands of lines.
function mark(items, start, now, scrolls) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start(items[middle]) <= now + 0.05) low = middle + 1; else high = middle;
  }
  const current = items[low - 1];
  const before = items.length ? items[0].parentElement.querySelector("[aria-current]") : null;
  if (before === current || (!before && !current)) return;
  before?.removeAttribute("aria-current");
  if (!current) return;
  current.setAttribute("aria-current", "true");
  const box = current.parentElement;
  if (scrolls && !box.matches(":hover, :focus-within")) box.scrollTop = current.offsetTop - box.clientHeight / 3;
}

// A click beside a mark leads to it: the list of questions and polls has the same for the keyboard.
const NEAR = 12;
function useTimeLine() {
  const line = find("timeline");
  line?.addEventListener("click", (event) => {
    const box = line.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 1000;
    const marks = [...line.querySelectorAll("[data-x]")].map((each) => Number(each.dataset.x));
    const nearest = marks.reduce((best, each) => (Math.abs(each - x) < Math.abs(best - x) ? each : best), -1000);
    const to = Math.abs(nearest - x) <= NEAR ? nearest : x;
    if (video.duration) seek((to / 1000) * video.duration);
  });
}

let shown = null;
function showSlide(now) {
  if (!find("slide")) return;
  const slide = settings.slides.filter((each) => each.t <= now + 0.05).at(-1) ?? null;
  if (slide === shown) return;
  shown = slide;
  const [card, link, image] = [find("slide"), find("slide-link"), find("slide-image")];
  card.hidden = !slide;
  if (!slide) return;
  link.href = slide.url;
  link.textContent = slide.label;
  image.hidden = !slide.image;
  if (slide.image) { image.src = slide.image; image.alt = slide.label; }
}

// --- Keys, only while the player has the focus: a single letter must not do anything elsewhere ----------------------

function useKeys() {
  const chapter = (step) => {
    const starts = [...document.querySelectorAll("[data-chapters] a")].map((link) => Number(link.dataset.seek));
    const past = starts.filter((each) => each <= video.currentTime - (step < 0 ? 2 : 0));
    const to = step < 0 ? past.at(-1) : starts.find((each) => each > video.currentTime + 0.1);
    if (to !== undefined) seek(to);
  };
  const captions = find("player-captions");
  const toggle = () => {
    captions.value = captions.value ? "" : memory.get("captions.last") ?? captions.options[1]?.value ?? "";
    if (captions.value) memory.set("captions.last", captions.value);
    captions.dispatchEvent(new Event("change"));
  };
  const play = () => (video.paused ? video.play().catch(() => {}) : video.pause());
  const keys = {
    " ": play, k: play,
    j: () => seek(Math.max(0, video.currentTime - 10), false), l: () => seek(video.currentTime + 10, false),
    "[": () => chapter(-1), "]": () => chapter(1), c: toggle,
  };
  player.querySelector(".stage").tabIndex = 0;
  player.addEventListener("keydown", (event) => {
    const deed = keys[event.key.toLowerCase?.() ?? event.key];
    if (!deed || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input, a, summary")) return;
    if (event.key === " " && event.target === video) return;
    event.preventDefault();
    deed();
  });
}

// --- The transcript in another language, without leaving the player -----------------------------------------------

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-transcript-language]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const address = new URL(link.href, location.href);
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!answer.ok) { location.href = link.href; return; }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-transcript]");
  find("transcript").replaceWith(fresh);
  history.replaceState(null, "", address);
  fresh.querySelector("[data-transcript-language][aria-current]")?.focus();
  if (video) follow(video.currentTime);
});
