// 核验抽取包 · checks a draw bundle by docs/draw.md (§): node verify_draw.js BUNDLE (folder or .zip); 0 成立 holds, 1 拒绝 refused, 2 无包 no bundle.
// In a page, also on plain http: <script type="module" src="verify_draw.js"> sets globalThis.verifyDraw({name: Uint8Array}) → report, or an Error.
"use strict";

const SIX = ["manifest.json", "pool.jsonl", "officers.jsonl", "seed.json", "result.json", "assignment.json"];
const [MANIFEST, POOL, OFFICERS, SEED, RESULT, ASSIGNMENT] = SIX, CHECKPOINT = "log/checkpoint", PROOFS = "log/proofs.jsonl";

function need(where, holds) { // {what, in Chinese and English: whether it holds}
  for (const what of Object.keys(holds)) if (!holds[what]) throw new Error(`${where}: ${what.replace(/_/g, " ")}`);
}
const smaller = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const rises = (list) => list.every((x, i) => i === 0 || list[i - 1] < x);
const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);
const sum = (list) => list.reduce((a, b) => a + b, 0);
const add = (lists, key, x) => (lists.has(key) ? lists.get(key).push(x) : lists.set(key, [x])); // to one list of a Map

// ---- §1 bytes and hashes

const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (x) => (x + 256).toString(16).slice(1)).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
const u32 = (n) => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
const number = (text) => BigInt("0x" + text);
const wide = (n) => n.toString(16).padStart(64, "0");

function join(...parts) {
  const whole = new Uint8Array(sum(parts.map((part) => part.length)));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

function digest(message, start, compress) { // in blocks of 64 bytes, as SHA-256 and SM3 do
  const size = ((message.length + 72) >> 6) << 6, padded = new Uint8Array(size), view = new DataView(padded.buffer), w = new Int32Array(68);
  padded.set(message);
  padded[message.length] = 128;
  view.setUint32(size - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(size - 4, message.length << 3);
  let state = start;
  for (let at = 0; at < size; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
    state = compress(state, w);
  }
  return join(...state.map(u32));
}
const words = (text) => text.match(/.{8}/g).map((word) => parseInt(word, 16) | 0);
const turn = (x, n) => (x << n) | (x >>> (32 - n));

const SHA256_START = words("6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19");
const SHA256_K = words("428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5d807aa9812835b01243185be550c7dc372be5d7480deb1fe9bdc06a7c19bf174"
  + "e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca635114292967"
  + "27b70a852e1b21384d2c6dfc53380d13650a7354766a0abb81c2c92e92722c85a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070"
  + "19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3748f82ee78a5636f84c878148cc7020890befffaa4506cebbef9a3f7c67178f2");
const sha256 = (message) => digest(message, SHA256_START, (state, w) => {
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const x = w[(i + 1) % 16], y = w[(i + 14) % 16], s0 = turn(x, 25) ^ turn(x, 14) ^ (x >>> 3), s1 = turn(y, 15) ^ turn(y, 13) ^ (y >>> 10);
    const t = (h + (turn(e, 26) ^ turn(e, 21) ^ turn(e, 7)) + ((e & f) ^ (~e & g)) + SHA256_K[i] + w[i % 16]) | 0;
    const u = (turn(a, 30) ^ turn(a, 19) ^ turn(a, 10)) + ((a & b) ^ (a & c) ^ (b & c));
    w[i % 16] += s0 + s1 + w[(i + 9) % 16]; // what stands there 16 rounds later
    h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((x, i) => (x + state[i]) | 0);
});

const SM3_START = words("7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e");
const sm3 = (message) => digest(message, SM3_START, (state, w) => { // GB/T 32905
  for (let i = 16; i < 68; i++) {
    const x = w[i - 16] ^ w[i - 9] ^ turn(w[i - 3], 15);
    w[i] = x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[i - 13], 7) ^ w[i - 6];
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s = turn((turn(a, 12) + e + turn(i < 16 ? 0x79cc4519 : 0x7a879d8a, i % 32)) | 0, 7);
    const t = ((i < 16 ? e ^ f ^ g : (e & f) | (~e & g)) + h + s + w[i]) | 0;
    const u = ((i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (s ^ turn(a, 12)) + (w[i] ^ w[i + 4])) | 0;
    h = g; g = turn(f, 19); f = e; e = t ^ turn(t, 9) ^ turn(t, 17); d = c; c = turn(b, 9); b = a; a = u;
  }
  return [a, b, c, d, e, f, g, h].map((x, i) => x ^ state[i]);
});

// ---- §1 JSON, strict: no key twice, no lone surrogate; a number that is not a safe integer becomes NaN, which fits no form

function parse(content, name) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  let at = 0;
  const token = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    need(`${name} @${at}`, { "不是 JSON · not JSON": found });
    at = pattern.lastIndex;
    return found[0];
  };
  const next = () => token(/[ \t\n\r]*/y) + token(/(?=[^])|$/y) && text[at]; // eslint-free peek
  return [token, next];
}
