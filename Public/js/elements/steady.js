// What lies under the pointer keeps its place for a moment: a row that moves between looking and clicking is missed.

import { onCleanup } from '../signals.js';

const RESTED_AFTER = 3000;

/**
 * `hand` is put on the element that the pointer may be over. While `isHeld()`, the pointer has just moved there, and
 * `later(work)` keeps work, the newest only, until it has left or come to rest.
 */
export function steadiness() {
  let movedAt = -Infinity;
  let kept = null;
  let timer = null;

  const left = () => movedAt + RESTED_AFTER - performance.now();
  const release = () => {
    clearTimeout(timer);
    movedAt = -Infinity;
    const work = kept;
    kept = null;
    work?.();
  };
  const wait = () => {
    clearTimeout(timer);
    if (left() <= 0) release();
    else timer = setTimeout(wait, left());
  };
  const forget = () => {
    clearTimeout(timer);
    kept = null;
  };

  return {
    isHeld: () => left() > 0,
    later(work) {
      kept = work;
      wait();
    },
    forget,
    hand(element) {
      const moved = () => { movedAt = performance.now(); };
      element.addEventListener('pointermove', moved);
      element.addEventListener('pointerdown', moved);
      element.addEventListener('pointerleave', release);
      onCleanup(forget);
    },
  };
}
