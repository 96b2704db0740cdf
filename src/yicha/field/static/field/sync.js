// One request sends what is sealed and brings back receipts and what changed. Safe to repeat at any point.

import { newId, sign, verified } from "./crypto.js";
import { free, upload, withRoom } from "./evidence.js";
import { Offline, request } from "./net.js";
import { append, put, UNSENT } from "./oplog.js";
import { step } from "./store.js";


/** One tab at a time. True: all is with the office; "lock" or "erase": this store has been ended. */
export function sync(store) {
  if (!navigator.locks) return rounds(store);
  return navigator.locks.request(`field1-${store.officer}`, { ifAvailable: true }, (lock) => (lock ? rounds(store) : true));
}

async function rounds(store) {
  for (;;) {
    const lane = await store.raw("meta", "lane");
    const waiting = (await store.rows("ops")).filter((row) => UNSENT.has(row.state));
    const ops = await batch(store, waiting, lane.limits);
    const have = Object.fromEntries((await store.all("visits")).map((visit) => [visit.id, visit.version]));
    await step("sync-before");
    const answer = await request("POST", "/api/v1/field/sync", { v: "FIELD1", lane: lane.lane, have, ops, brief: true, changes: true, sig: await sign(store.keys, ops.join("\n")) }, { pack: true });
    await step("sync-answered");
    if (answer.wipe) return answer.wipe;
    const behind = await keep(store, lane, answer, waiting.slice(0, ops.length));
    await step("sync-kept");
    const more = waiting.length > ops.length;
    if (!more && !behind && !(await sayAgain(store))) break;
  }
  await upload(store, request, (receipt) => signedByOffice(store, receipt));
  await Promise.all([free(store), forget(store)]);
  return true;
}

async function batch(store, waiting, limits) {
  const ops = [];
  let bytes = 0;
  for (const row of waiting.slice(0, limits.ops)) {
    const text = await store.unbox("ops", row);
    bytes += new TextEncoder().encode(text).length;
    if (ops.length && bytes > limits.bytes) break;
    ops.push(text);
  }
  return ops;
}

async function signedByOffice(store, { text, sig }) {
  const { receipts } = await store.raw("meta", "lane");
  const key = receipts[JSON.parse(text).key];
  return Boolean(key) && verified(key, text, sig);
}

/** Receipts and the office's state in one transaction, or an answer would be seen twice or not at all. */
async function keep(store, lane, answer, sent) {
  const rows = new Map((await store.rows("ops")).map((row) => [row.seq, row]));
  const changed = new Map();
  for (const [n, receipt] of answer.receipts.entries()) {
    if (!(await signedByOffice(store, receipt))) throw new Offline("a receipt that the office has not signed");
    const said = JSON.parse(receipt.text);
    const row = said.op ? rows.get(said.seq) : sent[n];
    if (!said.op) changed.set(row.seq, { ...row, why: said.why }); // what it cannot read has no number: it goes again
    else if (row && row.lane === lane.lane) changed.set(said.seq, { ...row, state: said.status, why: said.why, receipt, at: answer.now });
  }
  const behind = lostByOffice(rows.values(), lane, answer).filter((row) => !changed.has(row.seq));
  for (const row of behind) changed.set(row.seq, { ...row, state: "sealed" });
  const visits = await newer(store, answer.visits, [...changed.values()]);
  await withRoom(store, () => store.write(["ops", "visits", "meta"], (at) => {
    changed.forEach((row) => at.ops.put(row));
    visits.forEach((row) => at.visits.put(row));
    at.meta.put({ ...lane, seen: answer.now, heard: Date.now() });
  }));
  return behind.length > 0;
}

/** An office that went back to yesterday's backup knows less than its own receipts say: it gets everything again. */
function lostByOffice(rows, lane, answer) {
  return [...rows].filter((row) => row.box && row.receipt && row.seq > answer.seq && row.lane === lane.lane && row.state !== "refused" && row.state !== "held");
}

/** A proxy may repeat yesterday's answer: what is older than what stands here is nothing new. */
async function newer(store, visits, receipted) {
  const known = new Map((await store.all("visits")).map((visit) => [visit.id, visit]));
  const fresh = visits.filter(({ id, version }) => !(known.has(id) && known.get(id).version > version));
  const whole = await Promise.all(fresh.map((visit) => {
    const here = known.get(visit.id);
    if ("brief" in visit) return here && here.version === visit.brief ? grown(store, here, visit, receipted) : visit;
    if ("on" in visit) return here && here.version === visit.on ? { ...here, ...visit, subject: { ...here.subject, changed: visit.changed ?? "" } } : visit;
    return visit.state === "gone" ? { ...here, ...visit } : visit;
  }));
  return Promise.all(whole.filter((visit) => visit.paths).map((visit) => store.box("visits", visit.id, visit)));
}

/** In brief: since the version that stands here nothing has happened but what this phone has just brought, and all of it counts. */
async function grown(store, visit, { version, changed = "" }, receipted) {
  const [heads, who] = [structuredClone(visit.heads), { ...visit.who }];
  for (const row of receipted.filter((one) => one.visit === visit.id && one.state === "applied").sort((one, other) => one.seq - other.seq)) {
    const op = JSON.parse(await store.unbox("ops", row));
    put(heads, op);
    who[op.id] = { cert: visit.cert, at: op.at };
  }
  return { ...visit, heads, who, version, subject: { ...visit.subject, changed } };
}

/** The store was copied and both copies went on: what was refused is said again in a new lane, under its own ids; under another one
 *  where the office has something else under that id, or it would be refused for ever. */
async function sayAgain(store) {
  const rows = (await store.rows("ops")).filter((row) => row.state === "refused" && ["fork", "reused"].includes(row.why));
  if (!rows.length) return false;
  const [lane, head] = await Promise.all([store.raw("meta", "lane"), store.raw("meta", "head")]);
  if (rows[0].lane === lane.lane) {
    const key = (await store.raw("meta", "vault")).publicKey;
    const fresh = await request("POST", "/api/v1/field/lanes", { key, from: head.seq, app: lane.app, store: `field1-${store.officer}` });
    await store.write(["meta"], (at) => {
      at.meta.put({ ...lane, lane: fresh.lane });
      at.meta.put({ k: "head", seq: head.seq, fp: "" });
    });
  }
  for (const row of rows) {
    const { id, visit, kind, path, base, body, gps } = JSON.parse(await store.unbox("ops", row));
    await append(store, visit, kind, { id: row.why === "fork" ? id : newId(), path, base, body, gps, also: (at) => at.ops.put({ ...row, state: "again" }) });
  }
  return true;
}

/** Texts leave the norm's days after their final receipt, once the department's part is reviewed; numbers and receipts stay. */
async function forget(store) {
  const { seen, limits } = await store.raw("meta", "lane");
  const until = Date.parse(seen) - limits.text_days * 86_400_000;
  const over = new Set((await store.all("visits")).filter((visit) => visit.state === "已审核").map((visit) => visit.id));
  const gone = (await store.rows("ops")).filter((row) => row.box && row.state === "applied" && over.has(row.visit) && Date.parse(row.at) < until);
  if (gone.length) await store.write(["ops"], (at) => gone.forEach(({ iv, box, ...row }) => at.ops.put(row)));
}
