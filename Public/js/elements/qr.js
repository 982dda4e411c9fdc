// A text as a QR code (ISO/IEC 18004), for a camera to read: bytes, error correction M, versions 1 to 20, which hold 666
// bytes.

// Of each version: how many error correction bytes a block has, and how many blocks there are.
const CORRECTION = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
const LEVEL_M = 0;

const MASKS = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, x => x % 3, (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2, (x, y) => x * y % 2 + x * y % 3,
  (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2,
];

/** Rows of true for dark. */
export function qrModules(text) {
  const bytes = new TextEncoder().encode(text);
  const version = BLOCKS.findIndex((_, it) => it && bytes.length + (it < 10 ? 2 : 3) <= capacity(it));
  if (version < 0) throw new RangeError('The text is too long for a QR code.');
  const codes = interleaved(packed(bytes, version), version);
  const drawn = MASKS.map((mask, number) => draw(codes, version, mask, number));
  return drawn.reduce((best, next) => (penalty(next) < penalty(best) ? next : best));
}

/** How many modules of a version carry data. */
function rawModules(version) {
  let count = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const along = Math.floor(version / 7) + 2;
    count -= (25 * along - 10) * along - 55;
    if (version >= 7) count -= 36;
  }
  return count;
}

const capacity = version => Math.floor(rawModules(version) / 8) - CORRECTION[version] * BLOCKS[version];

/** Mode, length, bytes, and what fills the rest. */
function packed(bytes, version) {
  const bits = [];
  const put = (value, length) => { for (let i = length - 1; i >= 0; i--) bits.push(value >>> i & 1); };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  const room = capacity(version) * 8;
  put(0, Math.min(4, room - bits.length));
  put(0, (8 - bits.length % 8) % 8);
  for (let filler = 0xec; bits.length < room; filler ^= 0xec ^ 0x11) put(filler, 8);
  return Array.from({ length: bits.length / 8 }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum << 1 | bit, 0));
}

/** In the field of 256 elements with the polynomial 0x11d. */
function times(a, b) {
  let product = 0;
  for (let i = 7; i >= 0; i--) product = product << 1 ^ (product >>> 7) * 0x11d ^ (b >>> i & 1) * a;
  return product;
}

function divisorOf(degree) {
  const divisor = Array(degree).fill(0);
  divisor[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    for (let j = 0; j < degree; j++) divisor[j] = times(divisor[j], root) ^ (divisor[j + 1] ?? 0);
  }
  return divisor;
}

function remainderOf(data, divisor) {
  const rest = Array(divisor.length).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((coefficient, i) => { rest[i] ^= times(coefficient, factor); });
  }
  return rest;
}

/** The blocks with their error correction, byte by byte in turn. */
function interleaved(data, version) {
  const count = BLOCKS[version];
  const total = Math.floor(rawModules(version) / 8);
  const shortOnes = count - total % count;
  const length = Math.floor(total / count) - CORRECTION[version];
  const divisor = divisorOf(CORRECTION[version]);
  let at = 0;
  const blocks = Array.from({ length: count }, (_, i) => data.slice(at, at += length + (i < shortOnes ? 0 : 1)));
  const corrections = blocks.map(block => remainderOf(block, divisor));
  const inTurn = lists => Array.from({ length: Math.max(...lists.map(it => it.length)) }, (_, i) => lists
    .filter(list => i < list.length).map(list => list[i])).flat();
  return [...inTurn(blocks), ...inTurn(corrections)];
}

function draw(codes, version, mask, number) {
  const size = version * 4 + 17;
  const dark = Array.from({ length: size }, () => Array(size).fill(false));
  const fixed = Array.from({ length: size }, () => Array(size).fill(false));
  const set = (x, y, isDark) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    dark[y][x] = isDark;
    fixed[y][x] = true;
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  const square = (x, y, reach, isDarkAt) => {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) set(x + dx, y + dy, isDarkAt(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  };
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, far => far !== 2 && far !== 4);
  const places = alignment(version, size);
  const last = places.length - 1;
  places.forEach((x, i) => places.forEach((y, j) => {
    const isFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
    if (!isFinder) square(x, y, 2, far => far !== 1);
  }));
  drawFormat(set, size, number);
  if (version >= 7) {
    const bits = version << 12 | check(version, 12, 0x1f25);
    for (let i = 0; i < 18; i++) {
      const [near, far] = [Math.floor(i / 3), size - 11 + i % 3];
      set(far, near, Boolean(bits >>> i & 1));
      set(near, far, Boolean(bits >>> i & 1));
    }
  }
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = (right + 1 & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (fixed[y][x]) continue;
        const isSet = bit < codes.length * 8 && codes[bit >>> 3] >>> 7 - (bit & 7) & 1;
        dark[y][x] = Boolean(isSet) !== (mask(x, y) === 0);
        bit++;
      }
    }
  }
  return dark;
}

/** The rest of a polynomial division, by which readers check a number. */
function check(value, degree, divisor) {
  let rest = value;
  for (let i = 0; i < degree; i++) rest = rest << 1 ^ (rest >>> degree - 1) * divisor;
  return rest;
}

function alignment(version, size) {
  if (version === 1) return [];
  const along = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (along * 2 - 2)) * 2;
  return [6, ...Array.from({ length: along - 1 }, (_, i) => size - 7 - i * step).reverse()];
}

function drawFormat(set, size, mask) {
  const data = LEVEL_M << 3 | mask;
  const bits = (data << 10 | check(data, 10, 0x537)) ^ 0x5412;
  const isDark = i => Boolean(bits >>> i & 1);
  for (let i = 0; i <= 5; i++) set(8, i, isDark(i));
  set(8, 7, isDark(6));
  set(8, 8, isDark(7));
  set(7, 8, isDark(8));
  for (let i = 9; i < 15; i++) set(14 - i, 8, isDark(i));
  for (let i = 0; i < 8; i++) set(size - 1 - i, 8, isDark(i));
  for (let i = 8; i < 15; i++) set(8, size - 15 + i, isDark(i));
  set(8, size - 8, true);
}

/** How hard it is to read: runs, blocks, what looks like a corner, and how far from half of it is dark. */
function penalty(rows) {
  const size = rows.length;
  const lines = [...rows, ...rows.map((_, x) => rows.map(row => row[x]))].map(row => row.map(Number).join(''));
  let sum = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    sum += 40 * [...line.matchAll(/(?=00001011101|10111010000)/g)].length;
  }
  for (let y = 1; y < size; y++) {
    for (let x = 1; x < size; x++) {
      if (rows[y][x] === rows[y][x - 1] && rows[y][x] === rows[y - 1][x] && rows[y][x] === rows[y - 1][x - 1]) sum += 3;
    }
  }
  const share = rows.flat().filter(Boolean).length / (size * size);
  return sum + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}
