// 核对查证文件 · checks one subject's answer by docs/vdr1.md §17: node verify_inquiry.js ANSWER.json; 0 成立 holds, 1 拒绝 refused
// In a page, after verify_draw.js (whose SHA-256 and SM3 it uses): verifyInquiry(text) gives the answer, or throws an Error.
"use strict"; { // a block: two scripts of one page share their names
const hashes = typeof require === "function" ? require("./verify_draw.js").verifyDraw : globalThis.verifyDraw;
const array = Array.isArray, plain = (x) => Object(x) === x && !array(x), HEX = /^[0-9a-f]{64}$/, SID = /^[A-Z0-9][A-Z0-9:._-]{0,63}$/;
const demand = (holds, why) => { if (!holds) throw new Error(why); };
const canon = (x) => (array(x) ? `[${x.map(canon).join(",")}]` : !plain(x) ? JSON.stringify(x)
  : `{${Object.keys(x).sort().map((key) => `${JSON.stringify(key)}:${canon(x[key])}`).join(",")}}`);
const read = (text, name) => { // canonical, so that no reader can see another thing in it
  const value = JSON.parse(text);
  demand(`${canon(value)}\n` === text, `${name}：不是规范形式 · not canonical`);
  return value; };
const utf8 = (text) => new TextEncoder().encode(text), u32 = (n) => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
const hex = (bytes) => Array.from(bytes, (x) => x.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) || [], (x) => parseInt(x, 16));
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const height = (n) => (n < 16 ? 0 : Math.floor(Math.log2(Math.floor(n / 8))));

function prove(hf, H, { dir, n, root }, { bucket, h, n: said, path }, sid) { // §4: the commitment at the subject's one place, or null
  const idx = hex(hf("idx", dir, sid)), place = (at) => (h ? Number(BigInt(`0x${at}`) >> BigInt(256 - h)) : 0), mine = place(idx);
  const shaped = said === n && h === height(n) && path.length === h && bucket.length <= n && path.every((x) => HEX.test(x))
    && bucket.every(([at, com], i) => HEX.test(at) && HEX.test(com) && place(at) === mine && (!i || bucket[i - 1][0] < at));
  demand(shaped, "证明的形状不对 · not the shape of a proof");
  let top = H(join([0], u32(bucket.length), ...bucket.flat().map(unhex)));
  path.map(unhex).forEach((side, depth) => { top = H((mine >> depth) & 1 ? join([1], side, top) : join([1], top, side)); });
  demand(hex(hf("dir", u32(n), u32(h), top)) === root, "证明与名录根不符 · the proof does not lead to the root");
  return (bucket.find(([at]) => at === idx) || [0, null])[1]; }

function openSeed(hf, manifest, M, seed) { // §7
  const opens = (r, j) => r === "" || (HEX.test(r) && hex(hf("commit", manifest.draw, u32(j), unhex(r))) === seed.commitments[j]);
  const { name, round, fallback } = manifest.beacon, from = [{ name, round }, fallback].filter(Boolean);
  const committed = canon(seed.commitments) === canon(manifest.participants.map((x) => x.commitment));
  demand(committed && seed.reveals.length === seed.commitments.length && seed.reveals.every(opens), "种子与承诺不符 · reveals do not open commitments");
  demand(from.some((x) => x.name === seed.beacon.name && x.round === seed.beacon.round), "不是清单所定的那一期 · not the beacon of the manifest");
  const made = hf("seed", unhex(M), ...seed.reveals.map(unhex), unhex(seed.beacon.value));
  demand(seed.manifest === M && seed.seed === hex(made), "种子与重算不符 · the seed differs");
  return made; }

const drew = (result, sid) => result.lines.filter((x) => x.drawn.includes(sid)).map((x) => x.id);

function chain(hf, H, asked) { // §§17, 18: the deciding files of the draw and, of a replacement, of those behind it, the newest first
  const manifest = JSON.parse(asked.manifest), M = hex(H(utf8(asked.manifest))), { lost = [], first } = manifest;
  const seed = openSeed(hf, manifest, M, read(asked.seed, "seed.json")), result = read(asked.result, "result.json");
  const { digest, ...rest } = read(asked.assignment, "assignment.json"), bundle = hex(H(utf8(asked.assignment)));
  demand(rest.result === hex(H(utf8(asked.result))) && digest === hex(hf("digest", canon(rest))), "结果不是抽取包的 · not the result of the bundle");
  demand(result.manifest === M && result.seed === hex(H(utf8(asked.seed))), "结果不是这份清单和种子的 · not the result of this manifest and seed");
  demand(lost.length > 0 === (asked.first !== undefined), "前次抽取的文件缺少或多余 · files of the draw behind are missing, or too many");
  if (!lost.length) return [{ manifest, seed, result, bundle }];
  const back = chain(hf, H, asked.first), [{ manifest: earlier }] = back, named = first.result === hex(H(utf8(asked.first.result)));
  const alike = ["kind", "suite", "pool", "lines"].every((x) => canon(manifest[x]) === canon(earlier[x]));
  demand(named && first.draw === earlier.draw && alike, "不是所递补的那次抽取 · not the draw that this one replaces in");
  return [{ manifest, seed, result, bundle }, ...back]; }

globalThis.verifyInquiry = (text) => {
  const asked = read(text, "inquiry"), manifest = JSON.parse(asked.manifest), { sid, row } = asked;
  demand(asked.form === "VDR1-inquiry" && SID.test(sid) && [1, 2].includes(manifest.suite), "不是查证文件 · not an answer to an inquiry");
  const H = [hashes.sha256, hashes.sm3][manifest.suite - 1], M = hex(H(utf8(asked.manifest)));
  const hf = (tag, ...fields) => { // §1
    const parts = [`VDR1/${tag}`, ...fields].map((x) => (typeof x === "string" ? utf8(x) : x));
    return H(join(...parts.flatMap((x, i) => [u32(x.length), x, ...(i ? [] : [u32(fields.length)])]))); };
  const [{ seed, result, bundle }, ...behind] = chain(hf, H, asked);
  const com = prove(hf, H, manifest.pool, asked.proof, sid), open = row && row.open;
  const said = row && (open ? hex(hf("leaf", unhex(row.salt), sid, canon([open, row.lock]))) : row.com);
  demand((row === null || row.sid === sid) && com === said, "这一行不是名录里的那一行 · not the row in the list");
  const ticket = hex(H(join(hf("key", "select", seed), utf8(sid)))), drawn = drew(result, sid);
  const codeOf = (number) => Object.keys(open).find((code) => open[code].includes(number));
  const taken = [...drawn, ...behind.flatMap((x) => drew(x.result, sid))], spared = behind.some((x) => x.result.listed.includes(sid));
  const under = [...result.lines.keys()].filter((i) => ticket < result.lines[i].cut && !spared && !taken.includes(result.lines[i].id));
  demand(!row || under.every((i) => open && codeOf(i) !== ""), "号票低于切线，未抽中也未说明 · below a cut, neither drawn nor explained");
  const below = row ? under.map((i) => [result.lines[i].id, codeOf(i) || ""]) : [];
  const before = behind.map((x) => [x.manifest.draw, drew(x.result, sid), x.result.listed.includes(sid)]).filter((x) => x[1].length || x[2]);
  return { draw: manifest.draw, manifest: M, bundle, sid, present: row !== null, ticket, drawn, listed: result.listed.includes(sid), below,
    before: before.map((x) => x.slice(0, 2)) }; };

if (typeof module === "object") module.exports = { verifyInquiry: globalThis.verifyInquiry };
if (typeof require === "function" && require.main === module) {
  try { console.log(canon(globalThis.verifyInquiry(require("node:fs").readFileSync(process.argv[2], "utf8")))); }
  catch (error) { console.log(`拒绝 · refused: ${error.message}`); process.exitCode = 1; } } }
