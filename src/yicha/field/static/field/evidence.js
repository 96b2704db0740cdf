// Photographs, film, sound: the original's fingerprint at the moment it is taken, chained; the bytes stay sealed until the office has them all.

import { small } from "./copy.js";
import { canonical, sha256 } from "./crypto.js";
import { append } from "./oplog.js";
import { Sha256 } from "./sha256.js";
import { step } from "./store.js";

export const CHUNK = 256 * 1024;
const LARGE = 20 << 20; // more than a photograph
const ROOM_MS = 1500; // the space of a deleted row comes back late
const below = (place) => IDBKeyRange.bound(`${place}/`, `${place}/~`);

/** Bytes first, then the operation: who is killed in between finds the photograph among the unfinished ones. */
export async function capture(store, visit, path, blob, { taken = new Date().toISOString(), gps = null } = {}) {
  const whole = blob instanceof Blob ? blob : new Blob([blob]);
  const { file, parts } = await fingerprints(whole);
  await step("photo-hashed");
  const told = { visit, path, file, parts, size: whole.size, type: blob.type || "image/jpeg", taken, gps, copy: await small(whole) };
  try {
    await keep(store, told, whole);
    return await record(store, told);
  } catch (problem) {
    await give(store, told); // a full disk: nothing half is left, the officer is told
    throw problem;
  }
}

const slice = (blob, n) => blob.slice(n * CHUNK, (n + 1) * CHUNK).arrayBuffer();

/** Of the whole and of its parts, one part in memory at a time: a film of 200 MB does not fit into a phone. */
async function fingerprints(blob) {
  const [whole, parts] = [new Sha256(), []];
  for (let n = 0; n * CHUNK < blob.size; n += 1) {
    const bytes = await slice(blob, n);
    parts.push(await sha256(bytes));
    if (blob.size > LARGE) whole.update(new Uint8Array(bytes));
  }
  return { file: blob.size > LARGE ? whole.hex() : await sha256(await blob.arrayBuffer()), parts };
}

async function keep(store, told, blob) {
  const { file, visit } = told;
  await store.put("drafts", await store.box("drafts", `photo|${file}`, { unfinished: told }));
  for (let n = 0; n < told.parts.length; n += 1) {
    const row = await store.box("chunks", `${visit}/${file}/${n}`, await slice(blob, n), { file, n, visit });
    await store.put("chunks", row);
  }
  await step("chunks-kept");
}

async function record(store, { visit, path, file, parts, size, type, taken, gps, copy }) {
  const body = async () => {
    const last = (await store.raw("meta", "evidence")) || { n: 0, link: "" };
    const entry = { n: last.n + 1, file, parts, size, type, after: last.link, taken, ...(copy && { copy }) };
    return { ...entry, link: await sha256(canonical(entry)) };
  };
  const also = (at, { n, link }) => at.meta.put({ k: "evidence", n, link }); // in one transaction, or a kill makes two with one number
  const from = await store.raw("drafts", `photo|${file}`);
  return from ? append(store, visit, "photo", { path, body, also, gps, from }) : null;
}

/** Photographs whose bytes lie here without an operation: offered at the next start, never swept silently. */
export async function unfinished(store) {
  const found = (await store.all("drafts")).map((row) => row.unfinished).filter(Boolean);
  return Promise.all(found.map(async (told) => ({ ...told, whole: (await store.rows("chunks", below(`${told.visit}/${told.file}`))).length === told.parts.length })));
}

export const finish = (store, told) => record(store, told);

export async function give(store, { visit, file }) {
  await store.write(["drafts", "chunks"], (at) => {
    at.drafts.delete(`photo|${file}`);
    at.chunks.delete(below(`${visit}/${file}`));
  });
}

/** Every file whose bytes are here: where it lies, and the office's receipt if it has one. */
async function files(store) {
  const receipts = new Map((await store.rows("meta", below("file"))).map((row) => [row.k.slice("file/".length), row]));
  const keys = await store.keysOf("chunks");
  return [...new Set(keys.map((key) => key.slice(0, key.lastIndexOf("/"))))].map((place) => ({ place, receipt: receipts.get(place) }));
}

/** Which originals the office has signed for: `file/visit/fingerprint`. */
export const originals = async (store) => new Set((await store.keysOf("meta")).filter((key) => key.startsWith("file/")));

/** Sends what is missing. Only the office's signed receipt for the whole file lets the bytes go, a day later. */
export async function upload(store, request, checked) {
  const begun = new Set((await unfinished(store)).map(({ visit, file }) => `${visit}/${file}`));
  for (const { place, receipt } of await files(store)) {
    const [visit, file] = place.split("/");
    if (receipt || begun.has(place)) continue;
    const address = `/api/v1/field/visits/${visit}/files/${file}`;
    let state = await request("GET", address);
    if (!state) continue; // its operation is not with the office yet
    for (const n of state.missing) {
      const row = await store.raw("chunks", `${place}/${n}`);
      if (!row) break;
      await step("chunk-before");
      state = await request("PUT", `${address}/${n}`, await store.bytes("chunks", row));
      await step("chunk-sent");
    }
    if (state.receipt && (await checked(state.receipt)) && JSON.parse(state.receipt.text).file === file) await settle(store, place, state.receipt);
  }
}

async function settle(store, place, receipt) {
  await step("file-receipted");
  const { seen } = await store.raw("meta", "lane");
  await withRoom(store, () => store.put("meta", { k: `file/${place}`, receipt, seen }));
  await step("file-freed");
}

/** Bytes that the office has signed for leave after the norm's hours of the office's clock; at once when room is short. */
export async function free(store, atOnce = false) {
  const { seen, limits } = await store.raw("meta", "lane");
  const until = Date.parse(seen) - (atOnce ? 0 : limits.chunk_hours * 3_600_000);
  const gone = (await files(store)).filter(({ receipt }) => receipt && Date.parse(receipt.seen) <= until);
  if (gone.length) await store.write(["chunks"], (at) => gone.forEach(({ place }) => at.chunks.delete(below(place))));
}

/** Receipts fit on a full phone too: 4 MB were set aside for them. */
export async function withRoom(store, save) {
  try {
    await save();
  } catch (problem) {
    if (problem.name !== "QuotaExceededError") throw problem;
    await store.remove("meta", "ballast");
    await free(store, true);
    await new Promise((resolve) => setTimeout(resolve, ROOM_MS));
    await save();
  }
}

/** The picture, if its bytes are still here. */
export async function picture(store, visit, file, type) {
  const rows = (await store.rows("chunks", below(`${visit}/${file}`))).sort((one, other) => one.n - other.n);
  return rows.length ? new Blob(await Promise.all(rows.map((row) => store.bytes("chunks", row))), { type }) : null;
}
