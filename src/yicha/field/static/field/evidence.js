// Photographs: the original's fingerprint at the moment it is taken, chained; the bytes stay sealed until the office has them all.

import { canonical, sha256 } from "./crypto.js";
import { append } from "./oplog.js";
import { step } from "./store.js";

export const CHUNK = 256 * 1024;
const KEEP_HOURS = 24;
const mine = (file) => IDBKeyRange.bound(`${file}/`, `${file}/~`);

/** Bytes first, then the operation: who is killed in between finds the photograph among the unfinished ones. */
export async function capture(store, visit, path, blob, { taken = new Date().toISOString(), gps = null } = {}) {
  const bytes = blob instanceof ArrayBuffer ? blob : await blob.arrayBuffer();
  const file = await sha256(bytes);
  const parts = [];
  await step("photo-hashed");
  for (let n = 0; n * CHUNK < bytes.byteLength; n += 1) parts.push(await sha256(bytes.slice(n * CHUNK, (n + 1) * CHUNK)));
  const told = { visit, path, file, parts, size: bytes.byteLength, type: blob.type || "image/jpeg", taken, gps };
  await store.put("drafts", await store.box("drafts", `photo|${file}`, { unfinished: told }));
  for (let n = 0; n < parts.length; n += 1) {
    const row = await store.box("chunks", `${file}/${n}`, bytes.slice(n * CHUNK, (n + 1) * CHUNK), { file, n, visit });
    await store.put("chunks", row);
  }
  await step("chunks-kept");
  return record(store, told);
}

function record(store, { visit, path, file, parts, size, type, taken, gps }) {
  const body = async () => {
    const last = (await store.raw("meta", "evidence")) || { n: 0, link: "" };
    const entry = { n: last.n + 1, file, parts, size, type, after: last.link, taken };
    return { ...entry, link: await sha256(canonical(entry)) };
  };
  const also = (at, { n, link }) => {
    at.meta.put({ k: "evidence", n, link }); // in the operation's own transaction, or a kill makes two with one number
    at.drafts.delete(`photo|${file}`);
  };
  return append(store, visit, "photo", { path, body, also, gps });
}

/** Photographs whose bytes lie here without an operation: offered at the next start, never swept silently. */
export async function unfinished(store) {
  const found = (await store.all("drafts")).map((row) => row.unfinished).filter(Boolean);
  return Promise.all(found.map(async (told) => ({ ...told, whole: (await store.rows("chunks", mine(told.file))).length === told.parts.length })));
}

export const finish = (store, told) => record(store, told);

export async function give(store, file) {
  await store.write(["drafts", "chunks"], (at) => {
    at.drafts.delete(`photo|${file}`);
    at.chunks.delete(mine(file));
  });
}

/** Sends what is missing. Only the office's signed receipt for the whole file lets the bytes go, a day later. */
export async function upload(store, request, checked) {
  const waiting = new Map((await store.rows("chunks")).filter((row) => !row.done).map((row) => [row.file, row.visit]));
  const draftsOf = new Set((await unfinished(store)).map(({ file }) => file));
  for (const [file, visit] of waiting) {
    if (draftsOf.has(file)) continue;
    const address = `/api/v1/field/visits/${visit}/files/${file}`;
    let state = await request("GET", address);
    if (!state) continue; // its operation is not with the office yet
    for (const n of state.missing || []) {
      const row = await store.raw("chunks", `${file}/${n}`);
      if (!row) break;
      await step("chunk-before");
      state = await request("PUT", `${address}/${n}`, await store.bytes("chunks", row));
      await step("chunk-sent");
    }
    if (state && state.receipt && (await checked(state.receipt)) && JSON.parse(state.receipt.text).file === file) await receipted(store, file, state.receipt);
  }
}

async function receipted(store, file, receipt) {
  await step("file-receipted");
  const [rows, { seen: done }] = await Promise.all([store.rows("chunks", mine(file)), store.raw("meta", "lane")]);
  await store.write(["chunks", "meta"], (at) => {
    at.meta.put({ k: `file/${file}`, receipt });
    for (const row of rows) at.chunks.put({ ...row, done });
  });
  await step("file-freed");
}

/** Bytes that the office has signed for leave after a day of the office's clock; at once when room is short. */
export async function free(store, hours = KEEP_HOURS) {
  const until = Date.parse((await store.raw("meta", "lane")).seen) - hours * 3_600_000;
  const gone = (await store.rows("chunks")).filter((row) => row.done && Date.parse(row.done) <= until);
  if (gone.length) await store.write(["chunks"], (at) => gone.forEach((row) => at.chunks.delete(row.k)));
  return gone.length;
}

/** The picture, if its bytes are still here. */
export async function picture(store, file, type) {
  const rows = (await store.rows("chunks", mine(file))).sort((one, other) => one.n - other.n);
  return rows.length ? new Blob(await Promise.all(rows.map((row) => store.bytes("chunks", row))), { type }) : null;
}
