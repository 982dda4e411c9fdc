// How far an objective has come, beside how far an even pace would have brought it by today. Pure.

import { daysUntil } from '../format.js';

const BEHIND = -0.05;
const AT_RISK = -0.2;

const isNumber = value => typeof value === 'number';

/**
 * `progress` and `expected` are shares of the way in percent, null where there is nothing to measure by;
 * `state` is on, behind, risk, reached or null.
 */
export function paceOf(objective, plan) {
  const { baseline, target, current, due } = objective;
  if (!isNumber(target) || !isNumber(current)) return { progress: null, expected: null, state: null };
  const from = baseline ?? 0;
  const way = target - from;
  const share = way === 0 ? Number(current >= target) : (current - from) / way;
  const expected = timeShare(plan.start ?? objective.createdAt.slice(0, 10), due ?? plan.end);
  const tick = expected === null ? null : percent(expected);
  return { progress: percent(share), expected: tick, state: stateOf(share, expected) };
}

function timeShare(start, end) {
  if (!end) return null;
  const whole = daysUntil(end, start);
  if (whole <= 0) return null;
  return -daysUntil(start) / whole;
}

function stateOf(share, expected) {
  if (share >= 1) return 'reached';
  if (expected === null) return 'on';
  const gap = share - Math.min(expected, 1);
  if (gap < AT_RISK) return 'risk';
  return gap < BEHIND ? 'behind' : 'on';
}

const percent = share => Math.round(Math.min(Math.max(share, 0), 1) * 1000) / 10;

export const PACES = {
  reached: { word: 'Reached', tone: 'good' },
  on: { word: 'On track', tone: '' },
  behind: { word: 'Behind', tone: 'warn' },
  risk: { word: 'At risk', tone: 'bad' },
};

/** "2 on track, 2 behind, 1 at risk". */
export function paceSummary(objectives, plan) {
  const states = objectives.map(objective => paceOf(objective, plan).state);
  return Object.entries(PACES)
    .map(([state, { word }]) => [states.filter(each => each === state).length, word.toLowerCase()])
    .filter(([count]) => count)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}
