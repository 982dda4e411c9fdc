// Says when the line to the server is down, and how many edits wait for it.

import { computed, effect, html, onCleanup, signal } from '../dom.js';
import { many } from '../format.js';
import { waiting } from '../outbox.js';
import { line } from '../stream.js';

// A break shorter than this heals before anybody could read of it.
const PATIENCE = 800;

export function connection() {
  const isBroken = computed(() => line() === 'reconnecting' || line() === 'offline');
  const isLong = signal(false);
  effect(() => {
    if (!isBroken()) return isLong.set(false);
    const timer = setTimeout(() => isLong.set(true), PATIENCE);
    onCleanup(() => clearTimeout(timer));
  });
  const text = computed(() => {
    const count = waiting();
    if (!count && !isLong()) return '';
    const state = line() === 'offline' || (count && line() !== 'live') ? 'Offline' : 'Reconnecting';
    return count ? `${state}, ${many(count, 'edit')} waiting` : `${state}…`;
  });
  return html`<div role="status" class=${() => (text() ? 'connection' : null)}>${text}</div>`;
}
