// What is open, which screen stands, when something is sent. The screens know what they show.

import { secure } from "./crypto.js";
import { keep, language, remembered, speak } from "./dom.js";
import * as evidence from "./evidence.js";
import { whole } from "./form.js";
import { Offline, Refusal, renew } from "./net.js";
import * as oplog from "./oplog.js";
import { frame } from "./frame.js";
import { again } from "./screen_door.js";
import { matching } from "./screens.js";
import { sync } from "./sync.js";
import { end, expired } from "./vault.js";

const KEPT_MS = 600;
const LONGEST_MS = 1500; // two seconds are promised, however long somebody types without a rest
const WAITS_S = [2, 4, 8, 16, 32, 64, 128, 300];
const app = {
  secure, store: null, who: null, limits: null, online: null, problem: "", saved: "", open: "", stands: "", fresh: false, readOnly: false, update: null,
  light: remembered("field-light") === "1",
};
let failures = 0;
let timer = 0;
let flight = null;
let following = null;
let touched = Date.now();
let drawn = 0;
let due = { moved: false, quiet: true }; // what a drawing that was overtaken by another still owes
let late = null;
let rest = 0;
let since = 0;

/** Somebody types, or has drawn a signature that is not given yet. */
const busy = () => document.activeElement?.matches("input:not([type=radio]):not([type=checkbox]), textarea") || document.querySelector(".field-drawn") !== null;

/** Draws the screen of the address; what a person is busy with is left alone by what he did not ask for (`quiet`), as long as it says
 *  what he has read (`keeps`): nobody signs over what he has not seen. */
app.show = async ({ moved = false, quiet = false } = {}) => {
  if (quiet) await app.flush(); // what was typed stands in what is drawn
  const turn = (drawn += 1);
  due = { moved: due.moved || moved, quiet: due.quiet && quiet };
  const [address, before] = [location.hash, busy()];
  const found = matching(address, app);
  const screen = await found.draw(app, ...found.given);
  if (turn !== drawn) return frame.banner(app);
  const [asked, stands] = [due, screen.keeps && `${address} ${screen.keeps}`];
  due = { moved: false, quiet: true };
  if (asked.quiet && stands && stands === app.stands && (before || busy())) return frame.banner(app);
  Object.assign(app, { open: screen.open || "", stands });
  return frame.draw(app, screen, asked.moved);
};

app.go = (address) => {
  if (location.hash === address) return app.show({ moved: true });
  location.hash = address;
  return undefined;
};

/** After something was kept: say so, draw anew, send when the line is free. */
app.kept = async ({ send = true, quiet = false } = {}) => {
  app.saved = new Date().toLocaleTimeString("zh-CN", { hour12: false });
  await app.show({ quiet });
  if (send) soon(1);
};

/** While somebody types: kept after a short rest, at the latest LONGEST_MS after the first key, or at once when he does something else. */
app.later = (act) => {
  clearTimeout(rest);
  if (!late) since = performance.now();
  late = act;
  rest = setTimeout(app.flush, Math.min(KEPT_MS, Math.max(0, since + LONGEST_MS - performance.now())));
};

app.flush = async () => {
  clearTimeout(rest);
  const act = late;
  late = null;
  if (act) await act();
};

app.enter = async (store, secret) => {
  const lane = await store.raw("meta", "lane");
  Object.assign(app, { store, who: await store.get("meta", "who"), limits: lane.limits, problem: "", readOnly: expired(lane) });
  touched = Date.now();
  if (navigator.storage && navigator.storage.persist) app.persisted = await navigator.storage.persist();
  await app.show({ moved: true });
  await renew(store, app.who.account, secret).catch(() => undefined); // no network, or another password: sending will say so
  return app.send();
};

app.again = () => again(app);

app.lock = async () => {
  if (!app.store) return;
  clearTimeout(timer);
  await app.leave();
  app.store.close();
  Object.assign(app, { store: null, who: null, online: null, problem: "" });
  location.hash = "#/";
  await app.show({ moved: true });
};

/** One flight at a time; what was done meanwhile goes with the next one, which is waited for. */
app.send = () => {
  if (!flight) {
    flight = sent().finally(() => { flight = null; });
    return flight;
  }
  following = following || flight.then(() => {
    following = null;
    return app.send();
  });
  return following;
};

async function sent() {
  const { store } = app;
  if (!store) return false;
  clearTimeout(timer);
  try {
    await leaveCards(store);
    const result = await sync(store);
    if (result === true) return await arrived(store);
    await end(store, result);
    Object.assign(app, { store: null, problem: "wiped" });
  } catch (problem) {
    if (app.store !== store) return false; // locked meanwhile
    failed(problem);
  }
  await app.show({ quiet: true });
  return false;
}

async function arrived(store) {
  failures = 0;
  Object.assign(app, { online: true, problem: "", readOnly: false, fresh: true });
  const left = (await store.rows("ops")).some((row) => oplog.UNSENT.has(row.state));
  if (left) soon(300);
  await app.show({ quiet: true });
  return true;
}

function failed(problem) {
  if (!(problem instanceof Offline || problem instanceof Refusal || problem.name === "QuotaExceededError")) setTimeout(() => { throw problem; });
  app.online = !(problem instanceof Offline);
  const codes = { 401: "expired", 403: "expired", 426: "update", 429: "busy", 503: "busy" };
  if (problem.name === "QuotaExceededError") app.problem = "full";
  else if (problem instanceof Refusal) app.problem = problem.told.code || codes[problem.status] || "busy";
  else app.problem = app.online ? "busy" : "offline";
  if (problem.status === 429 && problem.wait) return soon(problem.wait + Math.random()); // the office is there, and says whose turn it is when
  const wait = WAITS_S[Math.min(failures, WAITS_S.length - 1)];
  failures += 1;
  soon(Math.max(problem.wait || 0, wait * (0.5 + Math.random())));
}

function soon(seconds) {
  clearTimeout(timer);
  timer = setTimeout(() => app.send(), seconds * 1000);
}

/** Everything that is whole becomes an operation, but for the card that stands on the screen. */
async function leaveCards(store, but = app.open) {
  await app.flush();
  const tasks = new Map((await store.all("visits")).map((task) => [task.id, task]));
  await oplog.sealAll(store, (visit, path, value) => Boolean(tasks.get(visit)) && whole(tasks.get(visit).paths[path], value), but);
}

app.leave = async () => app.store && leaveCards(app.store, "");

/** New bytes of the app wait until the officer says so, between visits. */
app.change = async () => {
  await app.leave();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  app.update.postMessage("activate");
};

app.shine = (on) => {
  app.light = on;
  keep("field-light", on ? "1" : "");
  return app.show();
};

app.speak = (other) => {
  speak(other);
  return app.show();
};

async function watchUpdates() {
  if (!("serviceWorker" in navigator)) return;
  const found = await navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" });
  const seen = () => {
    if (!found.waiting || !found.active) return;
    app.update = found.waiting;
    app.show();
  };
  found.addEventListener("updatefound", () => found.installing.addEventListener("statechange", seen));
  seen();
}

for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => { touched = Date.now(); }, { passive: true });
setInterval(() => { if (app.store && Date.now() - touched > app.limits.idle_minutes * 60_000) app.lock(); }, 15_000);
addEventListener("hashchange", async () => {
  await app.leave();
  await app.show({ moved: true });
});
addEventListener("online", () => app.send());
addEventListener("offline", () => { app.online = false; app.problem = "offline"; frame.banner(app); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") app.send();
  else app.leave();
});

globalThis.field = { app, oplog, evidence }; // the tests' way in
document.documentElement.lang = language;
await app.show({ moved: true });
watchUpdates().catch(() => undefined);
field.ready = true;
