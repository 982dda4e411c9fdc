// The promises that fell due in the last 90 days: of one team, or of all, each with what became of it.

import { computed, each, html, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { day, dayOf, many, oneDecimal, percent } from '../format.js';
import { isOpen } from '../tasks/statuses.js';

/** `promises` reads { kept, due, tasks: [{ task, day, isKept }] } of a team, or nothing. */
export function promisesDue(room, promises) {
  const newest = () => (promises()?.tasks ?? []).toSorted((a, b) => b.day.localeCompare(a.day));
  return html`
    <ul class="dues">${each(newest, it => `${it.task} ${it.day}`, it => {
      const task = () => room.task(it().task);
      const title = () => task()?.title ?? 'A task that was deleted';
      const href = () => (task() ? room.taskAddress(task()) : `/plans/${room.id}/history?kind=task`);
      return html`
        <li class=${() => (it().isKept ? 'kept' : 'missed')}>
          ${() => icon(it().isKept ? 'yes' : 'no')}
          <a href=${href}>${title}</a>
          <time class="num" datetime=${() => it().day}>${() => day(it().day)}</time>
          <span class="sub">${() => whatBecame(it(), task())}</span>
        </li>`;
    })}</ul>`;
}

function whatBecame({ day: promised, isKept }, task) {
  const done = task?.doneAt ? `done on ${day(dayOf(task.doneAt))}` : '';
  if (isKept) return ['Kept', done].filter(Boolean).join(', ');
  if (!task) return 'Not kept: the task was deleted';
  if (task.status === 'dropped') return 'Not kept: it was dropped';
  if (task.promised && task.promised !== promised) return `Not kept: another day, ${day(task.promised)}, was promised too late`;
  return `Not kept: ${isOpen(task) ? 'still open' : done || 'done later'}`;
}

/** All teams, and how their shares make the ingredient. */
export function promisesPanel(room) {
  const reading = room.alignment.now;
  const ingredient = () => reading()?.ingredients.find(it => it.name === 'promises');
  const ofTeams = computed(() => reading()?.promises ?? []);
  const sum = () => {
    const { part, earned, points } = ingredient();
    const shares = ofTeams().map(it => `${room.names.team(it.team)} ${it.kept} of ${it.due}`).join(', ');
    return `${shares}: on the mean of ${many(ofTeams().length, 'team')} ${percent(part)}, which is `
      + `${oneDecimal(earned)} of ${Math.round(points)} points.`;
  };
  return html`
    <p class="sub">Promises between teams that fell due in the last 90 days, those overdue among them.</p>
    ${when(() => ofTeams().length, () => html`<p>${sum}</p>`, () => html`
      <p>None has fallen due yet, so this ingredient is left out and its weight shared among the others.</p>`)}
    <a class="link" href=${`/plans/${room.id}/tasks?show=promises`}>All promises of this plan</a>
    ${each(ofTeams, it => it.team, it => html`
      <section>
        <h3>${() => teamName(room.team(it().team))}<span class="v">${() => `${it().kept} of ${it().due} kept`}</span></h3>
        ${promisesDue(room, it)}
      </section>`)}`;
}
