// QR codes of bytes, level M, versions 1 to 10 (ISO/IEC 18004): a code at the door must not wait for a network.

const TOTAL = [0, 26, 44, 70, 100, 134, 172, 196, 242, 292, 346];
const EACH = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26]; // words that correct, of each block
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const CENTRES = [[], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

const room = (version) => TOTAL[version] - EACH[version] * BLOCKS[version];

function times(one, other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product;
}

function generator(degree) {
  const found = new Array(degree).fill(0);
  found[degree - 1] = 1;
  for (let root = 1, n = 0; n < degree; n += 1, root = times(root, 2))
    for (let at = 0; at < degree; at += 1) found[at] = times(found[at], root) ^ (found[at + 1] || 0);
  return found;
}

function correcting(words, degree) {
  const by = generator(degree);
  const rest = new Array(degree).fill(0);
  for (const word of words) {
    const factor = word ^ rest.shift();
    rest.push(0);
    by.forEach((term, at) => { rest[at] ^= times(term, factor); });
  }
  return rest;
}

function words(bytes, version) {
  const bits = [];
  const put = (value, length) => { for (let at = length - 1; at >= 0; at -= 1) bits.push((value >> at) & 1); };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => put(byte, 8));
  put(0, Math.min(4, room(version) * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  for (let pad = 0xec; bits.length < room(version) * 8; pad ^= 0xec ^ 0x11) put(pad, 8);
  return Array.from({ length: bits.length / 8 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(""), 2));
}

function interleaved(data, version) {
  const count = BLOCKS[version];
  const short = Math.floor(room(version) / count);
  const longFrom = count - (room(version) % count);
  const blocks = [];
  for (let n = 0, from = 0; n < count; n += 1) {
    const length = short + (n < longFrom ? 0 : 1);
    blocks.push(data.slice(from, from + length));
    from += length;
  }
  const checks = blocks.map((block) => correcting(block, EACH[version]));
  const woven = (lists, length) => Array.from({ length }, (_, at) => lists.map((list) => list[at])).flat().filter((word) => word !== undefined);
  return [...woven(blocks, short + 1), ...woven(checks, EACH[version])];
}

class Matrix {
  constructor(version) {
    this.version = version;
    this.size = 17 + 4 * version;
    this.dark = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    this.fixed = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    this.draw();
  }

  set(x, y, dark) {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.dark[y][x] = Boolean(dark);
    this.fixed[y][x] = true;
  }

  draw() {
    for (let at = 0; at < this.size; at += 1) {
      this.set(6, at, at % 2 === 0);
      this.set(at, 6, at % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [this.size - 4, 3], [3, this.size - 4]]) this.rings(x, y, 4, [0, 1, 3]);
    const places = CENTRES[this.version];
    const last = places[places.length - 1];
    for (const x of places) for (const y of places) if (!(x === 6 && (y === 6 || y === last)) && !(x === last && y === 6)) this.rings(x, y, 2, [0, 2]);
    this.format(0);
    this.numbered();
  }

  rings(x, y, reach, dark) {
    for (let dy = -reach; dy <= reach; dy += 1)
      for (let dx = -reach; dx <= reach; dx += 1) this.set(x + dx, y + dy, dark.includes(Math.max(Math.abs(dx), Math.abs(dy))));
  }

  format(mask) {
    let rest = mask; // level M is 00
    for (let at = 0; at < 10; at += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const bit = (at) => (bits >> at) & 1;
    for (let at = 0; at < 8; at += 1) {
      this.set(8, at < 6 ? at : at + 1, bit(at));
      this.set(this.size - 1 - at, 8, bit(at));
    }
    this.set(7, 8, bit(8));
    for (let at = 9; at < 15; at += 1) this.set(14 - at, 8, bit(at));
    for (let at = 8; at < 15; at += 1) this.set(8, this.size - 15 + at, bit(at));
    this.set(8, this.size - 8, 1);
  }

  numbered() {
    if (this.version < 7) return;
    let rest = this.version;
    for (let at = 0; at < 12; at += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (this.version << 12) | rest;
    for (let at = 0; at < 18; at += 1) {
      const [far, near] = [this.size - 11 + (at % 3), Math.floor(at / 3)];
      this.set(far, near, (bits >> at) & 1);
      this.set(near, far, (bits >> at) & 1);
    }
  }

  fill(stream) {
    let at = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.size; step += 1)
        for (const x of [right, right - 1]) {
          const y = (right + 1) & 2 ? step : this.size - 1 - step;
          if (this.fixed[y][x]) continue;
          this.dark[y][x] = Boolean(((stream[at >> 3] || 0) >> (7 - (at & 7))) & 1);
          at += 1;
        }
    }
  }

  masked(mask) {
    const made = Object.assign(Object.create(Matrix.prototype), this, { dark: this.dark.map((row) => [...row]) });
    for (let y = 0; y < this.size; y += 1) for (let x = 0; x < this.size; x += 1) if (!this.fixed[y][x] && MASKS[mask](x, y)) made.dark[y][x] = !made.dark[y][x];
    made.format(mask);
    return made;
  }

  /** How hard it is to read: long runs, blocks, what looks like a corner, too much of one colour. */
  get penalty() {
    const lines = [...this.dark, ...this.dark.map((_, x) => this.dark.map((row) => row[x]))].map((line) => line.map(Number).join(""));
    let sum = 0;
    for (const line of lines) {
      for (const run of line.match(/0{5,}|1{5,}/g) || []) sum += run.length - 2;
      for (let at = 0; at + 11 <= line.length; at += 1) if (["10111010000", "00001011101"].includes(line.substr(at, 11))) sum += 40;
    }
    for (let y = 1; y < this.size; y += 1)
      for (let x = 1; x < this.size; x += 1)
        if (new Set([this.dark[y][x], this.dark[y - 1][x], this.dark[y][x - 1], this.dark[y - 1][x - 1]]).size === 1) sum += 3;
    const share = this.dark.flat().filter(Boolean).length / this.size ** 2;
    return sum + Math.floor(Math.abs(share * 100 - 50) / 5) * 10;
  }
}

/** Rows of dark and light. RangeError if the text is too long for version 10 (213 bytes). */
export function qr(text, mask = null) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = TOTAL.findIndex((_, at) => at > 0 && bytes.length + (at < 10 ? 2 : 3) <= room(at));
  if (version < 0) throw new RangeError(`${bytes.length} bytes`);
  const plain = new Matrix(version);
  plain.fill(interleaved(words(bytes, version), version));
  if (mask !== null) return plain.masked(mask).dark;
  return MASKS.map((_, n) => plain.masked(n)).sort((one, other) => one.penalty - other.penalty)[0].dark;
}
