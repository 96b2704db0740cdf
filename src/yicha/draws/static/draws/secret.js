// A participant's secret is made here and stays here: the page sends its commitment, the fingerprint of docs/vdr1.md §7.
// Also what a page of a ceremony needs besides: a secret from a file, a seed for a rehearsal, printing.

import "./verify_draw.js";

const SIZE = 32;
const bytes = (text) => new TextEncoder().encode(text);
const u32 = (n) => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
const hex = (found) => Array.from(found, (x) => x.toString(16).padStart(2, "0")).join("");
const join = (parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));

export function commitment(draw, place, secret, suite = "1") {
  // HF("commit", draw, place, secret): every field behind its length, and their number
  const fields = [bytes("VDR1/commit"), bytes(draw), u32(place), secret];
  const parts = fields.flatMap((field, n) => [u32(field.length), field, ...(n ? [] : [u32(fields.length - 1)])]);
  const { sha256, sm3 } = globalThis.verifyDraw;
  return hex((suite === "2" ? sm3 : sha256)(join(parts)));
}

export function fresh() {
  return globalThis.crypto.getRandomValues(new Uint8Array(SIZE));
}

function make(form) {
  const secret = fresh();
  const shown = form.querySelector("[data-shown]");
  const save = form.querySelector("[data-save]");
  shown.textContent = hex(secret).match(/.{4}/g).join(" ");
  save.href = URL.createObjectURL(new Blob([`${hex(secret)}\n`], { type: "text/plain" }));
  form.querySelector("[data-made]").hidden = false;
  form.querySelector("[name=commitment]").value = commitment(form.dataset.draw, Number(form.dataset.place), secret, form.dataset.suite);
  if (form.dataset.keep) localStorage.setItem(form.dataset.keep, hex(secret));
  shown.focus();
}

async function readFile(input, field) {
  const [file] = input.files;
  if (file) field.value = (await file.text()).replace(/\s/g, "");
}

function takeOut(form) {
  // on the phone of an invited party the secret was kept when it was made
  const kept = form.dataset.keep && localStorage.getItem(form.dataset.keep);
  const field = form.querySelector("[name=secret]");
  if (!kept || !field || field.value) return;
  field.value = kept;
  form.querySelector("[data-kept]").hidden = false;
}

function prepare(form) {
  takeOut(form);
  for (const part of form.querySelectorAll("[data-maker]")) part.hidden = false;
  form.querySelector("[data-make]")?.addEventListener("click", () => make(form));
  form.querySelector("[data-fill]")?.addEventListener("click", () => {
    form.querySelector("[name=seed]").value = hex(fresh());
  });
  form.querySelector("[data-read]")?.addEventListener("change", (event) => readFile(event.target, form.querySelector("[name=secret]")));
}

if (globalThis.document) {
  for (const form of document.querySelectorAll("form[data-secret]")) prepare(form);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
