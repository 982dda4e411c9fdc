// What differs between two texts, word by word or line by line. Pure functions.
//
// A difference is a list of { kind, text } that reads as the new text without what is "less", and as the old one without
// what is "more"; "same" is in both.

/** Beyond so many pieces that differ, what is between the first and the last of them counts as rewritten. */
const FARTHEST = 1200;

/** Words, the blanks between them, and each mark alone. */
export const wordsOf = text => text.match(/[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu) ?? [];

/** Lines, each with the break that ends it. */
export const linesOf = text => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export const words = (before, after) => parts(wordsOf(before), wordsOf(after), /^\s+$/);
export const lines = (before, after) => parts(linesOf(before), linesOf(after), null);

/** `weak` matches what is too little to stand between two changes: it goes with them. */
function parts(before, after, weak) {
  const found = [];
  const say = (kind, pieces) => { if (pieces.length) found.push({ kind, text: pieces.join('') }); };
  let [x, y] = [0, 0];
  let [less, more] = [[], []];
  for (const { at, to, count } of matches(before, after)) {
    less.push(...before.slice(x, at));
    more.push(...after.slice(y, to));
    const same = before.slice(at, at + count);
    [x, y] = [at + count, to + count];
    const isBetween = x < before.length && y < after.length;
    if (weak?.test(same.join('')) && isBetween && (less.length || more.length)) {
      less.push(...same);
      more.push(...same);
      continue;
    }
    say('less', less);
    say('more', more);
    say('same', same);
    [less, more] = [[], []];
  }
  say('less', [...less, ...before.slice(x)]);
  say('more', [...more, ...after.slice(y)]);
  return found;
}

/**
 * The stretches that two lists have in common, in order: [{ at, to, count }], `at` in the first and `to` in the second.
 * E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), the greedy form, after what is the same at both
 * ends is set aside.
 */
export function matches(before, after) {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const middle = common(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return joined([
    { at: 0, to: 0, count: head },
    ...middle.map(({ at, to }) => ({ at: at + head, to: to + head, count: 1 })),
    { at: before.length - tail, to: after.length - tail, count: tail },
  ]);
}

/** Stretches that follow each other become one; empty ones go. */
function joined(stretches) {
  const all = [];
  for (const { at, to, count } of stretches) {
    const last = all.at(-1);
    if (last && last.at + last.count === at && last.to + last.count === to) last.count += count;
    else if (count) all.push({ at, to, count });
  }
  return all;
}

/** The pairs of places at which both lists go on together. */
function common(before, after) {
  const [n, m] = [before.length, after.length];
  if (!n || !m) return [];
  const limit = Math.min(n + m, FARTHEST);
  const trace = [];
  // How far one gets in `before` on each diagonal; `at(k)` counts diagonals from the lowest.
  const reach = new Int32Array(2 * limit + 3);
  const at = k => k + limit + 1;
  for (let d = 0; d <= limit; d++) {
    trace.push(reach.slice(at(-d) - 1, at(d) + 2));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && reach[at(k - 1)] < reach[at(k + 1)]);
      let x = isDown ? reach[at(k + 1)] : reach[at(k - 1)] + 1;
      while (x < n && x - k < m && before[x] === after[x - k]) x++;
      reach[at(k)] = x;
      if (x >= n && x - k >= m) return walkedBack(trace, n, m);
    }
  }
  return [];
}

/** From the end to the beginning, step by step; `trace[d]` is how far one got before the step d. */
function walkedBack(trace, n, m) {
  const pairs = [];
  let [x, y] = [n, m];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = k => trace[d][k + d + 1];
    const k = x - y;
    const isDown = k === -d || (k !== d && reach(k - 1) < reach(k + 1));
    const before = isDown ? k + 1 : k - 1;
    const [startX, startY] = d ? [reach(before), reach(before) - before] : [0, 0];
    while (x > startX && y > startY) pairs.push({ at: --x, to: --y });
    [x, y] = [startX, startY];
  }
  return pairs.reverse();
}
