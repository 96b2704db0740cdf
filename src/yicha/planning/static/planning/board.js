// The merge board by keyboard: arrows walk over the cards, P pins, S splits, W changes the week, R refuses it, Ctrl+Z takes back.
// Everything is a link or a form already; this only presses them.

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

function choose(card) {
  for (const other of board.querySelectorAll(".pl-card[aria-current]")) other.removeAttribute("aria-current");
  card.setAttribute("aria-current", "true");
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

// A card is a link to the page that has it chosen. Only what stands beside the board is fetched: one rule here, not hundreds of attributes.
function open(card) {
  const page = new URL(card.href);
  window.htmx.ajax("GET", `${page.pathname}visit/${page.search}`, { source: card.closest(".pl-columns") });
}

function press(key) {
  const control = document.querySelector(`#pl-aside [data-key="${key}"]`);
  if (!control) return false;
  control.click();
  control.parentElement.querySelector("select, textarea")?.focus();
  return true;
}

if (board) stopAt(board.querySelector(".pl-card[aria-current]") ?? board.querySelector(".pl-card"));

board?.addEventListener("click", (event) => {
  const card = event.target.closest(".pl-card");
  if (!card) return;
  choose(card);
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // into a tab of its own
  event.preventDefault();
  open(card);
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
    if (press(event.key.toLowerCase())) event.preventDefault();
  }
});

// A choice by mouse is asked for at once. Arrows go over choices that nobody wants: by keyboard, Enter asks.
for (const form of document.querySelectorAll("form[data-auto]")) {
  let typing = false;
  form.addEventListener("pointerdown", () => { typing = false; });
  form.addEventListener("keydown", (event) => {
    typing = true;
    if (event.key === "Enter" && event.target.tagName === "SELECT") form.requestSubmit();
  });
  form.addEventListener("change", () => { if (!typing) form.requestSubmit(); });
  form.querySelector("[data-hide]")?.setAttribute("hidden", "");
}
