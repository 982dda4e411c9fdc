// Says when the line to the server is down, how many edits wait for it, and which came back refused.

import { readAt } from '../api.js';
import { computed, effect, html, onCleanup, signal, when } from '../dom.js';
import { ago, many } from '../format.js';
import { refused, waiting } from '../outbox.js';
import { line } from '../stream.js';
import { showUnsent } from './later.js';

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
  const state = () => {
    const count = waiting();
    if (count) return line() === 'live' ? `Sending ${many(count, 'edit')}…` : `Offline, ${many(count, 'edit')} waiting`;
    if (!isLong()) return '';
    if (readAt()) return `Offline, as it was read ${ago(readAt()) === 'now' ? 'just now' : `${ago(readAt())} ago`}`;
    return line() === 'offline' ? 'Offline' : 'Reconnecting…';
  };
  const lost = () => (refused().length ? `${many(refused().length, 'edit')} not accepted` : '');
  const text = computed(() => [state(), lost()].filter(Boolean).join(', '));
  return html`
    <div class=${() => (text() ? 'connection' : null)}><span role="status">${text}</span>
      ${when(() => waiting() || refused().length, () => html`
        <button type="button" class="link" @click=${showUnsent}>Show</button>`)}</div>`;
}
