// The door: a store is made once online, and opened with the secret from then on.

import { enrol, random, unlocked } from "./crypto.js";
import { request } from "./net.js";
import { openStore, step } from "./store.js";

export const APP = "1";
const BALLAST = 64; // times 64 kB, random: values are compressed, zeros would set nothing aside
const FREE_TRIES = 10;
const FIRST_WAIT_S = 30;
const DAY_MS = 86_400_000;

const ballast = () => ({ k: "ballast", bytes: Array.from({ length: BALLAST }, () => random(65536)) });

/** Set aside anew where there is room again. */
async function refill(store) {
  if (!(await store.raw("meta", "ballast"))) await store.put("meta", ballast()).catch(() => undefined); // still full: next time
}

/** First sign-in on this phone. Killed on the way, an unused lane is left at the office, and no more. */
export async function makeStore(officer, secret, who, turn = 0) {
  const store = await openStore(turn ? `${officer}-${turn}` : officer);
  const before = await store.raw("meta", "vault");
  if (before && before.ended) return makeStore(officer, secret, who, turn + 1);
  if (before)
    return openWith(store, secret).catch((problem) => {
      store.close();
      if (problem.name !== "OperationError") throw problem;
      return makeStore(officer, secret, who, turn + 1); // the password is another one by now: what lies there stays, sealed
    });
  const keys = await request("GET", "/api/v1/field/keys");
  const vault = await enrol(secret, keys.rescue, keys.limits.kdf);
  const { lane, now } = await request("POST", "/api/v1/field/lanes", { key: vault.publicKey, app: APP, store: `field1-${officer}` });
  await step("enrolled");
  store.keys = await unlocked(secret, vault);
  const named = await store.box("meta", "who", who);
  await store.write(["meta"], (at) => {
    at.meta.put({ k: "vault", ...vault });
    at.meta.put({ k: "lane", lane, receipts: Object.fromEntries(keys.receipts.map((key) => [key.kid, key])), seen: now, heard: Date.now(), app: APP, limits: keys.limits });
    at.meta.put({ k: "head", seq: 0, fp: "" });
    at.meta.put(ballast());
    at.meta.put(named);
  });
  await step("vault-kept");
  return store;
}

/** Seconds to wait before another try; wrong tries make it wait, never erase. */
export function mustWait({ wrong = 0, tried = 0 } = {}, now = Date.now()) {
  if (wrong < FREE_TRIES) return 0;
  const wait = FIRST_WAIT_S * 2 ** Math.min(wrong - FREE_TRIES, 10);
  return Math.max(0, Math.ceil(wait - Math.max(0, now - tried) / 1000));
}

export class MustWait extends Error {
  constructor(seconds) {
    super(String(seconds));
    this.seconds = seconds;
  }
}

/** Throws OperationError for a wrong secret, MustWait after too many of them. */
export async function openWith(store, secret) {
  const tries = (await store.raw("meta", "tries")) || {};
  if (tries.tried > Date.now()) await store.put("meta", { ...tries, tried: Date.now() }); // a clock put back does not lock for ever
  const wait = mustWait(tries);
  if (wait) throw new MustWait(wait);
  const vault = await store.raw("meta", "vault");
  try {
    store.keys = await unlocked(secret, vault);
  } catch (problem) {
    if (problem.name === "OperationError") await store.put("meta", { k: "tries", wrong: (tries.wrong || 0) + 1, tried: Date.now() });
    throw problem;
  }
  if (tries.wrong) await store.remove("meta", "tries");
  await refill(store);
  return store;
}

/**
 * Without contact for the norm's days the store is read only: what is unsent stays and can be put into a file.
 * Days are counted on the phone's own clock: a phone or an office whose clock stands wrong closes nobody out.
 */
export const expired = ({ heard, limits }, now = Date.now()) => now - heard > limits.expiry_days * DAY_MS;

/** What time it is at the office: what it last said, and as much more as the phone's clock has gone on since. */
export const estimated = ({ seen, heard }, now = Date.now()) => Date.parse(seen) + Math.max(0, now - heard);

/** `lock`: the way to the keys is gone for whoever holds the phone, the office can still rescue. `erase`: nothing is left. */
export async function end(store, how) {
  if (how === "erase") {
    await store.erase();
    await Promise.all((await caches.keys()).filter((name) => name.startsWith("field-shell-")).map((name) => caches.delete(name)));
    const worker = await navigator.serviceWorker?.getRegistration("/field/");
    await worker?.unregister();
    return;
  }
  const { rescue } = await store.raw("meta", "vault");
  await store.write(["meta"], (at) => {
    at.meta.put({ k: "vault", rescue, ended: true });
    at.meta.delete("who");
  });
  store.close();
}
