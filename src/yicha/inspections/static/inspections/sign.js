// The firm's signature: what a finger draws becomes path data in a field of 600 x 300, and nothing else leaves the page.

const form = document.querySelector("[data-sign]");
const pad = form?.querySelector("[data-pad]");
const ink = form?.querySelector("[data-ink]");
const field = form?.elements.strokes;
const LONGEST = 20000;
let drawing = false;
let last = "";

function point(event) {
  const box = pad.getBoundingClientRect();
  const x = Math.round(((event.clientX - box.left) / box.width) * 600);
  const y = Math.round(((event.clientY - box.top) / box.height) * 300);
  return `${Math.min(600, Math.max(0, x))} ${Math.min(300, Math.max(0, y))}`;
}

function draw(text) {
  const whole = field.value + text;
  if (whole.length > LONGEST) return;
  field.value = whole;
  ink.setAttribute("d", whole);
}

if (form) {
  pad.addEventListener("pointerdown", (event) => {
    drawing = true;
    pad.setPointerCapture(event.pointerId);
    last = point(event);
    draw(`${field.value ? " " : ""}M${last} L${last}`);
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => {
    const here = point(event);
    if (!drawing || here === last) return;
    last = here;
    draw(` L${here}`);
  });
  for (const name of ["pointerup", "pointercancel"]) pad.addEventListener(name, () => (drawing = false));
  form.querySelector("[data-again]").addEventListener("click", () => {
    field.value = "";
    ink.setAttribute("d", "");
  });
}
