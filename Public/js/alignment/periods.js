// The time over which promises between teams are judged: one of two usual ones, or from a day to a day. Pure.

import { addDays, today } from '../format.js';

export const PERIODS = { quarter: { word: '90 days', days: 90 }, year: { word: 'Year', days: 365 } };

const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** { name, from, to } as the address has it; `name` is "own" where the days are the reader's own. */
export function periodIn(text) {
  const [from, to] = [text('from'), text('to')];
  if (isDay(from) && isDay(to) && from <= to) return { name: 'own', from, to };
  return usual(text('period') === 'year' ? 'year' : 'quarter');
}

export const usual = name => ({ name, from: addDays(today(), -PERIODS[name].days), to: today() });

/** The period with one of its days moved; the other goes along where it would lie on the wrong side. */
export function moved({ from, to }, { from: start = from, to: end = to }) {
  if (start <= end) return { name: 'own', from: start, to: end };
  return start === from ? { name: 'own', from: end, to: end } : { name: 'own', from: start, to: start };
}

export function periodInAddress({ name, from, to }) {
  if (name === 'own') return { from, to };
  return { period: name === 'year' ? name : '' };
}
