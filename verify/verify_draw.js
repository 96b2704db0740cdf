// 核验抽取包 · checks a draw bundle by docs/vdr1.md (§): node verify_draw.js BUNDLE (folder or .zip); 0 成立 holds, 1 拒绝 refused, 2 无包 no bundle
// In a page, on plain http too: <script type="module" src="verify_draw.js"> sets verifyDraw({name: Uint8Array}): the report, or an Error.
// Closing braces stand at the end of a block's last line, so that the whole fits on a few pages.
"use strict"; const SIX = ["manifest.json", "pool.jsonl", "officers.jsonl", "seed.json", "result.json", "assignment.json"];
const [MANIFEST, POOL, OFFICERS, SEED, RESULT, ASSIGNMENT] = SIX, CHECKPOINT = "log/checkpoint", PROOFS = "log/proofs.jsonl", SEALED = "log/sealed";
let files, m, H, mark, pool, officers, ticket, below, matchKey, back, gone; // of the bundle at hand; back: of the draws behind it
const need = (where, holds) => Object.keys(holds).forEach((what) => { if (!holds[what]) throw new Error(`${where}: ${what}`); });
const smaller = (a, b) => (a < b ? -1 : a > b ? 1 : 0), least = (a, b) => (b < a ? b : a), most = (a, b) => (b > a ? b : a);
const rises = (list) => list.every((x, i) => !i || list[i - 1] < x), same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const twice = (list) => new Set(list).size < list.length, sum = (list, zero = 0) => list.reduce((a, b) => a + b, zero);
const length = (parts) => sum(parts.map((x) => x.length)), array = Array.isArray;
const own = (x, key) => Object.prototype.hasOwnProperty.call(x, key), plain = (x) => Object(x) === x && !array(x);
const add = (lists, key, x) => (lists.has(key) ? lists.get(key).push(x) : lists.set(key, [x])); // to one list of a Map
// ---- §1 bytes and hashes
const utf8 = (text) => new TextEncoder().encode(text), decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const HEX = [...Array(256).keys()].map((x) => (x + 256).toString(16).slice(1)), half = (c) => c - (c > 96 ? 87 : 48);
const hex = (bytes) => { let s = ""; for (const x of bytes) s += HEX[x]; return s; }, wide = (n) => n.toString(16).padStart(64, "0");
const [zero, one] = [0, 1].map((x) => Uint8Array.of(x)), unhex = (text) => into(new Uint8Array(text.length / 2), text);
function into(bytes, text) { for (let i = 0; i < bytes.length; i++) bytes[i] = 16 * half(text.charCodeAt(2 * i)) + half(text.charCodeAt(2 * i + 1)); return bytes; }
const u32 = (n) => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n), number = (text) => BigInt(`0x${text.slice(0, 64)}`), W = new Int32Array(68); // W: of a block
const PRIMES = [...Array(312).keys()].filter((n) => n > 1 && ![...Array(n).keys()].some((d) => d > 1 && n % d === 0)); // 64 of them
const turn = (x, n) => (x << n) | (x >>> (32 - n)), bits = (x) => ((x % 1) * 2 ** 32) | 0; // bits: the first 32 behind the point
const SHA256_START = PRIMES.slice(0, 8).map((p) => bits(Math.sqrt(p))), SHA256_K = Int32Array.from(PRIMES, (p) => bits(Math.cbrt(p)));
const SM3_START = "7380166f 4914b2b9 172442d7 da8a0600 a96f30bc 163138aa e38dee4d b0fb0e4e".split(" ").map((x) => parseInt(x, 16) | 0);
function join(...parts) { const all = new Uint8Array(length(parts)); let at = 0; for (const x of parts) { all.set(x, at); at += x.length; } return all; }
const state = new Int32Array(8), tail = new Uint8Array(128); // tail: the last bytes of a message, its ending and its length in bits
function digest(message, size, start, compress) { // of its first bytes, in blocks of 64, as SHA-256 and SM3 do
  const whole = size & ~63, end = size - whole < 56 ? 64 : 128, long = [Math.floor(size / 2 ** 29), size << 3]; state.set(start); tail.fill(0);
  for (let at = whole; at < size; at++) tail[at - whole] = message[at];
  tail[size - whole] = 128; for (let i = 0; i < 8; i++) tail[end - 8 + i] = long[i >> 2] >>> (24 - 8 * (i & 3));
  for (let at = 0; at < whole; at += 64) take(message, at, compress); for (let at = 0; at < end; at += 64) take(tail, at, compress);
  const found = new Uint8Array(32); for (let i = 0; i < 32; i++) found[i] = state[i >> 2] >>> (24 - 8 * (i & 3)); return found; }
const word = (x, at) => (x[at] << 24) | (x[at + 1] << 16) | (x[at + 2] << 8) | x[at + 3];
function take(x, at, compress) { for (let i = 0; i < 16; i++) W[i] = word(x, at + 4 * i); compress(state, W); }
const sha256 = (message, size = message.length) => digest(message, size, SHA256_START, compressSHA256);
const sm3 = (message, size = message.length) => digest(message, size, SM3_START, compressSM3);
function compressSHA256(s, w) { let a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7]; for (let i = 0; i < 64; i++) {
    const x = w[(i + 1) & 15], y = w[(i + 14) & 15], p = turn(x, 25) ^ turn(x, 14) ^ (x >>> 3), q = turn(y, 15) ^ turn(y, 13) ^ (y >>> 10);
    const t = (h + (turn(e, 26) ^ turn(e, 21) ^ turn(e, 7)) + ((e & f) ^ (~e & g)) + SHA256_K[i] + w[i & 15]) | 0;
    const u = ((turn(a, 30) ^ turn(a, 19) ^ turn(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    w[i & 15] += p + q + w[(i + 9) & 15]; // what stands there 16 rounds later
    h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0; }
  s[0] += a; s[1] += b; s[2] += c; s[3] += d; s[4] += e; s[5] += f; s[6] += g; s[7] += h; }
function compressSM3(v, w) { const mix = (x) => x ^ turn(x, 15) ^ turn(x, 23); // GB/T 32905
  for (let i = 16; i < 68; i++) w[i] = mix(w[i - 16] ^ w[i - 9] ^ turn(w[i - 3], 15)) ^ turn(w[i - 13], 7) ^ w[i - 6];
  let a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7]; for (let i = 0; i < 64; i++) {
    const s = turn((turn(a, 12) + e + turn(i < 16 ? 0x79cc4519 : 0x7a879d8a, i % 32)) | 0, 7);
    const t = ((i < 16 ? e ^ f ^ g : (e & f) | (~e & g)) + h + s + w[i]) | 0;
    const u = ((i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (s ^ turn(a, 12)) + (w[i] ^ w[i + 4])) | 0;
    h = g; g = turn(f, 19); f = e; e = t ^ turn(t, 9) ^ turn(t, 17); d = c; c = turn(b, 9); b = a; a = u; }
  v[0] ^= a; v[1] ^= b; v[2] ^= c; v[3] ^= d; v[4] ^= e; v[5] ^= f; v[6] ^= g; v[7] ^= h; }
function after(head, sized) { // H(head ‖ id), or with the id's length before it: ids are ASCII, so one buffer does for a million
  const from = head.length + (sized ? 4 : 0), all = new Uint8Array(from + 64); all.set(head);
  return (id) => { if (sized) all[from - 1] = id.length; for (let i = 0; i < id.length; i++) all[from + i] = id.charCodeAt(i); return H(all, from + id.length); }; }
function frame(tag, ...fields) { const parts = [`VDR1/${tag}`, ...fields].map((x) => (typeof x === "string" ? utf8(x) : typeof x === "number" ? u32(x) : x));
  return join(...parts.flatMap((x, i) => (i ? [u32(x.length), x] : [u32(x.length), x, u32(fields.length)]))); }
const hf = (...fields) => H(frame(...fields)), hx = (...fields) => hex(hf(...fields)), equals = (name, x) => `${canon(x)}\n` === decoder.decode(files[name]);
// ---- §1 JSON: JSON.parse would let pass a key that stands twice, 1.0 for 1, half a character; the forms of §§3, 5 to 9
const keysIn = (x) => (Object(x) === x ? sum(Object.values(x).map(keysIn)) + (plain(x) ? Object.keys(x).length : 0) : 0);
const canon = (x) => (array(x) ? `[${x.map(canon).join(",")}]` : !plain(x) ? JSON.stringify(x)
  : `{${Object.keys(x).sort().map((key) => `${JSON.stringify(key)}:${canon(x[key])}`).join(",")}}`);
function parse(text, name) { const value = JSON.parse(text), bare = text.replace(/"(?:[^"\\]+|\\.)*"/g, ""); // bare: without its strings
  const once = bare.split(":").length - 1 === keysIn(value), whole = !/\\ud/.test(canon(value).replace(/\\\\/g, ""));
  need(name, { "键重复 a key twice": once, "非整数 not an integer": !/\d[.eE]/.test(bare), "半个字符 lone surrogate": whole }); return value; }
const WORDS = { text: /^/, some: /[^]/, sid: /^[A-Z0-9][A-Z0-9:._-]{0,63}$/, label: /^[A-Za-z0-9_.:*-]{1,32}$/, hex: /^([0-9a-f]{2})*$/,
  hex16: /^[0-9a-f]{32}$/, hex32: /^[0-9a-f]{64}$/, decimal: /^(0|[1-9][0-9]{0,15})$/, day: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, empty: /^$/,
  VDR1: /^VDR1$/, kind: /^(subjects|officers|double)$/ };
// A form: word, nat (integer from 0), pos (from 1), …|…; [each]; [first,second]; {key:…,key&key:…,*word:…}, …: others too; ?: or null
const FORMS = `{manifest.json:{algorithm:VDR1,suite:pos,kind:kind,draw:sid,title:text,pool&officers:{dir:sid,hash&root:hex32,n:nat,…:x},overhead:nat,
codes:{*label:text},lines:[{id&department&item&scope:text,members&eligible&minutes&officers:nat,strata:[[label,nat,pos,nat,nat|null]],total:nat|null,
cover:[[text,nat]],skills:[text],…:x}],weeks:{*decimal:[day,day,nat]},participants:[{commitment:hex32,key&name:text,…:x}],beacon:{fallback:{?:x,
name&round:text,…:x},name&round:text,…:x},first:{?:x,draw:sid,result:hex32,…:x},programme:hex,lost:[[nat,sid,label]],times:{*text:text},log:{?:x,
key&origin:text,quorum:nat,witnesses:[text],…:x},…:x},shut:{com:hex32,sid:sid},hidden:{com:hex32,pid:hex16},opened:{lock:hex32,
open:{*label|empty:[nat]},salt:hex16,sid:sid},subject:{open:{*label|empty:[nat]},pepper&salt:hex16,sid:sid,sealed:{attrs:[text],strata:{*label:[nat]},
town:text,weights:{*decimal:[nat]}}},visit:{open:{*none:nat},pepper&salt:hex16,sid:sid,sealed:{barred:[text],slots:[[text,nat,[text]]],subject:sid,
town:text,week:nat}},officer:{id:some,salt:hex16,record:{absent:[nat],booked:{*decimal:[nat,nat]},department&name:text,minutes:nat,recused:[sid],
skills&towns:[text],valid_to:day|empty}},seed.json:{beacon:{name&round:text,value:hex},commitments:[hex32],manifest&seed:hex32,reveals:[hex32|empty]},
result.json:{lines:[{cut:hex32,drawn:[sid],id:text,selected:nat}],listed:[sid],manifest&seed:hex32},assignment.json:{digest&result:hex32,groups:[[text,
nat,pos,nat,nat]],tasks:[[sid,[[text,hex16|null]]]]},log/proofs.jsonl:{file&leaf:text,index:nat,path:[hex32]},salted:{checkpoint&file&leaf&text:text,
index:nat,path:[hex32],salt:hex16}}`;
const READ = JSON.parse(FORMS.replace(/[^\[\]{}:,\s]+/g, '"$&"')); const HEAD = /^[^\n]+\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n/;
function fits(x, form) { if (array(form)) return array(x) && [1, x.length].includes(form.length) && x.every((y, i) => fits(y, form[i % form.length]));
  if (plain(form) && plain(x)) {
    const wanted = new Map(Object.keys(form).flatMap((keys) => keys.split("&").map((key) => [key, form[keys]])));
    const [more, known] = [true, false].map((mark) => [...wanted.keys()].filter((key) => /^[*?…]/.test(key) === mark));
    const fit = (key) => more.some((wild) => wild === "…" || (wild !== "?" && fits(key, wild.slice(1)) && fits(x[key], wanted.get(wild))));
    return known.every((key) => own(x, key) && fits(x[key], wanted.get(key))) && Object.keys(x).every((k) => known.includes(k) || fit(k)); }
  if (x === null) return plain(form) ? own(form, "?") : /null/.test(form);
  if (typeof x === "number") return Number.isSafeInteger(x) && ((/^nat/.test(form) && x >= 0) || (form === "pos" && x >= 1));
  return typeof x === "string" && typeof form === "string" && form.split("|").some((word) => own(WORDS, word) && WORDS[word].test(x)); }
const SHUT = /^\{"com":"([0-9a-f]{64})","sid":"([A-Z0-9][A-Z0-9:._-]{0,63})"\}$/; // form and canonical writing of a closed row in one
function read(name, forms) { // §10.1: the rows of a file; a .json file is one row
  const text = decoder.decode(files[name]), lines = name === MANIFEST ? [text, ""] : text.split("\n"), rest = lines.pop();
  const more = name === MANIFEST ? { lost: [] } : {}, free = [MANIFEST, PROOFS].includes(name), known = /^shut/.test(forms) ? SHUT : /$^/;
  need(name, { "格式 form": !rest && (lines.length === 1 || /l$/.test(name)) }); return lines.map((line) => {
    const shut = known.exec(line); if (shut) return { com: shut[1], sid: shut[2] };
    const row = { ...more, ...parse(line, name) }, fit = forms.split("|").some((form) => fits(row, READ[form])), again = free || canon(row) === line;
    need(name, { "格式 form": fit, "规范写法 canonical form": again }); return row; }); }
function readList(name, said, forms) { // §§4 to 6, §10.2: the rows by sid or pid
  const list = read(name, forms).map((row) => { if (row.com) return [row.sid || row.pid, row, row.com];
    const id = row.sid || row.id, salt = unhex(row.salt); const lock = row.sealed ? hx("lock", unhex(row.pepper), id, canon(row.sealed)) : row.lock;
    return [row.sid || hx("officer", salt, id).slice(0, 32), row, hx("leaf", salt, id, canon(row.record || [row.open, lock]))]; });
  const n = list.length, h = n < 16 ? 0 : 31 - Math.clz32(n >> 3), idx = after(frame("idx", said.dir, "").slice(0, -4), true);
  const entries = new Uint8Array(64 * n), order = new Uint32Array(n), ends = new Uint32Array(2 ** h), entry = (i) => entries.subarray(64 * i, 64 * i + 64);
  const place = (i) => h && word(entries, 64 * i) >>> (32 - h);
  list.forEach(([key, , com], i) => { entries.set(idx(key), 64 * i); into(entry(i).subarray(32), com); ends[place(i)]++; });
  const sizes = ends.slice(); ends.forEach((size, b) => { if (b) ends[b] += ends[b - 1]; }); for (let i = n - 1; i >= 0; i--) order[--ends[place(i)]] = i;
  const ascend = (x, y) => { for (let i = 0, d = 0; i < 64; i++) if ((d = entries[64 * x + i] - entries[64 * y + i])) return d; return 0; };
  let level = Array.from(sizes, (size, b) => H(join(zero, u32(size), ...Array.from(order.subarray(ends[b], ends[b] + size)).sort(ascend).map(entry))));
  while (level.length > 1) level = level.flatMap((left, i) => (i % 2 ? [] : [H(join(one, left, level[i + 1]))]));
  const root = hx("dir", n, h, level[0]), rising = rises(list.map((x) => x[0]));
  need(name, { "行数 number of rows": n === said.n, "次序 order": rising, "树根 root": said.root === root }); return new Map(list); }
function openSeed() { // §7: sets the tickets, which sort as (T, sid); whether this was a test
  const [given] = read(SEED, SEED), { beacon } = m, { name, round, value } = given.beacon, sealed = m.participants.map((x) => x.commitment);
  const opened = given.reveals.map((reveal, j) => (reveal ? hx("commit", m.draw, j, unhex(reveal)) : sealed[j]));
  need(SEED, { "揭示 reveals": same(opened, sealed) && same(given.commitments, sealed), "清单 manifest": given.manifest === mark[MANIFEST] });
  const seed = hf("seed", unhex(mark[MANIFEST]), ...given.reveals.map(unhex), unhex(value)), key = hf("key", "select", seed);
  const named = [beacon, beacon.fallback].some((x) => x && x.name === name && x.round === round);
  need(SEED, { "信标 beacon": named, "种子 seed": given.seed === hex(seed) }); matchKey = hf("key", "match", seed);
  const T = after(key), known = new Map(); ticket = (sid) => { if (!known.has(sid)) known.set(sid, hex(T(sid)) + sid); return known.get(sid); };
  below = (cut) => [...pool.keys()].filter((sid) => T(sid)[0] <= parseInt(cut.slice(0, 2), 16)).filter((sid) => ticket(sid).slice(0, 64) < cut);
  return name === "test" || beacon.name === "test"; }
function spread(grouped, sid) { // {value: [line numbers]} → Map of line number: value (§5)
  const found = Object.keys(grouped).flatMap((value) => grouped[value].map((n) => [n, value])), numbers = found.map((x) => x[0]);
  const right = Object.values(grouped).every((list) => list.length && rises(list)) && numbers.every((n) => n < m.lines.length);
  need(sid, { "计划行 line numbers": right && !twice(numbers) }); return new Map(found); }
const coded = (open) => Object.keys(open).every((code) => !code || own(m.codes, code));
function holdersOf(lines) { // §10.4: per line its eligible subjects; q = ⌊T/w⌋
  const holders = lines.map(() => []), members = lines.map(() => 0); for (const [sid, { open, sealed }] of pool) {
    const [opened, strata, weights] = [open, sealed.strata, sealed.weights].map((x) => spread(x, sid)), t = ticket(sid).slice(0, 64);
    const fit = [...opened].every(([n, code]) => strata.has(n) === !code) && [...strata.keys()].every((n) => opened.has(n));
    const heavy = [...weights].every(([n, w]) => strata.has(n) && w > 1 && Number.isSafeInteger(+w));
    need(sid, { "代码 codes": coded(open), "分层 strata": fit, "权重 weights": heavy });
    const q = (n) => (weights.has(n) ? wide(number(t) / BigInt(weights.get(n))) : t); for (const n of opened.keys()) members[n]++;
    for (const [n, label] of strata) holders[n].push({ q: q(n), t, sid, label, attrs: sealed.attrs }); }
  lines.forEach((x, n) => need(x.id, { "户数 members": x.members === members[n], "合格户数 eligible": x.eligible === holders[n].length })); return holders; }
function select(line, every, n) { // §8; of a replacement §18
  const lost = line.strata.map(([label]) => every.filter((x) => x.label === label && gone[n].has(x.sid)).length);
  if (m.lost.length) line = { ...line, total: null, cover: [], strata: line.strata.map(([label], k) => [label, 0, 1, lost[k], null]) };
  const holders = every.filter((x) => !back.taken[n].has(x.sid));
  const order = (x, y) => smaller(x.q, y.q) || smaller(x.t, y.t) || smaller(x.sid, y.sid), names = (list) => list.map((x) => x.sid);
  const strata = line.strata.map(([label]) => holders.filter((x) => x.label === label).sort(order));
  let sizes = strata.map(({ length }, k) => { const [n, num, den, min, max] = [length, ...line.strata[k].slice(1)].map((x) => BigInt(x ?? length));
    return least(n, least(most(min, (n * num + den - 1n) / den), max)); });
  const whole = sum(sizes, 0n), total = BigInt(line.total ?? whole); need(line.id, { "层名 strata": strata.flat().length === holders.length });
  if (whole > total) { const shares = sizes.map((size) => (total * size) / whole), rest = sizes.map((size, k) => [(total * size) % whole, k]);
    const first = rest.sort((x, y) => smaller(y[0], x[0]) || x[1] - y[1]).slice(0, Number(total - sum(shares, 0n))).map((x) => x[1]);
    sizes = shares.map((share, k) => share + (first.includes(k) ? 1n : 0n)); }
  const selected = new Set(strata.flatMap((list, k) => list.slice(0, Number(sizes[k])))), out = strata.map((list, k) => list[sizes[k]]);
  const entire = new Set(strata.filter((list, k) => !out[k]).flat()), bound = out.filter((x) => x).map((x) => x.q).sort()[0] || "";
  for (const [attribute, wanted] of line.cover) {
    const mine = holders.filter((x) => ["*", ...x.attrs].includes(attribute)), spare = mine.filter((x) => !selected.has(x)).sort(order);
    spare.slice(0, Math.max(0, wanted - mine.length + spare.length)).forEach((x) => selected.add(x)); }
  const all = [...selected].sort((x, y) => smaller(x.t + x.sid, y.t + y.sid)), low = all.filter((x) => x.t < bound).pop();
  const cut = wide(low ? number(low.t) + 1n : 0), kept = (x) => x.t < cut || !entire.has(x), drawn = names(all.filter(kept));
  return { sids: names(all), listed: names(all.filter((x) => !kept(x))), row: { cut, drawn, id: line.id, selected: all.length } }; }
function checkFull() { // §10.5, 6
  const chosen = (m.kind === "officers" ? [] : holdersOf(m.lines)).map((x, n) => select(m.lines[n], x, n)), visits = new Map();
  const result = { listed: [...new Set(chosen.flatMap((x) => x.listed))].sort(), manifest: mark[MANIFEST], seed: mark[SEED] };
  need(RESULT, { "重算 computed again": equals(RESULT, { ...result, lines: chosen.map((x) => x.row) }) });
  if (m.kind === "double") chosen.forEach((x, n) => x.sids.forEach((sid) => add(visits, sid, m.lines[n])));
  for (const [sid, asked] of visits) visits.set(sid, visitFor(sid, asked.filter((line) => line.officers)));
  if (m.kind === "officers") for (const [sid, row] of pool) visits.set(sid, row.sealed);
  const given = { result: mark[RESULT], ...match([...visits].sort(([x], [y]) => smaller(ticket(x), ticket(y)))) };
  need(ASSIGNMENT, { "重算 computed again": equals(ASSIGNMENT, { ...given, digest: hx("digest", canon(given)) }) });
  return told(chosen.map((x) => x.sids), chosen.map((x) => x.row.drawn), { listed: back.listed, owed: back.owed }); }
const told = (taken, drawn, more) => ({ m, mark, ...more, taken: back.taken.map((x, n) => new Set([...x, ...(taken[n] || [])])),
  stand: back.stand.map((x, n) => new Set([...[...x].filter((sid) => !gone[n].has(sid)), ...(drawn[n] || [])])) }); // §18
function checkPublic(outer) { // §10.P4, P5
  const [{ lines, listed, manifest, seed }] = read(RESULT, RESULT), [{ digest: said, ...given }] = read(ASSIGNMENT, ASSIGNMENT);
  const chosen = new Set([...listed, ...lines.flatMap((x) => x.drawn)]), owed = back.owed, ids = (x) => x.map((y) => y.id);
  need(RESULT, { "清单 manifest": manifest === mark[MANIFEST], "种子 seed": seed === mark[SEED], "名单次序 listed": rises(listed) });
  need(RESULT, { "计划行 lines": same(ids(lines), ids(m.lines)), "不在名录 pool": [...chosen].every((x) => pool.has(x)) });
  const low = below(lines.map((x) => x.cut).sort().pop() || ""); lines.forEach(({ id, cut, drawn, selected }, n) => {
    const tickets = drawn.map(ticket), extra = selected - drawn.length; const mine = new Set([...drawn, ...back.taken[n], ...back.listed]);
    const fit = extra >= 0 && extra <= listed.length && (!m.lost.length || selected <= gone[n].size);
    const anew = !drawn.some((sid) => back.taken[n].has(sid)), edge = !number(cut) || tickets.some((t) => number(t) + 1n === number(cut));
    need(`${RESULT} ${id}`, { "次序 order": rises(tickets), "再抽 again": anew, "户数 selected": fit, "界线 cut": edge });
    for (const sid of low) if (ticket(sid).slice(0, 64) < cut && !mine.has(sid)) add(owed, sid, n); });
  for (const [sid, { open }] of pool) if (open || owed.has(sid)) {
    const opened = spread(open || {}, sid), debts = owed.get(sid) || [], honest = debts.every((n) => opened.get(n) !== "");
    need(sid, { "代码 codes": coded(open || {}), "低号无说明或多公开 opening": !outer || !open === !debts.length, "低号合格却未抽 not drawn": honest }); }
  const wanted = { subjects: [], officers: [...pool.keys()], double: [...chosen] }[m.kind].map((sid) => ticket(sid)).sort();
  const teams = given.tasks.map((task) => task[1].map((slot) => slot[1]).filter((pid) => pid)), sums = new Map();
  const tell = (name, ...counts) => counts.forEach((n, k) => sums.set(k + name, (sums.get(k + name) || 0) + n));
  for (const [name, pid] of given.tasks.flatMap((x) => x[1])) tell(name, 1, pid ? 1 : 0); for (const x of given.groups) tell(x[0], -x[3], -x[4]);
  const known = !teams.some(twice) && teams.flat().every((pid) => officers.has(pid)), order = given.tasks.map((x) => ticket(x[0]));
  need(ASSIGNMENT, { "任务 tasks": same(order, wanted), "合计 sums": ![...sums.values()].some((n) => n), "人员 officers": known });
  need(ASSIGNMENT, { "结果 result": given.result === mark[RESULT], "摘要 digest": said === hx("digest", canon(given)) });
  return told(lines.map((x) => x.drawn), lines.map((x) => x.drawn), { listed: new Set([...back.listed, ...listed]), owed }); }
function checkLog() { // §9: the number of proofs
  const rows = read(PROOFS, `${PROOFS}|salted`), note = decoder.decode(files[CHECKPOINT]), half = (n) => Math.floor(n / 2);
  need(CHECKPOINT, { "格式 form": HEAD.test(note) || !(note || rows.length) }); for (const { file, index, leaf, path, salt, text = leaf, checkpoint = CHECKPOINT } of rows) {
    const [, size, root] = HEAD.exec(decoder.decode(files[checkpoint])) || [], bound = !salt || leaf.includes(hex(sha256(join(unhex(salt), utf8(text)))));
    let [fn, sn, r, good] = [index, size - 1, sha256(join(zero, utf8(leaf))), bound && index < size && own(mark, file) && text.includes(mark[file])];
    for (const p of path.map(unhex)) {
      const left = fn % 2 === 1 || fn === sn; [r, good] = [sha256(left ? join(one, p, r) : join(one, r, p)), good && sn > 0];
      while (left && fn % 2 === 0 && fn > 0) [fn, sn] = [half(fn), half(sn)]; [fn, sn] = [half(fn), half(sn)]; }
    need(PROOFS, { [`${file} 存在证明 inclusion`]: good && sn === 0 && btoa(String.fromCharCode(...r)) === root }); } return rows.length; }
// ---- §8 officers
function roomsOf(department, week) { // pid → a, B, b
  const [, last, days] = m.weeks[week], staff = [...officers].filter(([, { record }]) => record.department === department);
  return new Map(staff.map(([pid, { record: { absent, booked, minutes, valid_to: until } }]) => {
    const away = absent.includes(week) || (until && until < last), [visits, used] = (booked[week] || [0, 0]).map(BigInt);
    return [pid, { a: away ? 0n : (BigInt(minutes) * BigInt(days)) / 5n, visits, used }]; })); }
function eligible(visit, department, skills) {
  const may = ({ id, record: { recused, towns, skills: held } }) => (!towns.length || towns.includes(visit.town))
    && !visit.barred.includes(id) && !recused.includes(visit.subject) && skills.every((skill) => held.includes(skill));
  return [...roomsOf(department, visit.week)].filter(([pid, { a }]) => a > 0n && may(officers.get(pid))).map(([pid]) => pid); }
function visitFor(sid, lines) { // what a subject drawn on these lines asks for (kind double)
  const visit = { subject: sid, town: pool.get(sid).sealed.town, week: 0, barred: [], slots: [] };
  for (const department of new Set(lines.map((x) => x.department))) {
    const mine = lines.filter((x) => x.department === department), minutes = sum(mine.map((x) => BigInt(x.minutes)), BigInt(m.overhead));
    const able = eligible(visit, department, []).map((pid) => officers.get(pid).record.skills);
    const slots = Array.from({ length: Math.max(...mine.map((x) => x.officers)) }, () => []);
    for (const skill of new Set(mine.flatMap((x) => x.skills))) {
      const slot = slots.find((held) => able.some((skills) => [skill, ...held].every((x) => skills.includes(x))));
      if (slot) slot.push(skill); else slots.push([skill]); }
    visit.slots.push(...slots.map((skills) => [department, minutes, skills])); } return visit; }
function match(visits) { // groups and tasks of assignment.json
  const rows = [...officers.values()], slots = new Map(), groups = new Map(), keyOf = (department, { week }) => canon([department, week]);
  need(OFFICERS, { "证号 ids": !twice(rows.map((row) => row.id)), "缺勤 absent": rows.every((row) => rises(row.record.absent)) });
  const count = (one) => sum(Object.values(one.booked).map((x) => BigInt(x[0])), 0n);
  const booked = new Map([...officers].map(([pid, row]) => [pid, count(row.record)]));
  visits.forEach(([task, visit]) => visit.slots.forEach(([department, minutes, skills]) => {
    add(slots, keyOf(department, visit), { task, minutes: BigInt(minutes), wanted: [...eligible(visit, department, skills), ""] }); }));
  for (const [key, found] of slots) groups.set(key, new Group(found, roomsOf(...JSON.parse(key)), booked));
  const tasks = visits.map(([sid, visit]) => [sid, visit.slots.map(([name]) => [name, groups.get(keyOf(name, visit)).decide()])]);
  return { groups: [...groups].map(([key, x]) => [...JSON.parse(key), x.level, x.slots.length, x.filled]), tasks }; }
class Group { // slots of one department in one week, all seated: with officers, or with nobody, "", who has as many seats as stay empty
  constructor(slots, rooms, booked) { // [{task, minutes, wanted}], pid → {a, visits, used}
    Object.assign(this, { slots, rooms, booked, next: 0, dead: new Set(), top: [...rooms.values()].map((x) => x.a).reduce(most, 1n) });
    const minutes = slots.map((x) => x.minutes).sort(smaller), sums = minutes.map((_, k) => sum(minutes.slice(0, k + 1), 0n));
    for (const room of rooms.values()) room.hold = BigInt(sums.filter((x) => x <= room.a - room.used).length);
    this.filled = this.fill(1n << 200n, 0); let low = 0n, level = 1n, middle = 0n;
    while (this.fill(level, 0) < this.filled) [low, level] = [level, 2n * level];
    while (level - low > 1n) [low, level] = this.fill(middle = (low + level) / 2n, 0) < this.filled ? [middle, level] : [low, middle];
    this.level = Number(level); this.fill(level, slots.length - this.filled); }
  fill(level, nobody) {
    const cap = ({ a, visits, hold }) => Number(most(0n, least(hold, (level * a + this.top - 1n) / this.top - visits)));
    this.caps = new Map([["", nobody], ...[...this.rooms].map(([pid, room]) => [pid, cap(room)])]);
    this.held = new Map([...this.caps.keys(), null].map((pid) => [pid, new Map()])); this.place = this.slots.map(() => null);
    return this.slots.filter((slot, x) => this.seat(x, slot.wanted)).length; }
  put(x, pid) { const { held, place } = this, key = (who) => (who ? this.slots[x].task : x);
    held.get(place[x]).delete(key(place[x])); held.get(pid).set(key(pid), x); place[x] = pid; return !this.dead.clear(); }
  seat(x, wanted) { // with one of them, moving undecided slots if need be (augmenting path); `dead` leads nowhere
    return wanted.some((pid) => {
      const held = this.held.get(pid), other = held.get(this.slots[x].task), move = (y) => this.seat(y, this.slots[y].wanted);
      if (other === undefined && held.size < this.caps.get(pid)) return this.put(x, pid);
      const moved = other !== undefined ? [other] : this.dead.has(pid) ? [] : [...held.values()];
      if (other === undefined) this.dead.add(pid); return moved.some((y) => y >= this.next && !this.dead.has(y) && this.dead.add(y) && move(y)) && this.put(x, pid); }); }
  decide() { // LFF
    const x = this.next++, { task, minutes, wanted } = this.slots[x], { rooms, booked, top } = this;
    const rank = (pid) => { const { a, used } = rooms.get(pid), hash = hex(H(join(matchKey, utf8(`${task}/${pid}`)))); // a text that sorts alike
      return [used + minutes > a ? 1 : 0, wide((used * top) / a), wide(booked.get(pid)), hash, pid].join(); };
    this.put(x, null); const ranked = wanted.slice(0, -1).map(rank).sort().map((text) => text.slice(-32));
    const chosen = [...ranked, ""].find((pid) => this.seat(x, [pid]));
    if (chosen) { rooms.get(chosen).used += minutes; booked.set(chosen, booked.get(chosen) + 1n); } return chosen || null; } }
const within = (given) => Object.fromEntries(Object.entries(given).filter(([x]) => /^first./.test(x)).map(([x, y]) => [x.slice(6), y]));
globalThis.verifyDraw = (given, outer = true) => { // §10
  const { lost } = JSON.parse(decoder.decode(given[MANIFEST])), ours = { [POOL]: given[POOL], [OFFICERS]: given[OFFICERS] };
  const first = lost && lost.length ? globalThis.verifyDraw({ ...within(given), ...ours }, false) : null;
  files = { [CHECKPOINT]: zero.subarray(1), [PROOFS]: zero.subarray(1), ...given }; [m] = read(MANIFEST, MANIFEST); const none = () => m.lines.map(() => new Set());
  back = first || { m, listed: new Set(), owed: new Map(), taken: none(), stand: none() };
  gone = none(); m.lost.forEach(([n, sid, code]) => { if (back.stand[n].has(sid) && own(m.codes, code)) gone[n].add(sid); });
  const key = ([n, sid]) => String(n).padStart(16, "0") + sid, replaces = m.kind === "subjects" && m.first !== null;
  const held = rises(m.lost.map(key)) && sum(gone.map((x) => x.size)) === m.lost.length;
  const alike = ["kind", "suite", "pool", "lines"].every((x) => canon(m[x]) === canon(back.m[x]));
  const named = !first || (m.first !== null && m.first.draw === back.m.draw && m.first.result === back.mark[RESULT]);
  need("first/", { "递补名单 lost": held && replaces === m.lost.length > 0, "前次抽取 the draw behind": named && alike });
  const { lines, kind } = m, weeks = Object.keys(m.weeks), suite = ["sha256", "sm3"][m.suite - 1];
  const fit = { officers: !lines.length, subjects: !weeks.length && !m.officers.n, double: same(weeks, ["0"]) }[kind];
  const clash = twice(lines.map((x) => x.id)) || lines.some((x) => twice(x.strata.map((y) => y[0])));
  need(MANIFEST, { "套件 suite": suite, "类 kind": fit, "重号 ids": !clash });
  H = suite === "sm3" ? sm3 : sha256; mark = Object.fromEntries(SIX.map((name) => [name, hex(H(files[name]))]));
  const full = mark[POOL] === m.pool.hash && mark[OFFICERS] === m.officers.hash, record = kind === "officers" ? "visit" : "subject";
  pool = readList(POOL, m.pool, full ? record : "shut|opened"); officers = readList(OFFICERS, m.officers, full ? "officer" : "hidden");
  const tested = openSeed(), found = full ? checkFull() : checkPublic(outer), title = `${full ? "完整抽取包 · full" : "公开抽取包 · public"} bundle`;
  const wave = (n, x) => x >= 0 && [...found.taken[x]].every((sid) => found.taken[n].has(sid) || found.listed.has(sid)); // §20
  lines.forEach((x, n) => need(x.id, { "批次 waves": !own(x, "after") || wave(n, lines.findIndex((y) => y.id === x.after)) }));
  return !outer ? found : `${title} ${mark[ASSIGNMENT]}${tested ? "\n未经见证 · not witnessed: a test" : ""}
${kind}, ${suite}, 存在证明 · inclusion proofs: ${checkLog()}; signatures: not checked here
不能说明 · cannot show: that records were true, that no other seed was tried${full ? "" : "; strata, cover, eligibility, officers' limits"}
核验通过 · it holds`; };
function unzip(zip, inflate) { // ---- from here on the command, in node only
  const found = {}, short = (at) => zip.readUInt16LE(at), long = (at) => zip.readUInt32LE(at), end = zip.lastIndexOf("PK\x05\x06");
  for (let at = long(end + 16), left = short(end + 10); left > 0; left--) {
    const from = long(at + 42), data = from + 30 + short(from + 26) + short(from + 28), content = zip.subarray(data, data + long(at + 20));
    found[zip.toString("utf8", at + 46, at + 46 + short(at + 28))] = short(at + 10) === 8 ? inflate(content) : content;
    at += 46 + short(at + 28) + short(at + 30) + short(at + 32); } return found; }
function main(path) { const fs = require("node:fs"), given = {}; let code = 2; try {
    const packed = fs.statSync(path).isDirectory() ? null : unzip(fs.readFileSync(path), require("node:zlib").inflateRawSync);
    const content = (name) => (packed ? packed[name] : fs.existsSync(`${path}/${name}`) && fs.readFileSync(`${path}/${name}`));
    for (let deep = ""; !deep || content(deep + MANIFEST); deep += "first/")
      for (const name of [...SIX, CHECKPOINT, PROOFS, SEALED].map((x) => deep + x)) if (content(name)) given[name] = content(name);
    need(path, { "缺文件 a file is missing": SIX.every((name) => given[name]) });
    code = 1; console.log(globalThis.verifyDraw(given)); code = 0;
  } catch (error) { console.log(`${code === 2 ? "没有抽取包 · no bundle" : "拒绝 · refused"}: ${error.message}`); } return code; }
Object.assign(globalThis.verifyDraw, { sha256, sm3 }); if (typeof module === "object") module.exports = { verifyDraw: globalThis.verifyDraw };
if (typeof require === "function" && require.main === module) process.exitCode = main(process.argv[2]);
