// The Plan tab: whether the teams still agree, what they have promised, what the plan wants to reach, who works on
// it, what happens.

import { html, onCleanup, scope, signal } from '../dom.js';
import { tell } from '../shell/tell.js';
import { styles } from '../styles.js';
import { commitmentMap } from './commitments.js';
import { objectivesCard } from './objectives.js';
import { planTeam } from './plan-team.js';

/** The tasks lie below the first screen: they wait until nothing else is to do, or somebody is about to see them. */
const PATIENCE = 600;

export function tab(room) {
  const agreement = draw => async () => {
    const module = await import('../alignment/plan.js');
    await module.dressed;
    return () => draw(module)(room);
  };
  return html`
    ${later(agreement(it => it.driftBar), { place: room.standing.peek().part?.duty && 'bar-room' })}
    <div class="cols">
      <div class="col">
        ${later(agreement(it => it.alignmentCard), { place: 'al-room' })}
        ${commitmentMap(room)}
        ${objectivesCard(room)}
        ${later(async () => {
          const [{ openTasks }] = await Promise.all([import('./open-tasks.js'), styles('work', 'requests')]);
          return () => openTasks(room);
        }, { place: 'below', patience: PATIENCE })}
      </div>
      <aside class="rail" aria-label="Sign-offs, plan team and activity">
        ${later(agreement(it => it.signOffsCard), { place: 'signs-room' })}
        ${planTeam(room)}
        ${later(async () => {
          const { activityCard } = await import('./activity.js');
          return () => activityCard(room);
        })}
      </aside>
    </div>`;
}

/** A part that comes once the rest can be read; `load` answers a function that draws it. */
function later(load, { place = null, patience = 0 } = {}) {
  const part = signal(null);
  const here = scope(() => null);
  let isAsked = false;
  const draw = async () => {
    if (isAsked) return;
    isAsked = true;
    const drawn = await load();
    part.set(here.run(drawn));
  };
  const watch = element => {
    const observer = new IntersectionObserver(seen => seen.some(it => it.isIntersecting) && draw().catch(tell));
    if (patience) observer.observe(element);
    const timer = setTimeout(() => draw().catch(tell), patience);
    onCleanup(() => {
      observer.disconnect();
      clearTimeout(timer);
    });
  };
  return html`<div class=${() => [place, part() && 'drawn']} ${watch}>${part}</div>`;
}
