// What the officer did, as a chain of sealed operations. Drafts are kept while he types, an operation when he goes on.

import { canonical, newId, sha256 } from "./crypto.js";
import { step } from "./store.js";

const session = newId();
export const UNSENT = new Set(["sealed", "held"]);
const HEADS = new Set(["answer", "photo", "void", "note"]);

const sameBox = (one, other) => Boolean(one && other) && one.iv.every((byte, at) => byte === other.iv[at]);

/** Appends one operation. The head is compared inside the transaction, so that two tabs cannot take one number.
 *  `body` may be a function: it is asked anew at each try. `also` writes into the same transaction. `from` is the draft that it is
 *  made of: whoever finds it gone or rewritten adds nothing (null), and it goes with the operation. */
export async function append(store, visit, kind, { id = newId(), path = "", base = [], body = {}, gps = null, also, from } = {}) {
  const task = await store.get("visits", visit);
  for (;;) {
    const [lane, head] = await Promise.all([store.raw("meta", "lane"), store.raw("meta", "head")]);
    const said = typeof body === "function" ? await body() : body;
    const op = {
      v: 1, id, lane: lane.lane, seq: head.seq + 1, prev: head.fp, visit, form: task.form, kind, path, base, body: said,
      at: new Date().toISOString(), mono: Math.round(performance.now()), session, seen: lane.seen, gps,
    };
    const text = canonical(op);
    const fp = await sha256(text);
    const row = await store.box("ops", op.seq, text, { state: "sealed", lane: op.lane, visit });
    await step(`${kind}-made`);
    const kept = await store.write(["meta", "ops", "drafts"], (at, end) => {
      const add = () => {
        at.ops.add(row);
        at.meta.put({ k: "head", seq: op.seq, fp });
        if (from) at.drafts.delete(from.k);
        if (also) also(at, said);
        end("kept");
      };
      const ours = ({ target }) => (sameBox(target.result, from) ? add() : end("gone"));
      at.meta.get("head").onsuccess = ({ target }) => {
        if (target.result.seq !== head.seq || target.result.fp !== head.fp) end(false);
        else if (from) at.drafts.get(from.k).onsuccess = ours;
        else add();
      };
    });
    await step(`${kind}-kept`);
    if (kept) return kept === "gone" ? null : op;
  }
}

/** Every operation on this phone with its state, oldest first. What was opened once stays open until the store is locked. */
export async function log(store) {
  const rows = await store.rows("ops");
  return Promise.all(rows.map(async (row) => {
    if (!row.box) return { row, op: null };
    if (!store.texts.has(row.seq)) store.texts.set(row.seq, JSON.parse(await store.unbox("ops", row)));
    return { row, op: store.texts.get(row.seq) };
  }));
}

/** What stands on the screen: the office's heads, and on top the own operations that it has not judged yet. */
export async function fields(store, visit) {
  const task = await store.get("visits", visit);
  const heads = JSON.parse(JSON.stringify(task.heads));
  for (const { row, op } of await log(store)) if (op && UNSENT.has(row.state) && op.visit === visit && HEADS.has(op.kind)) put(heads, op);
  return heads;
}

/** What an operation makes of what stands there. */
export function put(heads, op) {
  const here = (heads[op.path] = heads[op.path] || {});
  for (const gone of op.base) delete here[gone];
  if (op.kind !== "void") here[op.id] = op.body;
}

const draftKey = (visit, path) => `${visit}|${path}`;

/** While he types. `base` is what stood on the screen when he began: only that will be replaced. */
export async function draft(store, visit, path, value) {
  const key = draftKey(visit, path);
  const begun = await store.get("drafts", key);
  const base = begun ? begun.base : Object.keys((await fields(store, visit))[path] || {});
  await step("draft-before");
  await store.put("drafts", await store.box("drafts", key, { visit, path, value, base, at: Date.now() }));
  await step("draft-kept");
}

export const drafted = (store, visit, path) => store.get("drafts", draftKey(visit, path));

/** He leaves the card: the draft becomes an operation. */
export async function seal(store, visit, path) {
  const from = await store.raw("drafts", draftKey(visit, path));
  if (!from) return null;
  const found = await store.unbox("drafts", from);
  return append(store, visit, "answer", { path, base: found.base, body: found.value, from });
}

/** A form as far as it is filled in: one box a form, which goes with the operation that is made of it. */
export const fill = async (store, visit, name, said) => store.put("drafts", await store.box("drafts", draftKey(visit, name), { filled: said }));
export const filled = async (store, visit, name) => (await drafted(store, visit, name) || {}).filled;
export const filling = (store, visit, name) => store.raw("drafts", draftKey(visit, name));

export const drafts = async (store) => (await store.all("drafts")).filter((found) => found.value);

/** Before a sync, a signature, a new version of the app: what is whole and not on the screen any more is sealed. */
export async function sealAll(store, isWhole, but = "") {
  for (const { visit, path, value } of await drafts(store)) if (draftKey(visit, path) !== but && (await isWhole(visit, path, value))) await seal(store, visit, path);
}

/** What he has seen: the fingerprint of the heads of these paths (I-8). */
export async function covers(store, visit, paths) {
  const heads = await fields(store, visit);
  const seen = {};
  for (const path of paths) if (Object.keys(heads[path] || {}).length) seen[path] = Object.keys(heads[path]).sort();
  return sha256(canonical(seen));
}
