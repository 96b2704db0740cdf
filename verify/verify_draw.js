// 核验抽取包 · checks a draw bundle: node verify_draw.js BUNDLE (folder or .zip). Exit 0 holds, 1 refused, 2 no bundle.
// Written from docs/draw.md alone (§ = its sections), without code of the platform. In a page: verify({name: Uint8Array, …}) → report.
const FILES = ["manifest.json", "pool.jsonl", "officers.jsonl", "seed.json", "result.json", "assignment.json"];
const SID = /^[A-Z0-9][A-Z0-9:._-]{0,63}$/;
const utf8 = new TextEncoder();
const bytesOf = (x) => (typeof x === "string" ? utf8.encode(x) : x);
const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
const unhex = (text, size, where) => {
  need(typeof text === "string" && new RegExp(`^[0-9a-f]{${2 * size}}$`).test(text), `${where}: not ${size} bytes in hex`);
  return Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
};
class Refused extends Error {}
const need = (holds, why) => { if (!holds) throw new Refused(why); };

// ---- §1 hashes: both pad alike and read 32-bit words
const rot = (x, n) => ((x << (n & 31)) | (x >>> (-n & 31))) >>> 0;
function digest(message, start, compress) {
  const { length } = message, size = Math.ceil((length + 9) / 64) * 64, view = new DataView(new ArrayBuffer(size)), state = start.slice();
  new Uint8Array(view.buffer).set(message), view.setUint8(length, 0x80);
  view.setUint32(size - 8, Math.floor(length / 0x20000000));
  view.setUint32(size - 4, (length << 3) >>> 0);
  for (let at = 0; at < size; at += 64) compress(state, Array.from({ length: 16 }, (_, i) => view.getUint32(at + 4 * i)));
  return Uint8Array.from(state.flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]));
}
const primes = Array.from({ length: 312 }, (_, n) => n).filter((n) => n > 1 && ![...Array(n).keys()].slice(2).some((d) => n % d === 0));
const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) >>> 0; // SHA-256 takes its constants from roots of primes
const K256 = primes.map((p) => fraction(Math.cbrt(p))), START256 = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const sha256 = (message) => digest(message, START256, (state, w) => {
  const spice = (x, p, q, r) => rot(x, p) ^ rot(x, q) ^ (x >>> r);
  for (let i = 16; i < 64; i++) w.push((w[i - 16] + spice(w[i - 15], 25, 14, 3) + w[i - 7] + spice(w[i - 2], 15, 13, 10)) >>> 0);
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (rot(e, 26) ^ rot(e, 21) ^ rot(e, 7)) + ((e & f) ^ (~e & g)) + K256[i] + w[i]) >>> 0;
    const t2 = ((rot(a, 30) ^ rot(a, 19) ^ rot(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [a, b, c, d, e, f, g, h] = [(t1 + t2) >>> 0, a, b, c, (d + t1) >>> 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((x, i) => (state[i] = (state[i] + x) >>> 0));
});
const START3 = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
const sm3 = (message) => digest(message, START3, (state, w) => {
  for (let i = 16; i < 68; i++) {
    const x = w[i - 16] ^ w[i - 9] ^ rot(w[i - 3], 15);
    w.push((x ^ rot(x, 15) ^ rot(x, 23) ^ rot(w[i - 13], 7) ^ w[i - 6]) >>> 0);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let j = 0; j < 64; j++) {
    const s = rot((rot(a, 12) + e + rot(j < 16 ? 0x79cc4519 : 0x7a879d8a, j)) >>> 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c), gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const t1 = (ff + d + (s ^ rot(a, 12)) + (w[j] ^ w[j + 4])) >>> 0, t2 = (gg + h + s + w[j]) >>> 0;
    [a, b, c, d, e, f, g, h] = [t1, a, rot(b, 9), c, (t2 ^ rot(t2, 9) ^ rot(t2, 17)) >>> 0, e, rot(f, 19), g];
  }
  [a, b, c, d, e, f, g, h].forEach((x, i) => (state[i] = (state[i] ^ x) >>> 0));
});
let H = sha256;
const join = (...parts) => {
  const all = parts.map(bytesOf), out = new Uint8Array(all.reduce((n, p) => n + p.length, 0));
  return all.reduce((at, p) => (out.set(p, at), at + p.length), 0), out;
};
const u32 = (n) => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
const lp = (x) => join(u32(bytesOf(x).length), x);
const HF = (tag, ...fields) => H(join(lp("VDR1/" + tag), u32(fields.length), ...fields.map(lp)));

// ---- §1 canonical JSON: what JSON.parse lets pass (repeated keys, 1.0, great integers) does not come out the same again
function canon(x) {
  if (x === null || typeof x !== "object") return JSON.stringify(x);
  if (Array.isArray(x)) return `[${x.map(canon).join(",")}]`;
  return `{${Object.keys(x).sort().map((key) => `${JSON.stringify(key)}:${canon(x[key])}`).join(",")}}`;
}
function rewritten(name, content) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    if (name === FILES[0]) return noKeyTwice(text);
    const rows = name.endsWith(".jsonl") ? text.split("\n").slice(0, -1).map((line) => JSON.parse(line)) : [JSON.parse(text)];
    need(rows.map((row) => canon(row) + "\n").join("") === text, `${name}: not in canonical form`);
    return name.endsWith(".jsonl") ? rows : rows[0];
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(`${name}: cannot be read (${error.message})`);
  }
}
function noKeyTwice(text) {
  const open = [], made = JSON.parse(text);
  for (const [token, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (key) need(!open.at(-1).has(JSON.parse(key)) && open.at(-1).add(JSON.parse(key)), "manifest.json: a key stands twice");
    else if ("{[".includes(token)) open.push(new Set());
    else if ("]}".includes(token)) open.pop();
  }
  return made;
}
const rising = (values, where) => {
  need(Array.isArray(values) && values.every((v, i) => !i || values[i - 1] < v), `${where}: not strictly ascending`);
  return values;
};

// ---- §4 the tree; §5, §6 rows
function rootOf(directory, entries) {
  const n = entries.length, height = n < 16 ? 0 : Math.floor(Math.log2(Math.floor(n / 8)));
  const placed = entries.map(([name, com]) => [hex(HF("idx", directory, name)), com]).sort((x, y) => (x[0] < y[0] ? -1 : 1));
  need(placed.every((e, i) => !i || placed[i - 1][0] < e[0]), `${directory}: two entries of one name`);
  const buckets = Array.from({ length: 2 ** height }, () => []);
  for (const e of placed) buckets[height ? parseInt(e[0].slice(0, 8), 16) >>> (32 - height) : 0].push(e);
  let level = buckets.map((b) => H(join([0], u32(b.length), ...b.flatMap(([idx, com]) => [unhex(idx, 32), com]))));
  while (level.length > 1) level = level.filter((_, i) => !(i & 1)).map((left, i) => H(join([1], left, level[2 * i + 1])));
  return hex(HF("dir", u32(n), u32(height), level[0]));
}
const keysAre = (row, ...names) => canon(Object.keys(row).sort()) === canon(names);
function poolLeaf(row) {
  need(SID.test(row.sid), "pool.jsonl: sid");
  if (keysAre(row, "com", "sid")) return [row.sid, unhex(row.com, 32, row.sid)];
  const full = keysAre(row, "open", "pepper", "salt", "sealed", "sid");
  need(full || keysAre(row, "lock", "open", "salt", "sid"), `${row.sid}: unknown form`);
  const lock = full ? HF("lock", unhex(row.pepper, 16, row.sid), row.sid, canon(row.sealed)) : unhex(row.lock, 32, row.sid);
  return [row.sid, HF("leaf", unhex(row.salt, 16, row.sid), row.sid, canon([row.open, hex(lock)]))];
}
function officerLeaf(row) {
  if (keysAre(row, "com", "pid")) return [hex(unhex(row.pid, 16, "pid")), unhex(row.com, 32, "com")];
  need(keysAre(row, "id", "record", "salt") && row.id, "officers.jsonl: unknown form");
  const salt = unhex(row.salt, 16, "salt");
  return [hex(HF("officer", salt, row.id)).slice(0, 32), HF("leaf", salt, row.id, canon(row.record))];
}
function checkList(name, rows, content, terms, leaf) {
  const entries = rows.map(leaf);
  rising(entries.map(([found]) => found), name);
  need(rows.length === terms.n && rootOf(terms.dir, entries) === terms.root, `${name}: rows or root are not the manifest's`);
  return hex(H(content)) === terms.hash;
}
function spread(groups, lines, where) {
  const found = new Map();
  for (const [value, numbers] of Object.entries(groups)) {
    need(rising(numbers, where).length && numbers.every((n) => Number.isInteger(n) && n in lines && !found.has(n)), `${where}: lines`);
    numbers.forEach((n) => found.set(n, value));
  }
  return found;
}

// ---- §8 selection
const before = (x, y) => { const i = x.findIndex((v, k) => v !== y[k]); return i < 0 ? 0 : x[i] < y[i] ? -1 : 1; };
function quotas(line, sizes) {
  const wished = line.strata.map(([, num, den, least, most], k) => {
    const wish = Math.max(least, Number((BigInt(sizes[k]) * BigInt(num) + BigInt(den) - 1n) / BigInt(den)));
    return Math.min(sizes[k], most === null ? wish : Math.min(wish, most));
  });
  const total = line.total, sum = wished.reduce((a, b) => a + b, 0);
  if (total === null || sum <= total) return wished;
  const shares = wished.map((m) => Math.floor((total * m) / sum)), left = wished.map((m) => (total * m) % sum);
  const most = wished.map((_, k) => k).sort((x, y) => left[y] - left[x] || x - y);
  most.slice(0, total - shares.reduce((a, b) => a + b, 0)).forEach((k) => shares[k]++);
  return shares;
}
function select(line, holders) {
  const pools = line.strata.map(([label]) => holders.filter((h) => h.label === label).map((h) => h.order).sort(before));
  const taken = quotas(line, pools.map((p) => p.length)), chosen = new Map(), random = new Set();
  let edge = 0n;
  pools.forEach((pool, k) => {
    const whole = taken[k] === pool.length;
    if (!whole && (edge === 0n || pool[taken[k]][0] < edge)) edge = pool[taken[k]][0];
    pool.slice(0, taken[k]).forEach((o) => (chosen.set(o[2], o), whole || random.add(o[2])));
  });
  for (const [attribute, least] of line.cover) {
    const mine = holders.filter((h) => attribute === "*" || h.attrs.includes(attribute)).map((h) => h.order).sort(before);
    let have = mine.filter((o) => chosen.has(o[2])).length;
    for (const o of mine) if (have < least && !chosen.has(o[2])) (chosen.set(o[2], o), random.add(o[2]), have++);
  }
  const all = [...chosen.values()], cut = all.filter((o) => o[1] < edge).reduce((c, o) => (o[1] >= c ? o[1] + 1n : c), 0n);
  const drawn = all.filter((o) => o[1] < cut || random.has(o[2])).sort((x, y) => before(x.slice(1), y.slice(1))).map((o) => o[2]);
  return { drawn, all: all.map((o) => o[2]), cut };
}
const ticketOf = (key) => (sid) => BigInt("0x" + hex(H(join(key, sid))));
function runSelection(manifest, pool, ticket) {
  const lines = manifest.lines, holders = lines.map(() => []), members = lines.map(() => 0), lined = new Map();
  for (const { sid, open, sealed } of manifest.kind === "officers" ? [] : pool) {
    const member = spread(open, lines, sid), strata = spread(sealed.strata, lines, sid), weights = spread(sealed.weights, lines, sid);
    need(Object.keys(open).every((code) => code === "" || code in manifest.codes), `${sid}: unknown exclusion code`);
    const eligible = [...member.keys()].filter((n) => member.get(n) === "");
    need(strata.size === eligible.length && eligible.every((n) => strata.has(n)), `${sid}: strata do not fit its lines`);
    need([...weights].every(([n, w]) => strata.has(n) && /^[1-9]\d{0,15}$/.test(w) && w > 1 && Number.isSafeInteger(+w)), `${sid}: weight`);
    member.forEach((_, n) => members[n]++);
    for (const n of eligible) {
      need(lines[n].strata.some(([label]) => label === strata.get(n)), `${sid}: unknown stratum`);
      const t = ticket(sid);
      holders[n].push({ order: [t / BigInt(weights.get(n) || 1), t, sid], label: strata.get(n), attrs: sealed.attrs });
    }
  }
  const listed = new Set(), result = lines.map((line, n) => {
    need(line.members === members[n] && line.eligible === holders[n].length, `line ${line.id}: members or eligible`);
    const found = select(line, holders[n]);
    found.all.forEach((sid) => (found.drawn.includes(sid) || listed.add(sid), lined.set(sid, [...(lined.get(sid) || []), n])));
    return { cut: found.cut.toString(16).padStart(64, "0"), drawn: found.drawn, id: line.id, selected: found.all.length };
  });
  return { result, listed: [...listed].sort(), lined };
}

// ---- §8 officers: groups by department and week, caps, L*, LFF
function staffOf(manifest, rows) {
  const people = rows.map((row) => ({ ...row.record, id: row.id, pid: officerLeaf(row)[0], visits: 0, given: {}, can: {} }));
  const gone = (p, week) => p.absent.includes(week) || (p.valid_to && p.valid_to < manifest.weeks[week][1]);
  const minutes = (p, week) => (p.can[week] ??= gone(p, week) ? 0 : Math.floor((p.minutes * manifest.weeks[week][2]) / 5));
  const fits = (p, task, department, skills) => p.department === department && minutes(p, task.week) > 0 && !task.barred.includes(p.id)
    && (!p.towns.length || p.towns.includes(task.town)) && !p.recused.includes(task.subject) && skills.every((q) => p.skills.includes(q));
  return { people, minutes, eligible: (task, department, skills) => people.filter((p) => fits(p, task, department, skills)) };
}
function slotsOf(manifest, numbers, task, staff) {
  const lines = numbers.map((n) => manifest.lines[n]).filter((line) => line.officers > 0);
  return [...new Set(lines.map((line) => line.department))].flatMap((department) => {
    const own = lines.filter((line) => line.department === department), candidates = staff.eligible(task, department, []);
    const minutes = own.reduce((sum, line) => sum + line.minutes, manifest.overhead);
    const dealt = Array.from({ length: Math.max(...own.map((line) => line.officers)) }, () => []);
    for (const skill of new Set(own.flatMap((line) => line.skills))) {
      const slot = dealt.find((held) => candidates.some((p) => [...held, skill].every((q) => p.skills.includes(q))));
      slot ? slot.push(skill) : dealt.push([skill]);
    }
    return dealt.map((skills) => [department, minutes, skills]);
  });
}
function augment(group, place) {
  const at = new Map(), came = new Map(), seen = new Set();
  place.forEach((p, x) => p && at.set(p, [...(at.get(p) || []), x]));
  place.forEach((p, x) => p || group.decided.has(x) || came.set(x, null));
  for (const x of came.keys()) for (const p of group.wanted[x]) {
    const held = at.get(p) || [], same = held.filter((y) => group.task[y] === group.task[x]);
    if (!same.length && held.length < group.cap.get(p)) {
      for (let y = x, q = p, step; y !== undefined; [y, q] = step || []) (step = came.get(y)), (place[y] = q);
      return true;
    }
    for (const y of same.length ? same : seen.has(p) ? [] : held) group.decided.has(y) || came.has(y) || came.set(y, [x, p]);
    if (!same.length) seen.add(p);
  }
  return false;
}
const filled = (place) => place.filter(Boolean).length;
function fill(group) {
  group.place = group.task.map(() => null);
  while (augment(group, group.place));
  return filled(group.place);
}
function settle(group, staff, week) {
  const present = staff.people.filter((p) => p.department === group.department), a = (p) => staff.minutes(p, week);
  const [most, booked] = [Math.max(0, ...present.map(a)), (p) => p.booked[week] || [0, 0]];
  const ascending = group.minutes.slice().sort((x, y) => x - y), room = (p) => (a(p) ? a(p) - booked(p)[1] : -1);
  const hold = (p) => ascending.reduce(([n, left], u) => (left >= u ? [n + 1, left - u] : [n, -1]), [0, room(p)])[0];
  const holds = new Map(present.map((p) => [p, hold(p)])), share = (p, level) => Math.ceil((level * a(p)) / most) - booked(p)[0];
  [group.top, group.cap] = [most, holds];
  group.filled = fill(group);
  const enough = (level) => {
    group.cap = new Map(present.map((p) => [p, Math.max(0, Math.min(holds.get(p), share(p, level)))]));
    return fill(group) === group.filled;
  };
  let low = 1, high = 1;
  while (!enough(high)) [low, high] = [high + 1, 2 * high];
  for (let middle; low < high; enough((middle = (low + high) >> 1)) ? (high = middle) : (low = middle + 1));
  group.level = low;
  enough(low);
}
function decide(group, x, rank) {
  group.decided.add(x);
  const ranked = group.wanted[x].filter((p) => group.cap.get(p) > 0).map((p) => [rank(p), p]).sort(([a], [b]) => before(a, b));
  for (const [, p] of ranked) {
    const trial = group.place.map((q, y) => (y === x ? null : q)), held = trial.flatMap((q, y) => (q === p ? [y] : []));
    const same = held.filter((y) => group.task[y] === group.task[x]), over = held.length >= group.cap.get(p);
    const moved = (same.length ? same : over ? held : []).find((y) => !group.decided.has(y));
    if ((same.length || over) && moved === undefined) continue;
    if (moved !== undefined) trial[moved] = null;
    trial[x] = p;
    if (filled(trial) >= group.filled || augment(group, trial)) return (group.place = trial), p;
  }
  return (group.place[x] = null);
}
function assign(tasks, staff, key) {
  const groups = new Map();
  for (const task of tasks) task.slots.forEach(([department, minutes, skills], k) => {
    const name = canon([department, task.week]), fresh = { task: [], minutes: [], wanted: [], decided: new Set(), done: 0 };
    if (!groups.has(name)) groups.set(name, { department, week: task.week, ...fresh });
    const group = groups.get(name);
    group.task.push(task.sid), group.minutes.push(minutes), group.wanted.push(staff.eligible(task, department, skills));
  });
  groups.forEach((group) => settle(group, staff, group.week));
  const rank = (group, task, x) => (p) => {
    const a = staff.minutes(p, task.week), given = (p.given[task.week] || 0) + (p.booked[task.week] || [0, 0])[1];
    const earlier = Object.values(p.booked).reduce((sum, [visits]) => sum + visits, 0) + p.visits;
    const over = given + group.minutes[x] > a ? 1 : 0, chance = hex(H(join(key, `${task.sid}/${p.pid}`)));
    return [over, Math.floor((given * group.top) / a), earlier, chance, p.pid];
  };
  const made = tasks.map((task) => [task.sid, task.slots.map(([department, minutes]) => {
    const group = groups.get(canon([department, task.week])), x = group.done++, p = decide(group, x, rank(group, task, x));
    if (p) (p.given[task.week] = (p.given[task.week] || 0) + minutes), p.visits++;
    return [department, p && p.pid];
  })]);
  return { groups: [...groups.values()].map((g) => [g.department, g.week, g.level, g.task.length, g.filled]), tasks: made };
}

// ---- §10
function check(files) {
  const [manifest, pool, officers, seed, result, assignment] = FILES.map((name) => rewritten(name, files[name]));
  need(manifest.algorithm === "VDR1" && (manifest.suite === 1 || manifest.suite === 2), "manifest.json: algorithm or suite");
  H = manifest.suite === 1 ? sha256 : sm3;
  const hashes = FILES.map((name) => hex(H(files[name])));
  const same = (made, found, name) => need(canon(made) === canon(found), `${name}: differs from what follows`);
  const fullPool = checkList(FILES[1], pool, files[FILES[1]], manifest.pool, poolLeaf);
  const full = checkList(FILES[2], officers, files[FILES[2]], manifest.officers, officerLeaf) && fullPool;
  need(full || ![...pool, ...officers].some((row) => "sealed" in row || "record" in row), "neither full nor public");
  const { draw, participants, beacon } = manifest, read = seed.beacon;
  const reveals = seed.reveals.map((r) => (r ? unhex(r, 32, "reveal") : new Uint8Array()));
  need([beacon, beacon.fallback].some((b) => b && b.name === read.name && b.round === read.round), "seed.json: beacon");
  need(reveals.length === participants.length, "seed.json: reveals");
  const opens = (r, j) => !r.length || hex(HF("commit", draw, u32(j), r)) === participants[j].commitment;
  need(reveals.every(opens), "seed.json: a reveal does not open its commitment");
  const value = unhex(read.value, read.value.length / 2, "beacon"), root = HF("seed", unhex(hashes[0], 32), ...reveals, value);
  const commitments = participants.map((p) => p.commitment), again = { name: read.name, round: read.round, value: hex(value) };
  same({ beacon: again, commitments, manifest: hashes[0], reveals: reveals.map(hex), seed: hex(root) }, seed, FILES[3]);
  const ticket = ticketOf(HF("key", "select", root)), inOrder = (x, y) => before([ticket(x), x], [ticket(y), y]);
  if (full) {
    const { result: lines, listed, lined } = runSelection(manifest, pool, ticket), staff = staffOf(manifest, officers);
    same({ lines, listed, manifest: hashes[0], seed: hashes[3] }, result, "result.json");
    const visits = pool.map(({ sid, sealed }) => ({ sid, ...sealed })), towns = new Map(visits.map((v) => [v.sid, v.town]));
    const drawn = [...lined].map(([sid, n]) => ({ sid, subject: sid, week: 0, town: towns.get(sid), barred: [], numbers: n }));
    drawn.forEach((task) => manifest.kind === "double" && (task.slots = slotsOf(manifest, task.numbers, task, staff)));
    const tasks = { subjects: [], officers: visits, double: drawn }[manifest.kind].sort((x, y) => inOrder(x.sid, y.sid));
    const made = { ...assign(tasks, staff, HF("key", "match", root)), result: hashes[4] };
    same({ ...made, digest: hex(HF("digest", canon(made))) }, assignment, "assignment.json");
  } else checkPublic(manifest, pool, officers, hashes, result, assignment, inOrder, ticket);
  if (files["log/proofs.jsonl"]) checkLog(files, hashes);
  return { kind: full ? "full" : "public", number: hashes[5], test: beacon.name === "test" && read.name === "test" };
}
function checkPublic(manifest, pool, officers, hashes, result, assignment, inOrder, ticket) {
  const rows = new Map(pool.map((row) => [row.sid, row])), known = new Set(officers.map((row) => row.pid)), explained = new Set();
  const climbs = (sids) => sids.every((sid, i) => rows.has(sid) && (!i || inOrder(sids[i - 1], sid) < 0));
  need(result.manifest === hashes[0] && result.seed === hashes[3], "result.json: of another draw");
  need(result.lines.length === manifest.lines.length, "result.json: lines");
  result.lines.forEach((line, n) => {
    const cut = BigInt("0x" + line.cut), drawn = new Set(line.drawn), more = line.selected - line.drawn.length;
    need(line.id === manifest.lines[n].id && climbs(line.drawn) && more >= 0 && more <= result.listed.length, `line ${line.id}: drawn`);
    need(cut === 0n || line.drawn.some((sid) => ticket(sid) + 1n === cut), `line ${line.id}: cut`);
    for (const row of pool) if (!drawn.has(row.sid) && ticket(row.sid) < cut) {
      need(row.open && !(row.open[""] || []).includes(n), `${row.sid}: ticket below the cut of ${line.id}, not drawn and not explained`);
      explained.add(row.sid);
    }
  });
  const coded = (row) => Object.keys(row.open).every((code) => code === "" || code in manifest.codes);
  need(pool.every((row) => !row.open || (explained.has(row.sid) && coded(row))), "pool.jsonl: a leaf is opened that must not be");
  need(rising(result.listed, "listed").every((sid) => rows.has(sid)), "listed: not in the pool");
  const { digest, ...rest } = assignment, tasks = rest.tasks.map(([sid]) => sid), double = new Set(result.listed);
  result.lines.forEach((line) => line.drawn.forEach((sid) => double.add(sid)));
  const slots = rest.tasks.flatMap(([, posts]) => posts.map(([, pid]) => pid));
  const wanted = { subjects: [], officers: [...rows.keys()], double: [...double] }[manifest.kind];
  need(rest.result === hashes[4] && digest === hex(HF("digest", canon(rest))), "assignment.json: result or digest");
  need(climbs(tasks) && canon([...tasks].sort()) === canon(wanted.sort()), "assignment.json: tasks");
  const apart = ([, posts]) => new Set(posts.map(([, pid], i) => pid || i)).size === posts.length;
  need(rest.tasks.every(apart) && slots.every((pid) => pid === null || known.has(pid)), "assignment.json: officers");
  const sum = (k) => rest.groups.reduce((n, group) => n + group[k], 0);
  need(sum(3) === slots.length && sum(4) === filled(slots), "assignment.json: groups");
}
function checkLog(files, hashes) {
  const decode = (name) => new TextDecoder().decode(files[name] || new Uint8Array()), [, size, root] = decode("log/checkpoint").split("\n");
  const inner = (l, r) => sha256(join([1], l, r));
  for (const line of decode("log/proofs.jsonl").split("\n").slice(0, -1)) {
    const { file, index, leaf, path } = JSON.parse(line);
    let fn = index, sn = Number(size) - 1, r = sha256(join([0], leaf));
    need(FILES.includes(file) && leaf.includes(hashes[FILES.indexOf(file)]) && fn <= sn, `log: ${file}`);
    for (const p of path.map((x) => unhex(x, 32, "log"))) {
      need(sn > 0, "log: path too long");
      if (fn % 2 || fn === sn) for (r = inner(p, r); !(fn % 2) && fn; sn = Math.floor(sn / 2)) fn = Math.floor(fn / 2);
      else r = inner(r, p);
      [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    }
    need(sn === 0 && btoa(String.fromCharCode(...r)) === root, `log: ${file} is not under the checkpoint`);
  }
}

// ---- the page calls verify(files); the command reads a folder or a zip
function verify(files) {
  const missing = FILES.find((name) => !files[name]);
  if (missing) return { exit: 2, lines: [`没有抽取包 · no bundle: ${missing} is missing`] };
  try {
    const found = check(files);
    const kind = found.kind === "full" ? "完整抽取包 · full bundle" : "公开抽取包 · public bundle";
    const cannot = { full: "that records were true, that no other seed was tried", public: "strata, weights, why these officers" };
    const witnessed = found.test ? ["未经见证 · not witnessed: a test"] : [], notes = ["signatures: not checked here"];
    return { exit: 0, ...found, lines: [`${kind} ${found.number}`, ...witnessed, ...notes, `不能说明 · cannot show: ${cannot[found.kind]}`, "核验通过 · it holds"] };
  } catch (error) {
    const why = error instanceof Refused ? error.message : `a value has the wrong shape (${error.message})`;
    return { exit: 1, lines: [`核验不通过 · refused: ${why}`] };
  }
}
function unzip(fs, zlib, path) {
  const data = fs.readFileSync(path), files = {}, end = data.lastIndexOf("PK\x05\x06", data.length, "latin1");
  if (end < 0) throw new Error("not a zip");
  for (let at = data.readUInt32LE(end + 16), left = data.readUInt16LE(end + 10); left--; ) {
    const [method, names, extra, comment] = [10, 28, 30, 32].map((o) => data.readUInt16LE(at + o)), size = data.readUInt32LE(at + 20);
    const from = data.readUInt32LE(at + 42), start = from + 30 + data.readUInt16LE(from + 26) + data.readUInt16LE(from + 28);
    const raw = data.subarray(start, start + size), name = data.toString("utf8", at + 46, at + 46 + names);
    files[name] = new Uint8Array(method ? zlib.inflateRawSync(raw, { maxOutputLength: 2 ** 30 }) : raw);
    at += 46 + names + extra + comment;
  }
  return files;
}
function main() {
  const fs = require("node:fs"), zlib = require("node:zlib"), path = process.argv[2];
  let files = {};
  try {
    const names = [...FILES, "log/checkpoint", "log/proofs.jsonl"], at = (name) => `${path}/${name}`;
    if (!fs.statSync(path).isDirectory()) files = unzip(fs, zlib, path);
    else for (const name of names) if (fs.existsSync(at(name))) files[name] = new Uint8Array(fs.readFileSync(at(name)));
  } catch (error) {
    files = {};
  }
  const { exit, lines } = verify(files);
  console.log(lines.join("\n"));
  process.exitCode = exit;
}
if (typeof module === "object" && module.exports) module.exports = { verify };
if (typeof require === "function" && require.main === module) main();
