// The Plan tab: whether the teams still agree, what they have promised, what the plan wants to reach, who works on
// it, what happens.

import { html, onCleanup, scope, signal } from '../dom.js';
import { alignmentCard } from '../alignment/card.js';
import { driftBar } from '../alignment/drift.js';
import { signOffsCard } from '../alignment/sign-offs.js';
import { feed } from '../journal/feed.js';
import { commentBox } from '../reviews/box.js';
import { tell } from '../shell/tell.js';
import { styles } from '../styles.js';
import { commitmentMap } from './commitments.js';
import { objectivesCard } from './objectives.js';
import { planTeam } from './plan-team.js';

const SHOWN = 10;
const PATIENCE = 600;

export function tab(room) {
  return html`
    ${driftBar(room)}
    <div class="cols">
      <div class="col">
        ${alignmentCard(room)}
        ${commitmentMap(room)}
        ${objectivesCard(room)}
        ${below(room)}
      </div>
      <aside class="rail" aria-label="Sign-offs, plan team and activity">
        ${signOffsCard(room)}
        ${planTeam(room)}
        <section class="card flat" aria-labelledby="activity-h">
          <header>
            <h2 id="activity-h">Activity</h2>
            <span class="pulse ${() => (room.isLive() ? '' : 'off')}">
              ${() => (room.isLive() ? 'Live' : 'Waiting')}</span>
          </header>
          ${feed(() => room.activity().slice(0, SHOWN), room.names)}
          <a class="link" href=${`/plans/${room.id}/history`}>All changes</a>
          ${commentBox(room, () => null)}
        </section>
      </aside>
    </div>`;
}

/** The tasks lie below the first screen, and come when somebody is about to see them or nothing else is to do. */
function below(room) {
  const card = signal(null);
  const here = scope(() => null);
  let isAsked = false;
  const draw = async () => {
    if (isAsked) return;
    isAsked = true;
    const [{ openTasks }] = await Promise.all([import('./open-tasks.js'), styles('work', 'requests')]);
    card.set(here.run(() => openTasks(room)));
  };
  const watch = element => {
    const observer = new IntersectionObserver(seen => seen.some(it => it.isIntersecting) && draw().catch(tell));
    observer.observe(element);
    const timer = setTimeout(() => draw().catch(tell), PATIENCE);
    onCleanup(() => {
      observer.disconnect();
      clearTimeout(timer);
    });
  };
  return html`<div class="below" ${watch}>${card}</div>`;
}
