// Where the page is too narrow for phones side by side, one is shown at a time, behind tabs.

const NARROW = matchMedia("(max-width: 1039px)");

const tabs = () => [...document.querySelectorAll("[role=tab]")];
const phoneOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));

function choose(chosen) {
  for (const tab of tabs()) {
    const selected = tab === chosen;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    phoneOf(tab).toggleAttribute("data-opened", selected);
    if (!selected) continue;
    showCount(tab, 0);
    if (NARROW.matches) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function showCount(tab, count) {
  tab.dataset.count = count;
  tab.querySelector("[data-new]").textContent = count ? `${count} new` : "";
}

// A panel of tabs is named by its tab; a phone among others is a section with a heading.
function layOut() {
  document.querySelector("[role=tablist]").hidden = !NARROW.matches;
  for (const tab of tabs()) {
    const phone = phoneOf(tab);
    if (NARROW.matches) phone.setAttribute("role", "tabpanel");
    else phone.removeAttribute("role");
    if (!NARROW.matches) showCount(tab, 0);
  }
}

function move(event) {
  const all = tabs();
  const place = all.indexOf(event.target.closest("[role=tab]"));
  const next = {
    ArrowRight: (place + 1) % all.length,
    ArrowLeft: (place + all.length - 1) % all.length,
    Home: 0,
    End: all.length - 1,
  }[event.key];
  if (next === undefined || place < 0) return;
  event.preventDefault();
  choose(all[next]);
  all[next].focus();
}

export function countNew(phone, arrived) {
  const tab = document.getElementById(`tab-${phone.dataset.phone}`);
  if (!arrived || !NARROW.matches || tab.getAttribute("aria-selected") === "true") return;
  showCount(tab, Number(tab.dataset.count ?? 0) + arrived);
}

export function listenToTabs() {
  const list = document.querySelector("[role=tablist]");
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) choose(tab);
  });
  list.addEventListener("keydown", move);
  NARROW.addEventListener("change", layOut);
  choose(tabs().find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs()[0]);
  layOut();
}
