// The Plan tab: whether the teams still agree, what they have promised, what the plan wants to reach, who works on it, what happens.

import { html } from '../dom.js';
import { alignmentCard } from '../alignment/card.js';
import { driftBar } from '../alignment/drift.js';
import { signOffsCard } from '../alignment/sign-offs.js';
import { feed } from '../journal/feed.js';
import { commentBox } from '../reviews/comments.js';
import { commitmentMap } from './commitments.js';
import { objectivesCard } from './objectives.js';
import { planTeam } from './plan-team.js';
import { openTasks } from './open-tasks.js';

const SHOWN = 10;

export function planSummary(room) {
  return html`
    ${driftBar(room)}
    <div class="cols">
      <div class="col">
        ${alignmentCard(room)}
        ${commitmentMap(room)}
        ${objectivesCard(room)}
        ${openTasks(room)}
      </div>
      <aside class="rail" aria-label="Sign-offs, plan team and activity">
        ${signOffsCard(room)}
        ${planTeam(room)}
        <section class="card flat" aria-labelledby="activity-h">
          <header>
            <h2 id="activity-h">Activity</h2>
            <span class="pulse ${() => (room.isLive() ? '' : 'off')}">${() => (room.isLive() ? 'Live' : 'Waiting')}</span>
          </header>
          ${feed(() => room.activity().slice(0, SHOWN), room.names)}
          <a class="link" href=${`/plans/${room.id}/history`}>All changes</a>
          ${commentBox(room, () => null)}
        </section>
      </aside>
    </div>`;
}
