// The Plan tab: whether the teams still agree, what they have promised, what the plan wants to reach, who works on
// it, what happens.

import { isStaff } from '../access/rights.js';
import { html } from '../dom.js';
import { me } from '../session.js';
import { part } from '../shell/part.js';
import { styles } from '../styles.js';
import { commitmentMap } from './commitments.js';

/** What lies below the first screen comes once that can be read. The tasks wait until nothing else is to do, or somebody is about to see them. */
const PATIENCE = 600;

export function tab(room, { setSearch }) {
  // Whether our teams agree is not for guests.
  const isOurs = isStaff(me());
  const agreement = (draw, options) => isOurs && part(async () => {
    const module = await import('../alignment/plan.js');
    await module.dressed;
    return () => draw(module)(room);
  }, options);
  return html`
    ${agreement(it => it.driftBar, { place: room.standing.peek().part?.duty && 'bar-room' })}
    <div class="cols">
      <div class="col">
        ${agreement(it => it.alignmentCard, { place: 'al-room' })}
        ${commitmentMap(room)}
        ${part(async () => {
          const { objectivesCard } = await import('./objectives.js');
          return () => objectivesCard(room);
        }, { place: 'goals-room' })}
        ${part(async () => {
          const [{ openTasks }] = await Promise.all([import('./open-tasks.js'), styles('work', 'requests')]);
          return () => openTasks(room);
        }, { place: 'below', patience: PATIENCE })}
      </div>
      <aside class="rail" aria-label=${`${isOurs ? 'Sign-offs, plan' : 'Plan'} team, discussion and activity`}>
        ${agreement(it => it.signOffsCard, { place: 'signs-room' })}
        ${part(async () => {
          const { planTeam } = await import('./plan-team.js');
          return () => planTeam(room);
        }, { place: 'crew-room' })}
        ${part(async () => {
          const { discussionCard, dressed } = await import('../reviews/discussion.js');
          await dressed;
          return () => discussionCard(room, setSearch);
        }, { place: 'below', patience: PATIENCE })}
        ${part(async () => {
          const { activityCard } = await import('./activity.js');
          return () => activityCard(room);
        })}
      </aside>
    </div>`;
}
