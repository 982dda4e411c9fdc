// A list that the server answers page after page: the first for each question, the next on demand, and all that is
// listed once more when it may have changed.

import { batch, computed, effect, html, onCleanup, signal, untrack, when } from '../dom.js';
import { steadiness } from './steady.js';

const PAGE = 50;
const LARGEST = 200;

/**
 * `read({ after, limit })` asks for a page; `take(page, isFirst)` keeps what came and answers its rows. `key` tells
 * rows apart.
 *   rows, next       the rows in order, and the cursor of what comes after them
 *   isReading        a page was asked for that somebody waits for
 *   problem          why the last such page did not come
 *   ask()            another question: the first page anew
 *   more(), again()  the next page; what did not come
 *   refresh()        what is listed is read again without a word; rows under the pointer stay where they are for now
 *   change(fn)       the rows as fn makes them of those there are
 *   hand             for the element with the rows, so that they keep still under the pointer
 */
export function pages({ read, take, key = row => row, size = PAGE }) {
  const rows = signal([]);
  const next = signal(null);
  const isReading = signal(true);
  const problem = signal(null);
  const steady = steadiness();
  let question = 0;
  let line = Promise.resolve();

  // One after the other: what a page is added to, or begins after, must not change while it is on its way.
  function inTurn(work) {
    const mine = question;
    const isOurs = () => mine === question;
    const done = line.then(() => isOurs() && work(isOurs));
    line = done.catch(() => {});
    return done;
  }

  async function load(isOurs, after = null) {
    batch(() => {
      isReading.set(true);
      problem.set(null);
    });
    const [page, error] = await read({ after, limit: size }).then(it => [it], failed => [null, failed]);
    if (!isOurs()) return;
    batch(() => {
      isReading.set(false);
      problem.set(error ?? null);
      if (page) rows.set(unique([...after ? rows.peek() : [], ...take(page, !after)]));
      else if (!after) rows.set([]);
      if (page || !after) next.set(page?.next ?? null);
    });
  }

  async function readAgain(isOurs) {
    if (problem.peek() && !rows.peek().length) return load(isOurs);
    const fresh = [];
    let after = null;
    do {
      const missing = Math.max(size, rows.peek().length - fresh.length);
      const page = await read({ after, limit: Math.min(LARGEST, missing) });
      if (!isOurs()) return;
      fresh.push(...batch(() => take(page, !after)));
      after = page.next;
    } while (after && fresh.length < rows.peek().length);
    batch(() => {
      arrange(unique(fresh));
      next.set(after);
      problem.set(null);
    });
  }

  function arrange(now) {
    if (steady.isHeld()) {
      rows.update(old => inPlace(old, now));
      steady.later(() => rows.update(old => inPlace(now, old)));
    } else {
      steady.forget();
      rows.set(now);
    }
  }

  const unique = all => [...new Map(all.map(row => [key(row), row])).values()];

  /** Those of the first that are among the second too, in their order, and the rest of the second after them. */
  function inPlace(order, rest) {
    const left = new Map(rest.map(row => [key(row), row]));
    const stay = order.filter(row => left.has(key(row)));
    for (const row of stay) left.delete(key(row));
    return [...stay, ...left.values()];
  }

  const more = () => inTurn(isOurs => (next.peek() ? load(isOurs, next.peek()) : null));
  const ask = () => {
    question++;
    line = Promise.resolve();
    steady.forget();
    return inTurn(isOurs => load(isOurs));
  };

  return {
    rows, next, isReading, problem, ask, more,
    hand: steady.hand,
    isEmpty: computed(() => !isReading() && !problem() && !rows().length),
    isWaiting: computed(() => isReading() && !rows().length),
    isMissing: computed(() => !isReading() && Boolean(problem()) && !rows().length),
    again: () => (rows.peek().length ? more() : ask()),
    refresh: () => inTurn(readAgain),
    change: work => rows.update(work),
  };
}

/** Where the rows would stand if they had come. */
export const missing = (list, what) => when(list.isMissing, () => html`
  <p class="more" role="alert"><span>${what} could not be read. ${list.problem.peek().message}</span>
    <button type="button" class="btn line sm" @click=${list.again}>Try again</button></p>`);

/** The next page comes as one scrolls near the end; the button serves who does not scroll, and after a failure. */
export const more = (list, word = 'Show more') => when(list.next, () => {
  const load = () => list.isReading.peek() || list.more();
  const watchEnd = element => {
    const observer = new IntersectionObserver(
      seen => seen.some(it => it.isIntersecting) && load(), { rootMargin: '400px' });
    observer.observe(element);
    onCleanup(() => observer.disconnect());
  };
  return html`
    <div class="more" ${watchEnd}>
      ${() => (list.problem() ? html`<span role="alert">${list.problem().message}</span>` : null)}
      <button type="button" class="btn line" aria-disabled=${() => String(list.isReading())} @click=${load}>
        ${word}</button>
    </div>`;
});

/** Asks now, and with nothing left of the old answer whenever `filters()`, plain data, says something else. */
export function askWhenChanged(list, filters) {
  const chosen = computed(() => JSON.stringify(filters()));
  effect(() => {
    chosen();
    untrack(() => {
      list.change(() => []);
      list.ask();
    });
  });
}
