// Keeps the page up to date without reloading, and moves the clock.
import { listen } from "./compose.js";
import { showPhone } from "./chat.js";
import { offerRecording } from "./recorder.js";
import { listenToTabs, countNew } from "./tabs.js";

const LOST = "The demo has stopped answering. Start it again; this page carries on by itself.";
const PAUSE_AFTER_NEWS = 40;
const PAUSE_WHEN_LOST = 1500;

const phones = () => [...document.querySelectorAll("[data-phone]")];
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function showClock(clock) {
  const time = document.querySelector("[data-clock]");
  if (time.textContent !== clock.words) time.textContent = clock.words;
  time.dateTime = clock.iso;
}

function showJump(words) {
  const form = document.querySelector("[data-clock-form]");
  form.toggleAttribute("data-busy", Boolean(words));
  for (const button of form.querySelectorAll("button")) button.disabled = Boolean(words);
  if (words) document.querySelector("[data-moving]").textContent = `Moving on by ${words} …`;
}

function showArrival(sentence) {
  document.querySelector("[data-moving]").textContent = sentence;
}

let rehearsalShown = null;

// What is live of a project that is being worked on, and what is wrong with its last change.
function showRehearsal(html) {
  const place = document.querySelector("[data-rehearsal]");
  if (!place || html === rehearsalShown) return;
  // Only what differs from what the page came with is put there, and so read out.
  const made = document.createElement("div");
  made.innerHTML = html;
  if (made.innerHTML.trim() !== place.innerHTML.trim()) place.innerHTML = html;
  rehearsalShown = html;
}

let jumpingHere = false;

async function moveClock(event) {
  event.preventDefault();
  const button = event.submitter;
  const form = event.target;
  const body = new URLSearchParams(new FormData(form, button));
  jumpingHere = true;
  showJump(button.textContent.replace("+", ""));
  let sentence;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    const news = await answer.json();
    if (news.clock) showClock(news.clock);
    sentence = news.error ?? `It is now ${news.clock.words}.`;
  } catch {
    sentence = LOST;
  }
  jumpingHere = false;
  showJump(null);
  showArrival(sentence);
  button.focus({ preventScroll: true });
}

// False when other people are on the page now, and it is being loaded again.
function showNews(news) {
  showClock(news.clock);
  showRehearsal(news.rehearsal);
  if (!jumpingHere) {
    const wasBusy = document.querySelector("[data-clock-form]").hasAttribute("data-busy");
    showJump(news.clock.jumping);
    if (wasBusy && !news.clock.jumping) showArrival(`It is now ${news.clock.words}.`);
  }
  const here = phones();
  const sameHolders =
    here.length === news.phones.length &&
    here.every((phone, place) => phone.dataset.phone === String(news.phones[place].id));
  if (!sameHolders) {
    location.reload();
    return false;
  }
  here.forEach((phone, place) => {
    if (!news.phones[place].digest) return;
    const arrived = showPhone(phone, news.phones[place]);
    countNew(phone, arrived);
  });
  return true;
}

async function follow() {
  let version = document.body.dataset.version;
  const lost = document.querySelector("[data-lost]");
  for (;;) {
    const query = new URLSearchParams({ since: version });
    for (const phone of phones()) query.append("have", `${phone.dataset.phone}.${phone.dataset.digest}`);
    try {
      const answer = await fetch(`/changes?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const news = await answer.json();
      version = news.version;
      if (lost.textContent) lost.textContent = "";
      if (!showNews(news)) return;
      await pause(PAUSE_AFTER_NEWS);
    } catch {
      if (!lost.textContent) lost.textContent = LOST;
      // A demo that was started again counts from the beginning.
      version = "0";
      await pause(PAUSE_WHEN_LOST);
    }
  }
}

// A window that was opened from a summary closes when something else is meant.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[open]:not([data-stays])")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

document.documentElement.classList.add("scripted");
document.querySelector("[data-clock-form]").addEventListener("submit", moveClock);
for (const phone of phones()) {
  listen(phone);
  offerRecording(phone);
}
listenToTabs();
follow();
