// Changes as lines of history: one for each entry, and one for a run of entries in which somebody did the same thing to
// many records within moments.

import { describe, plural } from './words.js';

const RUN = 3;
const MOMENTS = 2 * 60_000;

/**
 * `changes` come newest first. Answers [{ key, entries, changes, head, at, actor }]: the numbers of the entries, newest
 * first, their changes in the order in which they were made, and the one that says what it was about.
 */
export function linesOf(changes) {
  const entries = [...Map.groupBy(changes, change => change.entry)].map(([entry, all]) => lineOf([entry], all.toReversed()));
  const lines = [];
  for (let at = 0; at < entries.length;) {
    let end = at + 1;
    while (end < entries.length && goesOn(entries[end - 1], entries[end])) end++;
    const run = entries.slice(at, end);
    if (run.length >= RUN) lines.push(lineOf(run.flatMap(it => it.entries), run.toReversed().flatMap(it => it.changes)));
    else lines.push(...run);
    at = end;
  }
  return lines;
}

function lineOf(entries, changes) {
  const last = changes.at(-1);
  // Parts are deleted before what they belong to.
  const head = last.action === 'delete' ? last : changes[0];
  // The oldest names it: a run that goes on is still the same line.
  return { key: entries.at(-1), entries, changes, head, at: last.at, actor: last.actor };
}

const goesOn = (newer, older) => newer.actor === older.actor
  && new Date(newer.changes[0].at) - new Date(older.at) < MOMENTS
  && shape(newer) !== null && shape(newer) === shape(older);

/** What was done, whatever it was done to; null where an entry did several things. */
function shape({ changes }) {
  const shapes = new Set(changes.map(({ kind, action, verb, after }) => [
    kind, action, verb, ...(action === 'update' ? Object.keys(after).sort() : []),
  ].join(' ')));
  return shapes.size === 1 ? [...shapes][0] : null;
}

/** "moved 12 tasks": the words of a line whose changes are all alike, as describe() answers; else null. */
export function manyInWords(line, names) {
  if (line.changes.length < 2 || shape(line) === null) return null;
  const told = line.changes.map(change => describe(change, names));
  const alike = part => (told.every(it => it[part] === told[0][part]) ? told[0][part] : null);
  return {
    verb: alike('verb') ?? plainly(line.head), object: `${line.changes.length} ${plural(line.head.kind)}`,
    rest: alike('rest'), quote: alike('quote'),
  };
}

function plainly({ action, after }) {
  if (action === 'update') return 'status' in after ? 'moved' : 'changed';
  return { create: 'added', delete: 'deleted', restore: 'brought back' }[action];
}
