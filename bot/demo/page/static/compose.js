// What a person does on one phone: writing, correcting, tapping, attaching.
import { toast, toEnd } from "./chat.js";

const LOST = "That did not get through. Your words are still here: try again.";
const MOST_BYTES = 20 * 1024 * 1024;
const TOO_LARGE = "That is more than 20 MB, which is the most a bot can take. Nothing was sent.";

function startEditing(phone, link) {
  const form = phone.querySelector("[data-compose]");
  const bubble = link.closest("[data-message]");
  form.elements.message.value = bubble.dataset.message;
  form.elements.text.value = bubble.querySelector("[data-plain]").dataset.plain;
  form.elements.text.setAttribute("aria-describedby", `editing-${phone.dataset.phone}`);
  phone.querySelector("[data-editing]").hidden = false;
  form.elements.text.focus();
}

function stopEditing(phone) {
  const form = phone.querySelector("[data-compose]");
  if (form.elements.message.value) form.elements.text.value = "";
  form.elements.message.value = "";
  form.elements.text.removeAttribute("aria-describedby");
  phone.querySelector("[data-editing]").hidden = true;
}

function lastEditable(phone) {
  const links = phone.querySelectorAll("[data-edit]");
  return links[links.length - 1];
}

function tooLarge(form) {
  const chosen = form.querySelector("input[type=file]");
  const bytes = [...(chosen?.files ?? [])].reduce((sum, file) => sum + file.size, 0);
  return bytes > MOST_BYTES;
}

// Sends what a form holds and shows what came back; true when it was done.
export async function post(phone, action, body) {
  try {
    const answer = await fetch(action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    const news = await answer.json();
    if (news.error) toast(phone, news.error, { stays: true });
    else if (news.toast) toast(phone, news.toast, { stays: news.stays });
    return answer.ok;
  } catch {
    toast(phone, LOST, { stays: true });
    return false;
  }
}

// Simple forms go as a simple form does; only files need the many-part one.
function bodyOf(form, submitter) {
  const data = new FormData(form, submitter);
  return form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
}

async function submit(phone, event) {
  const form = event.target;
  if (!form.matches("[data-act]")) return;
  event.preventDefault();
  if (form.matches("[data-send]") && tooLarge(form)) {
    toast(phone, TOO_LARGE, { stays: true });
    return;
  }
  const { submitter } = event;
  const action = form.getAttribute("action");
  const body = bodyOf(form, submitter);
  const writing = form.matches("[data-compose]");
  const words = writing ? form.elements.text.value : "";
  const edited = writing ? form.elements.message.value : "";
  if (writing) {
    stopEditing(phone);
    form.elements.text.value = "";
  }
  submitter?.setAttribute("aria-busy", "true");
  const done = await post(phone, action, body);
  submitter?.removeAttribute("aria-busy");
  if (!done && writing && !form.elements.text.value) {
    form.elements.text.value = words;
    form.elements.message.value = edited;
    phone.querySelector("[data-editing]").hidden = !edited;
  }
  if (done && form.matches("[data-send]")) {
    form.reset();
    form.closest("details").open = false;
    form.closest("details").querySelector("summary").focus({ preventScroll: true });
  }
  if (done && form.closest(".more")) {
    form.closest(".more").open = false;
    if (!form.contains(document.activeElement)) return;
    form.closest(".more").querySelector("summary").focus({ preventScroll: true });
  }
}

function keys(phone, event) {
  const text = event.target.closest("[data-compose] textarea");
  if (event.key === "Escape") {
    if (text) stopEditing(phone);
    const menu = event.target.closest("details[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  if (!text || event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (text.value.trim()) text.form.requestSubmit(text.form.querySelector("button"));
  }
  if (event.key === "ArrowUp" && !text.value && lastEditable(phone)) {
    event.preventDefault();
    startEditing(phone, lastEditable(phone));
  }
}

function click(phone, event) {
  const edit = event.target.closest("[data-edit]");
  const cancel = event.target.closest("[data-cancel]");
  if (edit || cancel) event.preventDefault();
  if (edit) startEditing(phone, edit);
  if (cancel) {
    stopEditing(phone);
    phone.querySelector("[data-compose] textarea").focus();
  }
  if (event.target.closest("[data-newer]")) {
    toEnd(phone);
    phone.querySelector(".log").focus({ preventScroll: true });
  }
  if (event.target.closest("[data-toast-close]")) {
    toast(phone, "");
    phone.querySelector(".log").focus({ preventScroll: true });
  }
}

export function listen(phone) {
  phone.addEventListener("submit", (event) => submit(phone, event));
  phone.addEventListener("keydown", (event) => keys(phone, event));
  phone.addEventListener("click", (event) => click(phone, event));
  phone.querySelector(".log").addEventListener("scroll", (event) => {
    if (Math.abs(event.target.scrollTop) < 8) phone.querySelector("[data-newer]").hidden = true;
  });
  const line = phone.querySelector("[data-toast-words]");
  if (line.textContent.trim()) toast(phone, line.textContent.trim());
}
