// “Verify this draw” in the browser: fetch the public files, give them to the verifier, say what came of it. Nothing is sent.
// <div data-verify data-files="/public/draws/NO/files/" data-worker="…/verify_worker.js" data-logged? data-behind? data-large?> with data-without (until this runs), -asks
// (large: until somebody wants it), -while, -holds, -fails, -cannot (no verdict: the network or the memory of this device), -seconds, -why;
// each [data-check] in the page is marked once all has been verified; a button [data-again] begins, or begins once more.

const FILES = ["manifest.json", "pool.jsonl", "officers.jsonl", "seed.json", "result.json", "assignment.json"];
const BEHIND = ["manifest.json", "seed.json", "result.json", "assignment.json"]; // of the draws that a replacement stands on
const PARTS = ["asks", "while", "holds", "fails", "cannot"];
const LOG = ["log/checkpoint", "log/proofs.jsonl", "log/sealed"];

class Refused extends Error {} // the verifier has said no; every other error is none of the draw's

async function load(where, name) {
  const answer = await fetch(where + name);
  if (!answer.ok) return null;
  return new Uint8Array(await answer.arrayBuffer());
}

async function filesOf(where, logged, behind) {
  const found = {}, folders = Array.from({ length: behind }, (_, depth) => "first/".repeat(depth + 1));
  for (const name of [...FILES, ...folders.flatMap((folder) => BEHIND.map((name) => folder + name))]) {
    const content = await load(where, name);
    if (!content) throw new Error(name);
    found[name] = content;
  }
  for (const name of logged ? LOG : []) found[name] = (await load(where, name)) || new Uint8Array();
  return found;
}

function compute(worker, files) {
  return new Promise((done, fail) => {
    const helper = new Worker(worker, { type: "module" });
    helper.onmessage = ({ data }) => {
      helper.terminate();
      if (data.told) done(data.told);
      else fail(data.refused ? new Refused(data.why) : new Error(data.why));
    };
    helper.onerror = (event) => {
      helper.terminate();
      fail(new Error(event.message || "worker"));
    };
    helper.postMessage(files, Object.values(files).map((content) => content.buffer)); // handed over, not copied: a large list stands in memory once
  });
}

function show(box, part) {
  for (const name of PARTS) for (const place of box.querySelectorAll(`[data-${name}]`)) place.hidden = name !== part;
  for (const without of box.querySelectorAll("[data-without]")) without.hidden = true;
}

function mark(state) {
  for (const check of document.querySelectorAll("[data-check]")) check.dataset.check = state;
}

export async function verify(box) {
  show(box, "while");
  mark("open");
  const began = performance.now();
  try {
    const files = await filesOf(box.dataset.files, "logged" in box.dataset, Number(box.dataset.behind || 0));
    const told = await compute(box.dataset.worker, files);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    for (const place of box.querySelectorAll("[data-seconds]")) place.textContent = place.dataset.words ? place.dataset.words.replace("{}", seconds) : `${seconds} s`;
    box.dataset.told = told;
    show(box, "holds");
    mark("holds");
  } catch (error) {
    const verdict = error instanceof Refused;
    for (const place of box.querySelectorAll("[data-why]")) place.textContent = error.message;
    show(box, verdict ? "fails" : "cannot");
    mark(verdict ? "fails" : "open");
  }
}

for (const box of document.querySelectorAll("[data-verify]")) {
  for (const button of box.querySelectorAll("[data-again]")) button.addEventListener("click", () => verify(box));
  if ("large" in box.dataset) show(box, "asks");
  else verify(box);
}
