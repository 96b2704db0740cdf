// A long form keeps what was typed, in this tab only: it comes back after a wrong turn, and leaving with it unsent is asked about.

const form = document.querySelector("form[data-draft]");
const told = form?.querySelector("[data-draft-told]");
const key = form && `yc-draft:${form.dataset.draft}:${location.pathname}${location.search}`;
const PAUSE = 1000;
let base = "";
let timer = 0;
let leaving = false;

function written() {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  return JSON.stringify(fields);
}

function fill(fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value]);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "file") continue;
    const given = values.get(field.name) || [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else if (field.type === "select-multiple") for (const option of field.options) option.selected = given.includes(option.value);
    else if (given.length) field.value = given.shift();
  }
}

function say(words, at, back) {
  told.querySelector("span").textContent = words.replace("{}", new Date(at).toTimeString().slice(0, 5));
  told.querySelector("button").hidden = !back;
  told.classList.toggle("yc-draft-back", back); // seen wherever the form is scrolled to
}

function keep(sent = false) {
  clearTimeout(timer);
  const now = written();
  if (now === base) return sessionStorage.removeItem(key);
  const at = Date.now();
  sessionStorage.setItem(key, JSON.stringify({ base, now, at, sent }));
  say(told.dataset.kept, at, false);
}

function begin() {
  const found = JSON.parse(sessionStorage.getItem(key) || "null");
  base = written();
  if (form.hasAttribute("data-returned")) {
    base = found ? found.base : ""; // what stands there was sent and came back: it is not kept anywhere
    keep();
  } else if (found && found.base === base && found.now !== base) {
    fill(JSON.parse(found.now));
    for (const kind of ["input", "change"]) form.dispatchEvent(new Event(kind, { bubbles: true }));
    say(told.dataset.back, found.at, true);
  } else sessionStorage.removeItem(key);
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, PAUSE); });
}

function leave() {
  leaving = true;
  clearTimeout(timer);
}

if (form && told) {
  begin();
  form.addEventListener("submit", (event) => { if (!event.defaultPrevented) { keep(true); leave(); } });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("pagehide", () => { if (!leaving) keep(); });
  window.addEventListener("beforeunload", (event) => {
    if (leaving || written() === base) return;
    event.preventDefault();
    event.returnValue = "";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    keep();
  });
  for (const way of document.querySelectorAll("[data-forget]")) {
    way.addEventListener("click", () => {
      leave();
      sessionStorage.removeItem(key);
      if (way.tagName === "BUTTON") location.reload();
    });
  }
}
