// The firm's signature: what a finger draws becomes path data in a field of 600 x 300, and nothing else leaves the page.
// Who has no finger on the glass writes with a pen that the arrow keys move and the space bar sets down and lifts.

const form = document.querySelector("[data-sign]");
const pad = form?.querySelector("[data-pad]");
const ink = form?.querySelector("[data-ink]");
const field = form?.elements.strokes;
const LONGEST = 20000;
const STEP = 12;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let drawing = false;
let last = "";
let pen = [60, 200]; // where the keyboard's pen stands

function within(x, y) {
  return [Math.min(600, Math.max(0, Math.round(x))), Math.min(300, Math.max(0, Math.round(y)))];
}

function point(event) {
  const box = pad.getBoundingClientRect();
  return within(((event.clientX - box.left) / box.width) * 600, ((event.clientY - box.top) / box.height) * 300).join(" ");
}

function down(here) {
  drawing = true;
  last = here;
  draw(`${field.value ? " " : ""}M${here} L${here}`);
}

function show() {
  const cursor = form.querySelector("[data-pen]");
  cursor.setAttribute("cx", pen[0]);
  cursor.setAttribute("cy", pen[1]);
  cursor.classList.toggle("insp-pen-down", drawing);
}

function write(event) {
  const move = MOVES[event.key];
  if (!move && event.key !== " ") return;
  event.preventDefault();
  if (!move && drawing) drawing = false;
  else if (!move) down(pen.join(" "));
  else {
    const step = event.shiftKey ? STEP / 4 : STEP;
    pen = within(pen[0] + move[0] * step, pen[1] + move[1] * step);
    if (drawing && pen.join(" ") !== last) draw(` L${(last = pen.join(" "))}`);
  }
  show();
}

function draw(text) {
  const whole = field.value + text;
  if (whole.length > LONGEST) return;
  field.value = whole;
  ink.setAttribute("d", whole);
}

if (form) {
  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    down(point(event));
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => {
    const here = point(event);
    if (!drawing || here === last) return;
    last = here;
    draw(` L${here}`);
  });
  for (const name of ["pointerup", "pointercancel"]) pad.addEventListener(name, () => (drawing = false));
  pad.addEventListener("keydown", write);
  pad.addEventListener("blur", () => (drawing = false));
  form.querySelector("[data-again]").addEventListener("click", () => {
    field.value = "";
    ink.setAttribute("d", "");
    pen = [60, 200];
    show();
  });
}
