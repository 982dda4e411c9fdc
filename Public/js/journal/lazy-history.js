// "History of this" at the foot of a record's panel; what it takes is fetched when it is opened.

import { html, signal, when } from '../dom.js';
import { part } from '../shell/part.js';

export function lazyHistory(room, kind, id) {
  const isOpen = signal(false);
  return html`
    <details class="past" @toggle=${event => isOpen.set(event.target.open)}>
      <summary>History of this</summary>
      ${when(isOpen, () => part(async () => {
        const { recordHistory } = await import('./record-history.js');
        return () => recordHistory(room, kind, id);
      }))}
    </details>`;
}
