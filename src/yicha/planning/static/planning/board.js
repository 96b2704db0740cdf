// The merge board by keyboard: arrows walk over the cards, P pins, S splits, W changes the week, R refuses it, Ctrl+Z takes back.
// Everything is a link or a form already; this presses them, and puts what the server answers into the page piece by piece: a page loaded
// anew would be parsed, laid out and read aloud whole for a card that moved. Without this the same links and forms load the page.

const board = document.querySelector("[data-board]");
const WAIT = 90; // ms that a card keeps the focus before its details are fetched

let waiting;

function cards() {
  return [...board.querySelectorAll(".pl-column")].map((column) => [...column.querySelectorAll(".pl-card")]);
}

function goal(card, key) {
  const columns = cards();
  const x = columns.findIndex((column) => column.includes(card));
  const y = columns[x].indexOf(card);
  if (key === "ArrowUp") return columns[x][y - 1];
  if (key === "ArrowDown") return columns[x][y + 1];
  const step = key === "ArrowLeft" ? -1 : 1;
  for (let at = x + step; columns[at]; at += step) {
    if (columns[at].length) return columns[at][Math.min(y, columns[at].length - 1)];
  }
  return undefined;
}

function choose(card, chosen = keyOf(card)) {
  for (const other of board.querySelectorAll(".pl-card[aria-current]")) other.removeAttribute("aria-current");
  if (keyOf(card) === chosen) card.setAttribute("aria-current", "true");
  stopAt(card);
}

// Tab stops at one card, wherever it is; from there arrows walk, so hundreds of cards are not in the way.
let stop;
function stopAt(card) {
  if (stop) stop.tabIndex = -1;
  else for (const other of board.querySelectorAll(".pl-card")) other.tabIndex = -1;
  stop = card;
  if (stop) stop.tabIndex = 0;
}

function keyOf(card) {
  return card.href.split("visit=").pop();
}

// One after the other, as they were asked for; of several that only look, the last is enough.
let queue = Promise.resolve();
let asked = 0;
let address = location.href;
function inTurn(path, how, { href = "", wanted = () => true, remember = true, otherwise }) {
  const mine = ++asked;
  board.setAttribute("aria-busy", "true");
  queue = queue.then(() => bring(path, how(), { href, wanted: () => wanted(mine), remember, otherwise })).then(() => {
    if (mine === asked) board.removeAttribute("aria-busy");
  });
}

function look(href, { part = "pieces", remember = true } = {}) {
  const page = new URL(href, location.href);
  const wanted = (mine) => mine === asked;
  inTurn(`${page.pathname}${part}/${page.search}`, () => ({}), { href: page.href, wanted, remember, otherwise: () => location.assign(page) });
}

function send(form, pressed) {
  if (form.dataset.sent) return; // twice is once
  form.dataset.sent = "yes";
  const body = new URLSearchParams(new FormData(form));
  if (pressed?.name) body.set(pressed.name, pressed.value);
  if (pressed?.dataset.pending) pressed.textContent = pressed.dataset.pending;
  const how = () => { body.set("shown", board.dataset.version); return { method: "POST", body }; };
  inTurn(form.action, how, { otherwise: () => plainly(form, pressed) });
}

// As if none of this were here: the whole page says what the matter is.
function plainly(form, pressed) {
  if (pressed?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value }));
  form.submit();
}

async function bring(path, how, { href, wanted, remember, otherwise }) {
  if (!wanted()) return;
  const answer = await fetch(path, { cache: "no-store", headers: { "HX-Request": "true" }, ...how }).catch(() => null);
  if (!wanted()) return;
  const made = document.createElement("template");
  made.innerHTML = answer && (answer.ok || answer.status === 409) ? await answer.text() : "";
  const told = made.content.querySelector("[data-address]");
  const pieces = [...(told ?? made.content).children].filter((piece) => piece.id.startsWith("pl-"));
  if (!pieces.length || !pieces.every((piece) => document.getElementById(piece.id))) { otherwise(); return; }
  const from = document.activeElement;
  if (told) for (const old of document.querySelectorAll("main > [role=status]")) old.remove();
  if (!pieces.every(put)) { location.assign(told.dataset.address); return; } // the page shows something else than the server thinks
  address = new URL(told?.dataset.address ?? href, location.href).href;
  if (remember && address !== location.href) history.pushState({}, "", address);
  if (told) board.dataset.version = told.dataset.version;
  settle(told?.dataset.chosen, from, how.method === "POST");
}

// A list of cards names those that stay; everything else comes whole. False if one that stays is not there.
function put(piece) {
  const there = document.getElementById(piece.id);
  if (!piece.id.startsWith("pl-cards-")) {
    there.replaceChildren(...piece.childNodes);
    return true;
  }
  const stay = new Set([...piece.children].map((row) => row.dataset.kept));
  const cards = new Map([...there.children].map((row) => [keyOf(row.firstElementChild), row]));
  for (const [key, row] of cards) if (!stay.has(key)) row.remove();
  let at = there.firstElementChild;
  for (const row of [...piece.children]) {
    const wanted = row.dataset.kept ? cards.get(row.dataset.kept) : row;
    if (!wanted) return false;
    if (wanted === at) at = at.nextElementSibling;
    else there.insertBefore(wanted, at);
  }
  return true;
}

// Who works without a mouse goes on where he was: at the card that was amended, at the field he filtered by, at what was refused.
function settle(chosen, from, amended) {
  hideButtons();
  if (chosen !== undefined) {
    stop = undefined;
    const all = [...board.querySelectorAll(".pl-card")];
    const card = all.find((one) => keyOf(one) === chosen) ?? all[0];
    if (card) choose(card, chosen);
  }
  const refused = board.querySelector("[data-focus]");
  if (refused) refused.focus();
  else if (amended) (stop ?? board.querySelector("#pl-aside summary, #pl-aside button"))?.focus();
  else if (!from.isConnected) (document.getElementById(from.id) ?? stop)?.focus();
}

// A choice is asked for as it is made: the button beside it is for pages without this.
function hideButtons() {
  for (const button of board.querySelectorAll("[data-hide]")) button.hidden = true;
}

function press(key) {
  const control = document.querySelector(`#pl-aside [data-key="${key}"]`);
  if (!control) return false;
  control.click();
  control.parentElement.querySelector("select, textarea")?.focus();
  return true;
}

if (board) {
  const first = board.querySelector(".pl-card[aria-current]") ?? board.querySelector(".pl-card");
  if (first) stopAt(first);
  hideButtons();
}

board?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const href = link?.href?.baseVal ?? link?.href; // those of the strip are drawn
  if (!href || new URL(href, location.href).pathname !== location.pathname) return;
  const card = link.matches(".pl-card");
  if (card) choose(link);
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // into a tab of its own
  event.preventDefault();
  look(href, { part: card ? "visit" : "pieces" });
});

board?.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("#pl-narrow, #pl-departments")) look(`${location.pathname}?${new URLSearchParams(new FormData(form))}`);
  else if (form.closest("#pl-aside")) send(form, event.submitter);
  else return;
  event.preventDefault();
});

window.addEventListener("popstate", () => {
  if (board && location.href !== address) look(location.href, { remember: false });
});

board?.addEventListener("keydown", (event) => {
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    if (press("undo")) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const card = event.target.closest(".pl-card");
  if (card && event.key.startsWith("Arrow")) {
    event.preventDefault();
    const next = goal(card, event.key);
    if (!next) return;
    stopAt(next);
    next.focus();
    clearTimeout(waiting);
    waiting = setTimeout(() => next.click(), WAIT);
  } else if (/^[pswr]$/i.test(event.key) && (card || event.target.closest("#pl-aside"))) {
    event.preventDefault();
    if (card && !card.hasAttribute("aria-current")) {
      clearTimeout(waiting);
      card.click();
    }
    if (board.hasAttribute("aria-busy")) queue.then(() => press(event.key.toLowerCase())); // its own details, not those before
    else press(event.key.toLowerCase());
  }
});

// A choice by mouse is asked for at once. Arrows go over choices that nobody wants: by keyboard, Enter asks.
let typing = false;
board?.addEventListener("pointerdown", () => { typing = false; });
board?.addEventListener("keydown", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (!form) return;
  typing = true;
  if (event.key === "Enter" && event.target.tagName === "SELECT") form.requestSubmit();
});
board?.addEventListener("change", (event) => {
  if (!typing) event.target.closest("form[data-auto]")?.requestSubmit();
});
