// Brings one phone's chat up to date, touching only the bubbles that changed.

const NEAR_THE_END = 60;

function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content;
}

// The log is laid out from its end upwards, so 0 is the end and further back is negative.
const distanceFromEnd = (log) => Math.abs(log.scrollTop);

export function toEnd(phone) {
  const log = phone.querySelector(".log");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const near = distanceFromEnd(log) < 2 * log.clientHeight;
  log.scrollTo({ top: 0, behavior: calm || !near ? "auto" : "smooth" });
  phone.querySelector("[data-newer]").hidden = true;
}

// A button that had the focus may be gone from its changed bubble: its twin takes over, or the
// bubble itself, so that Tab goes on from the same place.
function keepFocus(before, after) {
  const held = document.activeElement;
  if (!before.contains(held)) return;
  const twin = [...after.querySelectorAll("button, a")].find(
    (control) => control.textContent === held.textContent && control.value === held.value,
  );
  before.replaceWith(after);
  (twin ?? after).focus({ preventScroll: true });
}

function showMessages(list, messages) {
  const shown = new Map([...list.children].map((item) => [item.dataset.message, item]));
  let previous = null;
  const arrived = [];
  for (const message of messages) {
    let item = shown.get(String(message.id));
    shown.delete(String(message.id));
    if (item?.dataset.digest !== message.digest) {
      const fresh = fragment(message.html).firstElementChild;
      if (item) {
        keepFocus(item, fresh);
        if (item.isConnected) item.replaceWith(fresh);
      } else {
        fresh.classList.add("fresh");
        arrived.push(fresh);
      }
      item = fresh;
    }
    const place = previous ? previous.nextElementSibling : list.firstElementChild;
    if (place !== item) list.insertBefore(item, place);
    previous = item;
  }
  for (const gone of shown.values()) gone.remove();
  return arrived;
}

function showReplies(phone, html) {
  const replies = phone.querySelector("[data-replies]");
  const fresh = fragment(html);
  const differs = fresh.textContent.replace(/\s+/g, " ") !== replies.textContent.replace(/\s+/g, " ").trim();
  if (!differs) return;
  const held = replies.contains(document.activeElement);
  replies.replaceChildren(fresh);
  if (held) phone.querySelector("textarea").focus({ preventScroll: true });
}

function showState(phone, state) {
  if (phone.dataset.state === state) return;
  const held = phone.contains(document.activeElement);
  phone.dataset.state = state;
  for (const menu of phone.querySelectorAll("details[open]")) menu.open = false;
  if (!held || document.activeElement.checkVisibility?.()) return;
  const next = state === "open" ? ".log" : `.foot.when-${state} button`;
  phone.querySelector(next).focus({ preventScroll: true });
}

// Returns how many messages of the bot are new.
export function showPhone(phone, news) {
  const log = phone.querySelector(".log");
  const reading = distanceFromEnd(log) > NEAR_THE_END;
  const fromTop = log.scrollHeight - distanceFromEnd(log);
  const arrived = showMessages(phone.querySelector("[data-messages]"), news.messages);
  showReplies(phone, news.replies);
  showState(phone, news.state);
  phone.querySelector("textarea").placeholder = news.placeholder || "Write a message";
  phone.dataset.digest = news.digest;
  const said = arrived.some((item) => item.classList.contains("mine"));
  if (reading && !said) {
    log.scrollTop = fromTop - log.scrollHeight;
    if (arrived.length) phone.querySelector("[data-newer]").hidden = false;
  } else if (arrived.length) {
    toEnd(phone);
  }
  return arrived.filter((item) => item.classList.contains("theirs")).length;
}

export function toast(phone, words, { stays = false } = {}) {
  const box = phone.querySelector("[data-toast]");
  const line = phone.querySelector("[data-toast-words]");
  clearTimeout(box.timer);
  line.textContent = words;
  phone.querySelector("[data-toast-close]").hidden = !words;
  if (words && !stays) box.timer = setTimeout(() => toast(phone, ""), 4000 + 60 * words.length);
}
