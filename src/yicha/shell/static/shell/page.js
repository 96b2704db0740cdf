// What every office page does: "/" goes to the search, arrows walk through rows, an error summary gets the focus,
// a button that was pressed says so, and a session that ended asks again without losing what was typed.

const again = document.getElementById("yc-again");
let waiting = []; // requests that met the end of the session, to be sent once more

function typing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const search = document.getElementById("yc-search");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
  }
  const row = event.target.closest("[data-rows] tr, [data-rows] li");
  if (row && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
    const goal = next && next.querySelector("a, button");
    if (goal) {
      event.preventDefault();
      goal.focus();
    }
  }
});

// A menu above a list closes by Escape, by a click beside it, and when another opens.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest(".yc-drop[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".yc-drop[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// Boards and lists change the address without loading a page: the other language is asked for where one is now.
const language = document.querySelector(".yc-me-menu [name=next]");
language?.form.addEventListener("submit", () => { language.value = location.pathname + location.search; });

document.querySelector("[data-focus]")?.focus();

// A draft that was sent has done its work once another page stands here; a refusal gives it back (draft.js).
if (!document.querySelector("form[data-draft], .yc-refusal")) {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("yc-draft:") && JSON.parse(sessionStorage.getItem(key)).sent) sessionStorage.removeItem(key);
  }
}

// A form that was filled in for long asks first whether the session goes on; htmx hears of it by itself.
const RESTED = 5 * 60 * 1000;
let awake = Date.now();

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const asks = again?.querySelector("form")?.dataset.again;
  if (!asks || form.method !== "post" || form.hasAttribute("hx-post") || Date.now() - awake < RESTED) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const pressed = event.submitter;
  const inside = await fetch(asks).then((answer) => answer.json()).then((told) => told.inside, () => true);
  if (!inside && !(await signInAgain())) return;
  awake = Date.now();
  form.requestSubmit(pressed);
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && form.method === "post") event.preventDefault(); // twice is once
  const pressed = event.submitter;
  if (form.method !== "post" || !pressed || event.defaultPrevented) return;
  form.dataset.sent = "yes";
  if (pressed.dataset.pending) pressed.textContent = pressed.dataset.pending;
  window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
});

export async function signInAgain() {
  // Resolves to true once somebody has signed in again in the dialog.
  const form = again?.querySelector("form");
  if (!form?.dataset.again) return false;
  const said = form.querySelector(".yc-error");
  said.hidden = true;
  again.showModal();
  for (;;) {
    await new Promise((done) => again.addEventListener("close", done, { once: true }));
    if (again.returnValue !== "again") return false;
    const answer = await fetch(form.dataset.again, { method: "POST", body: new FormData(form), headers: token() });
    if (answer.ok) {
      const told = await answer.json();
      if (told.token) document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": told.token }));
      for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = told.token;
      form.reset();
      return true;
    }
    said.textContent = (await answer.json()).detail || "";
    said.hidden = false;
    again.showModal();
  }
}

function token() {
  const given = document.body.getAttribute("hx-headers");
  return given ? JSON.parse(given) : {};
}

document.body.addEventListener("htmx:responseError", async (event) => {
  if (event.detail.xhr.status !== 401) return;
  waiting.push(event.detail.requestConfig);
  if (waiting.length > 1) return;
  if (await signInAgain()) {
    for (const sent of waiting) window.htmx.ajax(sent.verb, sent.path, { source: sent.elt, target: sent.target, values: Object.fromEntries(sent.formData || []) });
  }
  waiting = [];
});

// A table that is wider than its box must be reachable by keyboard; one that is not would only be a stop in vain.
const widths = new ResizeObserver((boxes) => { for (const { target } of boxes) stop(target); });
function stop(box) {
  const wide = box.scrollWidth > box.clientWidth, caption = box.querySelector("caption");
  for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", caption ? caption.textContent.trim() : ""]]) {
    if (wide && value) box.setAttribute(name, value); else box.removeAttribute(name);
  }
}
// On a phone a row stands as a card: each value says its column by itself, and the headings, out of sight, are no stops.
const narrow = matchMedia("(max-width: 760px)");
function label(table) {
  for (const link of table.querySelectorAll("thead a")) link.tabIndex = narrow.matches ? -1 : 0;
  const heads = [...table.querySelectorAll("thead th")].map((head) => (head.querySelector(".visually-hidden") ? "" : head.textContent.trim()));
  for (const row of table.tBodies[0]?.rows || []) [...row.cells].forEach((cell, at) => { if (!cell.innerHTML.trim()) cell.replaceChildren(); else if (heads[at] && cell.tagName === "TD" && cell.colSpan < 2) cell.dataset.label ||= heads[at]; });
}
function watchScrolls(within) {
  for (const table of within.querySelectorAll(".yc-table-stack")) label(table);
  for (const box of within.querySelectorAll(".yc-scroll:not([tabindex])")) widths.observe(box);
}
watchScrolls(document);
narrow.addEventListener("change", () => { for (const table of document.querySelectorAll(".yc-table-stack")) label(table); });
document.body.addEventListener("htmx:load", (event) => watchScrolls(event.detail.elt));

// The menu moves by itself, on a phone as one row: where one stands is brought into sight.
const here = document.querySelector(".yc-side [aria-current]");
if (here) {
  const side = here.closest(".yc-side"), [box, row] = [here, side].map((one) => one.getBoundingClientRect());
  if (narrow.matches) side.scrollLeft += box.left - row.left - (row.width - box.width) / 2;
  else if (box.bottom > row.bottom) side.scrollTop += box.top - row.top - (row.height - box.height) / 2;
}
