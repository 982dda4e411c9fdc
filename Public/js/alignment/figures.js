// What is known of each plan's alignment: from a list that was read, and from the stream, whichever came last.

import { batch, signal } from '../signals.js';

const known = new Map();
const listeners = new Set();

function cell(plan) {
  if (!known.has(plan)) known.set(plan, signal(undefined));
  return known.get(plan);
}

/** { score, isProvisional, weakest, weakestScore, spread, … } of a plan, or undefined. Reactive. */
export const figures = plan => (plan ? cell(plan)() : undefined);

/** `told` is a list of figures, each naming its plan. */
export function learnFigures(told) {
  batch(() => { for (const each of told) cell(each.plan).update(last => ({ ...last, ...each })); });
}

/** The stream says that a plan's figures have moved. */
export function hearFigures(told) {
  learnFigures([told]);
  for (const listener of listeners) listener(told);
}

/** Told of each plan whose figures have moved, after they were learnt. */
export function onFigures(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
