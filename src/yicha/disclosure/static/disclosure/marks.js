// Rectangles over a picture: drawn with mouse, finger or pen, moved and sized with the arrow keys. What counts stands in the lines of
// the field, in thousandths of the picture; without this page's script they are written there by hand.

const form = document.querySelector("[data-marking]");
const board = form.querySelector("[data-board]");
const field = form.querySelector("[data-marks]");
const nothing = form.querySelector("[name$=nothing]");
const count = form.querySelector("[data-count]");
const WHOLE = 1000;
const LEAST = 10;
const CORNER = 16; // pixels from the lower right within which a mark is sized, not moved
const STEP = { ArrowLeft: [-5, 0], ArrowRight: [5, 0], ArrowUp: [0, -5], ArrowDown: [0, 5] };
const FIRST = [400, 400, 200, 200];

const marks = [];
let drag = null;

const within = (value, least, most) => Math.min(most, Math.max(least, Math.round(value)));

function fitted([left, top, width, height]) {
  const wide = within(width, LEAST, WHOLE);
  const high = within(height, LEAST, WHOLE);
  return [within(left, 0, WHOLE - wide), within(top, 0, WHOLE - high), wide, high];
}

function place(mark) {
  const [left, top, width, height] = mark.box;
  Object.assign(mark.button.style, { left: `${left / 10}%`, top: `${top / 10}%`, width: `${width / 10}%`, height: `${height / 10}%` });
}

function tell() {
  field.value = marks.map((mark) => mark.box.join(" ")).join("\n");
  marks.forEach((mark, index) => {
    const name = board.dataset.name.replace("{}", index + 1);
    mark.button.setAttribute("aria-label", `${name} ${mark.box.join(" ")}`);
    mark.button.title = board.dataset.keys;
  });
  count.textContent = count.dataset.words.replace("{}", marks.length);
  if (marks.length) nothing.checked = false;
}

function change(mark, box) {
  mark.box = fitted(box);
  place(mark);
  tell();
}

function remove(mark) {
  marks.splice(marks.indexOf(mark), 1);
  mark.button.remove();
  tell();
  (marks[marks.length - 1]?.button || form.querySelector("[data-add]")).focus();
}

function key(mark, event) {
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    remove(mark);
    return;
  }
  const step = STEP[event.key];
  if (!step) return;
  event.preventDefault();
  const [left, top, width, height] = mark.box;
  const [across, down] = step;
  if (event.shiftKey) change(mark, [left, top, within(width + across, LEAST, WHOLE - left), within(height + down, LEAST, WHOLE - top)]);
  else change(mark, [left + across, top + down, width, height]);
}

function add(box) {
  const button = document.createElement("button");
  const mark = { box: fitted(box), button };
  button.type = "button";
  button.className = "disc-mark";
  button.addEventListener("keydown", (event) => key(mark, event));
  board.append(button);
  marks.push(mark);
  place(mark);
  tell();
  return mark;
}

function at(event) {
  const box = board.getBoundingClientRect();
  const across = within(((event.clientX - box.left) / box.width) * WHOLE, 0, WHOLE);
  return [across, within(((event.clientY - box.top) / box.height) * WHOLE, 0, WHOLE)];
}

function begin(event) {
  if (event.button !== 0) return;
  event.preventDefault();
  const start = at(event);
  const hit = marks.find((mark) => mark.button === event.target);
  const edge = hit?.button.getBoundingClientRect();
  const sizing = !hit || (edge.right - event.clientX < CORNER && edge.bottom - event.clientY < CORNER);
  const mark = hit || add([...start, LEAST, LEAST]);
  drag = { mark, sizing, start, origin: hit ? hit.box : null };
  mark.button.focus();
  board.setPointerCapture(event.pointerId);
}

function follow(event) {
  if (!drag) return;
  const [x, y] = at(event);
  const [fromX, fromY] = drag.start;
  if (!drag.origin) change(drag.mark, [Math.min(x, fromX), Math.min(y, fromY), Math.abs(x - fromX), Math.abs(y - fromY)]);
  else if (drag.sizing) {
    const [left, top] = drag.origin;
    change(drag.mark, [left, top, x - left, y - top]);
  } else change(drag.mark, [drag.origin[0] + x - fromX, drag.origin[1] + y - fromY, drag.origin[2], drag.origin[3]]);
}

function end() {
  drag = null;
}

for (const line of field.value.split("\n").filter((one) => /^\s*\d+(\s+\d+){3}\s*$/.test(one))) add(line.trim().split(/\s+/).map(Number));
board.classList.add("disc-drawing");
board.addEventListener("pointerdown", begin);
board.addEventListener("pointermove", follow);
board.addEventListener("pointerup", end);
board.addEventListener("pointercancel", end);
form.querySelector("[data-add]").addEventListener("click", () => add(FIRST).button.focus());
for (const part of form.querySelectorAll("[data-drawn]")) part.hidden = false;
form.querySelector("[data-lines]").open = false;
tell();
