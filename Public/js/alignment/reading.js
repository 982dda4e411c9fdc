// The alignment of one plan as the server computes it, read anew whenever something on the plan has changed.

import { isStaff } from '../access/rights.js';
import { get } from '../api.js';
import { effect, onCleanup, signal, untrack } from '../dom.js';
import { isNews } from '../journal/changes.js';
import { me } from '../session.js';
import { onEntry } from '../store.js';
import { line } from '../stream.js';
import { figures } from './figures.js';

const SETTLED_AFTER = 100;

/** What was read in this page's life, so that a plan opened again stands complete at once. */
const lastRead = new Map();

/**
 * Ends with the surrounding scope. `now()` is null until it was read; what is old stays until the new is there, and
 * `failed()` says that it could not be read. It is then asked for again as soon as the line is back. For guests it is
 * never read, and stays null.
 */
export function alignmentOf(plan) {
  const now = signal(lastRead.get(plan) ?? null);
  const failed = signal(false);
  let timer = null;
  let request = 0;
  const reviewing = signal(location.hash === '#drift');
  if (!isStaff(untrack(me))) return { now, failed, load: async () => {}, reviewing };

  async function load() {
    clearTimeout(timer);
    const mine = ++request;
    try {
      const body = await get(`/api/plans/${plan}/alignment`);
      if (mine !== request) return;
      failed.set(false);
      if (body.seq < (now.peek()?.seq ?? 0)) return;
      lastRead.set(plan, body);
      now.set(body);
    } catch (error) {
      if (mine === request) failed.set(true);
      throw error;
    }
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => load().catch(() => {}), SETTLED_AFTER);
  };
  onCleanup(() => clearTimeout(timer));
  onCleanup(onEntry(entry => { if (entry.changes.some(change => change.plan === plan && isNews(change))) soon(); }));
  let isFirst = true;
  effect(() => {
    figures(plan);
    untrack(() => isFirst || soon());
    isFirst = false;
  });
  effect(() => { if (line() === 'live' && failed.peek()) soon(); });

  return { now, failed, load, reviewing };
}
