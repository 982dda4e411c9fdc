// Two people's versions of one text, merged line by line with what both began from. A pure function.

import { linesOf, matches } from './diff.js';

/**
 * merge(base, mine, theirs) → { text, clashes }
 *   text      what both changed, each in its place; where both changed the same lines in different ways, theirs and then
 *             mine stand below each other
 *   clashes   those places: [{ line, base, mine, theirs }], `line` counted from 1 in `text`; none means that nothing of
 *             anybody's was touched by the other
 * A break at the end of the last line is the text's own: lines that differ by it alone are the same.
 */
export function merge(base, mine, theirs) {
  if (mine === theirs) return { text: mine, clashes: [] };
  if (base === mine) return { text: theirs, clashes: [] };
  if (base === theirs) return { text: mine, clashes: [] };
  const lines = [base, mine, theirs].map(text => linesOf(text.replace(/\r\n?/g, '\n')).map(line => line.replace(/\n$/, '')));
  const out = [];
  const clashes = [];
  for (const [isStable, ...pieces] of stretches(...lines)) {
    const [old, ours, others] = pieces.map(piece => piece.join('\n'));
    const [was, our, other] = pieces;
    if (isStable || ours === others) out.push(...our);
    else if (old === ours && was.length === our.length) out.push(...other);
    else if (old === others && was.length === other.length) out.push(...our);
    else {
      clashes.push({ line: out.length + 1, base: old, mine: ours, theirs: others });
      out.push(...other, ...our);
    }
  }
  const isEnded = [mine, theirs].every(text => text.endsWith('\n'));
  return { text: out.join('\n') + (isEnded ? '\n' : ''), clashes };
}

/**
 * The three texts cut so that stretches in which all three agree take turns with those in which one differs:
 * [isStable, base, mine, theirs]. S. Khanna, K. Kunal, B. C. Pierce, "A Formal Investigation of Diff3" (2007).
 */
function stretches(base, mine, theirs) {
  const [toMine, toTheirs] = [partners(base, mine), partners(base, theirs)];
  const found = [];
  let [o, a, b] = [0, 0, 0];
  const isStable = place => toMine[place] !== undefined && toTheirs[place] !== undefined;
  const cut = (stable, nextO, nextA, nextB) => {
    found.push([stable, base.slice(o, nextO), mine.slice(a, nextA), theirs.slice(b, nextB)]);
    [o, a, b] = [nextO, nextA, nextB];
  };
  while (o < base.length) {
    let next = o;
    while (next < base.length && isStable(next) && toMine[next] === a + next - o && toTheirs[next] === b + next - o) next++;
    if (next > o) cut(true, next, a + next - o, b + next - o);
    while (next < base.length && !isStable(next)) next++;
    if (next === base.length) break;
    cut(false, next, toMine[next], toTheirs[next]);
  }
  if (o < base.length || a < mine.length || b < theirs.length) cut(false, base.length, mine.length, theirs.length);
  return found;
}

/** For each place of the first list the place of its partner in the second, where it has one. */
function partners(first, second) {
  const places = [];
  for (const { at, to, count } of matches(first, second)) {
    for (let i = 0; i < count; i++) places[at + i] = to + i;
  }
  return places;
}
