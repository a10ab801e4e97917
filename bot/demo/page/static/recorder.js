// Records a voice message, in browsers that can; elsewhere the button stays hidden.
import { toast } from "./chat.js";
import { post } from "./compose.js";

const LONGEST_SECONDS = 600;
const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

async function microphone(phone) {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    toast(phone, "The browser did not give us the microphone. Nothing was recorded.");
    return null;
  }
}

export function offerRecording(phone) {
  const kind = window.MediaRecorder && KINDS.find((each) => MediaRecorder.isTypeSupported(each));
  if (!kind || !navigator.mediaDevices?.getUserMedia) return;
  const start = phone.querySelector("[data-record]");
  const panel = phone.querySelector("[data-recording]");
  const words = phone.querySelector("[data-recording-words]");
  const time = phone.querySelector("[data-recording-time]");
  start.hidden = false;
  let running = null;

  function show(recording) {
    panel.hidden = !recording;
    start.hidden = recording;
    words.textContent = recording ? "Recording" : "";
  }

  async function record() {
    const stream = await microphone(phone);
    if (!stream || running) return;
    const recorder = new MediaRecorder(stream, { mimeType: kind });
    const began = performance.now();
    const elapsed = () => Math.max(1, Math.round((performance.now() - began) / 1000));
    const pieces = [];
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    const ticking = setInterval(() => {
      time.textContent = clock(elapsed());
      if (elapsed() >= LONGEST_SECONDS) finish(true);
    }, 500);
    running = { recorder, stream, pieces, elapsed, ticking };
    time.textContent = clock(0);
    recorder.start();
    show(true);
    panel.querySelector("[data-recording-send]").focus();
  }

  async function finish(send) {
    if (!running) return;
    const { recorder, stream, pieces, elapsed, ticking } = running;
    running = null;
    clearInterval(ticking);
    const seconds = elapsed();
    const stopped = new Promise((done) => recorder.addEventListener("stop", done, { once: true }));
    recorder.stop();
    await stopped;
    for (const track of stream.getTracks()) track.stop();
    show(false);
    start.focus({ preventScroll: true });
    if (!send) return;
    const plain = kind.split(";")[0];
    const body = new FormData();
    body.append("seconds", String(seconds));
    body.append("file", new Blob(pieces, { type: plain }), `voice.${plain.split("/")[1]}`);
    await post(phone, `/phones/${phone.dataset.phone}/send`, body);
  }

  start.addEventListener("click", record);
  panel.querySelector("[data-recording-send]").addEventListener("click", () => finish(true));
  panel.querySelector("[data-recording-drop]").addEventListener("click", () => finish(false));
}
