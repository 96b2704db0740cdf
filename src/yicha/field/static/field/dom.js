// Elements and words. No markup is ever made of text.

const SVG = "http://www.w3.org/2000/svg";
const STILL = new Set(["viewBox", "d", "fill", "points"]);
const both = JSON.parse(document.getElementById("words").textContent); // Chinese → English
const KEPT = "field-language";

function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a private window forgets, no more
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // as above
  }
}

export const remembered = kept;
export let language = kept(KEPT) || (document.documentElement.lang.startsWith("en") ? "en" : "zh-hans");

export function speak(other) {
  language = other;
  keep(KEPT, other);
  document.documentElement.lang = other;
}

/** What people read: the Chinese, or its English; `{0}`, `{1}` are the values. */
export function t(text, ...values) {
  const said = language === "en" ? both[text] || text : text;
  return said.replace(/\{(\d)\}/g, (_, at) => String(values[at]));
}

/** `h("button", {class: "yc-btn", onclick: save}, "存下")`; false, null and undefined are left out. */
export function h(tag, given = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.flat(3).filter((one) => one !== null && one !== undefined && one !== false).map((one) => (one instanceof Node ? one : String(one))));
  return made;
}

export function svg(tag, given = {}, ...inside) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(given)) made.setAttribute(STILL.has(name) ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value);
  made.append(...inside);
  return made;
}

/** A drawing of the page's sheet, for the eye only. */
export function icon(name, size = 16) {
  return svg("svg", { width: size, height: size, ariaHidden: "true", focusable: "false", class: "field-icon" }, svg("use", { href: `#icon-${name}` }));
}

export const tag = (tone, name, ...words) => h("span", { class: `yc-tag${tone ? ` yc-tag-${tone}` : ""}` }, name && icon(name, 14), name && " ", words);
export const card = (...inside) => h("section", { class: "yc-card" }, h("div", { class: "yc-card-body" }, inside));
export const note = (tone, name, ...words) => h("p", { class: `yc-note${tone ? ` yc-note-${tone}` : ""}` }, icon(name), " ", words);

export function button(kind, name, words, act, more = {}) {
  return h("button", { type: "button", class: `yc-btn${kind ? ` yc-btn-${kind}` : ""}`, onclick: act, ...more }, name && icon(name, 20), name && " ", words);
}

export function link(kind, name, words, href) {
  return h("a", { class: `yc-btn${kind ? ` yc-btn-${kind}` : ""}`, href }, name && icon(name, 20), name && " ", words);
}

let fieldNumber = 0;

/** A label with its input, its help and what is wrong with it. */
export function labelled(words, input, { help = "", wrong = "" } = {}) {
  const id = input.id || `f${(fieldNumber += 1)}`;
  input.id = id;
  input.classList.add("yc-input");
  if (wrong) input.setAttribute("aria-invalid", "true");
  const told = [help && h("span", { class: "yc-help", id: `${id}-help` }, help), wrong && h("span", { class: "yc-error", id: `${id}-wrong` }, wrong)].filter(Boolean);
  if (told.length) input.setAttribute("aria-describedby", told.map((one) => one.id).join(" "));
  return h("p", { class: "field-labelled" }, h("label", { for: id }, words), told, input);
}

/** Asks before something that cannot be taken back; the answer is the value of the button. */
export function asked(title, words, ways) {
  const box = h("dialog", { class: "field-ask", "aria-labelledby": "ask-title" },
    h("form", { method: "dialog" }, h("h2", { id: "ask-title" }, title), words,
      h("div", { class: "field-ways" }, ways.map(([value, label, kind]) => h("button", { class: `yc-btn${kind ? ` yc-btn-${kind}` : ""}`, value, formnovalidate: !value }, label)))));
  document.body.append(box);
  box.showModal();
  return new Promise((resolve) => box.addEventListener("close", () => { box.remove(); resolve(box.returnValue); }, { once: true }));
}
