// A part of a screen that comes once the rest can be read. What could not be fetched says so, and is tried again.

import { html, onCleanup, scope, signal } from '../dom.js';
import { isFirst } from '../router.js';

/**
 * `load` answers a function that draws it. `place` is a class that keeps its room; with `patience`, in milliseconds, it
 * waits until nothing else is to do, or somebody is about to see it.
 */
export function part(load, { place = null, patience = 0 } = {}) {
  const drawn = signal(null);
  const here = scope(() => null);
  let isAsked = false;
  let isLeft = false;
  const draw = async () => {
    if (isAsked) return;
    isAsked = true;
    let make;
    try {
      make = await load();
    } catch {
      isAsked = false;
      if (!isLeft) drawn.set(tryAgain('This part could not be read.', draw));
      return;
    }
    if (!isLeft) drawn.set(here.run(make));
  };
  const watch = element => {
    const observer = new IntersectionObserver(seen => seen.some(it => it.isIntersecting) && draw());
    if (patience) observer.observe(element);
    const timer = setTimeout(draw, patience);
    onCleanup(() => {
      isLeft = true;
      observer.disconnect();
      clearTimeout(timer);
    });
  };
  return html`<div class=${() => ['part', place, drawn() && 'drawn']} ${watch}>${drawn}</div>`;
}

/**
 * What stands below the first of a screen: of the first screen, it is drawn once that is painted. Elsewhere it is drawn at
 * once, or the browser would find no room where it was scrolled to.
 */
export function below(draw) {
  if (!isFirst()) return draw();
  const drawn = signal(null);
  const here = scope(() => null);
  let timer = null;
  const frame = requestAnimationFrame(() => { timer = setTimeout(() => drawn.set(here.run(draw))); });
  onCleanup(() => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  });
  return drawn;
}

const SOON = 600;

/** What nobody misses at first: `use` gets the module once the screen can be used, within the surrounding scope. */
export function inTime(load, use) {
  let isLeft = false;
  const lifetime = scope(() => null);
  onCleanup(() => { isLeft = true; });
  setTimeout(async () => {
    const module = await load().catch(() => null);
    if (module && !isLeft) lifetime.run(() => use(module));
  }, SOON);
}

/** One line that says what is missing, and the way to it. */
export const tryAgain = (text, run) => html`
  <p class="again" role="status">${text}${' '}<button type="button" class="link" @click=${run}>Try again</button></p>`;
