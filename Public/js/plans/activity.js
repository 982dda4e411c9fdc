// What happens on the plan, live.

import { html } from '../dom.js';
import { feed } from '../journal/feed.js';
import { visit } from '../journal/visits.js';

const SHOWN = 10;

export function activityCard(room) {
  visit(room.me()?.id, room.id);
  return html`
    <section class="card flat" aria-labelledby="activity-h">
      <header>
        <h2 id="activity-h">Activity</h2>
        <span class="pulse ${() => (room.isLive() ? '' : 'off')}">
          ${() => (room.isLive() ? 'Live' : 'Waiting')}</span>
      </header>
      ${feed(() => room.activity().filter(change => change.kind !== 'reaction').slice(0, SHOWN), room.names)}
      <a class="link" href=${`/plans/${room.id}/history`}>All changes</a>
    </section>`;
}
