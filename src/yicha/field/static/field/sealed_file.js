// When no network comes: everything unsent as one sealed and signed file that any desk or colleague can hand in.

import { hex, random, sign } from "./crypto.js";
import { h } from "./dom.js";
import { UNSENT } from "./oplog.js";

/** The name and the text of the file. A locked store cannot sign: somebody at the office will look at each of its acts. */
async function sealedFile(store) {
  const [{ lane }, { rescue }] = await Promise.all([store.raw("meta", "lane"), store.raw("meta", "vault")]);
  const rows = (await store.rows("ops")).filter((row) => UNSENT.has(row.state));
  const texts = store.keys ? await Promise.all(rows.map((row) => store.unbox("ops", row))) : [];
  const ops = rows.map((row) => [row.seq, hex(row.iv), hex(row.box)]);
  const text = JSON.stringify({ v: "FIELD1-EXPORT", lane, rescue, ops, sig: store.keys ? await sign(store.keys, texts.join("\n")) : "" });
  const day = new Date().toLocaleDateString("sv"); // 2026-04-22
  return { name: `一查-${day}-${hex(random(2))}.yc1`, text };
}

/** Beside every way to the file: the acts are in it, with the fingerprints of what was taken; the bytes stay until there is a network. */
export const ONLY_ACTS = "文件里有全部记录，没有照片和视频。它们留在手机上，有网再传";

/** Into the phone's downloads. */
export async function saveFile(store) {
  const { name, text } = await sealedFile(store);
  const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
