// A signature: what a finger draws becomes path data in a field of 600 × 300. Who has no finger on the glass writes with the arrow keys.

import { button, h, svg, t } from "./dom.js";

const LONGEST = 12_000; // characters
const STEP = 12;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const within = (x, y) => [Math.min(600, Math.max(0, Math.round(x))), Math.min(300, Math.max(0, Math.round(y)))];

export function pad(longest = LONGEST) {
  const ink = svg("path", { d: "", fill: "none", stroke: "currentColor", strokeWidth: 5, strokeLinecap: "round", strokeLinejoin: "round" });
  const pen = svg("circle", { class: "field-pen", cx: 60, cy: 200, r: 7 });
  const area = svg("svg", { class: "field-pad", viewBox: "0 0 600 300", role: "application", tabindex: 0, id: "pad", ariaLabelledby: "sign-here", ariaDescribedby: "sign-keys" },
    svg("path", { class: "field-pad-line", d: "M40 250 L560 250" }), ink, pen);
  const made = { value: "" };
  let [drawing, last, here] = [false, "", [60, 200]];

  const inked = () => {
    ink.setAttribute("d", made.value);
    area.classList.toggle("field-drawn", made.value !== ""); // no answer of the office takes it away (app.js)
  };
  const draw = (text) => {
    if (made.value.length + text.length > longest) return;
    made.value += text;
    inked();
  };
  const down = (point) => {
    [drawing, last] = [true, point];
    draw(`${made.value ? " " : ""}M${point} L${point}`);
  };
  const on = (point) => {
    if (drawing && point !== last) draw(` L${(last = point)}`);
  };
  const point = ({ clientX, clientY }) => {
    const box = area.getBoundingClientRect();
    return within(((clientX - box.left) / box.width) * 600, ((clientY - box.top) / box.height) * 300).join(" ");
  };
  const shown = () => {
    pen.setAttribute("cx", here[0]);
    pen.setAttribute("cy", here[1]);
  };
  const keys = (event) => {
    const move = MOVES[event.key];
    if (!move && event.key !== " ") return;
    event.preventDefault();
    if (move) {
      here = within(here[0] + move[0] * STEP, here[1] + move[1] * STEP);
      on(here.join(" "));
    } else if (drawing) drawing = false;
    else down(here.join(" "));
    shown();
  };
  area.addEventListener("pointerdown", (event) => {
    area.setPointerCapture(event.pointerId);
    down(point(event));
    event.preventDefault();
  });
  area.addEventListener("pointermove", (event) => on(point(event)));
  for (const name of ["pointerup", "pointercancel", "blur"]) area.addEventListener(name, () => { drawing = false; });
  area.addEventListener("keydown", keys);
  const again = () => {
    [made.value, here, drawing] = ["", [60, 200], false];
    inked();
    shown();
  };
  made.made = [h("div", { class: "yc-spread" }, h("h2", { id: "sign-here" }, t("企业现场负责人签字")), button("text", "", t("重写"), again)), area, h("p", { class: "yc-help", id: "sign-keys" }, t("没有触屏：方向键移笔，空格落笔、提笔"))];
  return made;
}
