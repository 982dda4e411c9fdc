// An objective in a review: how far it is beside an even pace, how it came there, who committed to it, what was promised.

import { get } from '../api.js';
import { computed, each, effect, html, signal, untrack, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { dot, teamName } from '../elements/team.js';
import { avatar } from '../elements/avatar.js';
import { day, dayOf, distance, measured } from '../format.js';
import { stateOf, STATES } from '../plans/commitment-states.js';
import { paceOf } from '../plans/pace.js';
import { inBrief, isBetween } from '../tasks/handshake.js';
import { byUrgency, dueDay, isLate, isOpen, STATUSES } from '../tasks/statuses.js';
import { paceChart } from './chart.js';

export function objectiveItem(room, objective) {
  const pace = computed(() => paceOf(objective(), room.plan()));
  const isMeasured = () => pace().progress !== null;
  const even = computed(() => evenPace(objective(), pace().expected));
  const tasks = computed(() => room.tasks().filter(it => it.objective === objective()?.id).sort(byUrgency));
  const promises = () => tasks().filter(isBetween);
  const others = () => tasks().filter(it => !isBetween(it) && isOpen(it));
  return html`
    ${when(isMeasured, () => [figures(objective, even), history(room, objective, even)], () => html`
      <p class="sub">It has no measure with a target and a current value yet.</p>`)}
    <section class="sect"><h3>Commitments</h3>
      <ul class="standings">${each(room.teams, it => it.id, team => html`
        <li>${() => dot(team())}${() => team().name}${() => answer(room.commitmentAt(objective().id, team().id))}</li>`)}</ul>
    </section>
    ${when(() => promises().length, () => html`
      <section class="sect"><h3>Promises on this objective</h3>${taskRows(room, promises)}</section>`)}
    ${when(() => others().length, () => html`
      <section class="sect"><h3>Open tasks</h3>${taskRows(room, others)}</section>`)}`;
}

function answer(commitment) {
  const state = stateOf(commitment);
  const { word, icon: name } = STATES[state];
  return html`<span class="ans ${state}">${icon(name)}${word.toLowerCase()}</span>`;
}

function evenPace({ baseline, target }, expected) {
  if (expected === null) return null;
  const from = baseline ?? 0;
  const value = from + (target - from) * expected / 100;
  return Math.abs(target - from) > 20 ? Math.round(value) : Math.round(value * 10) / 10;
}

function figures(objective, even) {
  const of = value => measured(value, objective().unit);
  const fact = (label, value, more) => html`
    <div><dt>${label}</dt><dd>${value}${() => (more?.() ? html`<small>${more()}</small>` : null)}</dd></div>`;
  return html`
    <dl class="figs">
      ${fact(() => objective().measure ?? 'Current value', () => of(objective().current), () => `target ${of(objective().target)}`)}
      ${when(() => even() !== null, () => fact('Even pace today', () => of(even())))}
      ${fact('Baseline', () => of(objective().baseline ?? 0))}
      ${when(() => objective().due, () => fact('Due', () => day(objective().due), () => distance(objective().due)))}
    </dl>`;
}

/** Its values as they were entered, from its history. */
function history(room, objective, even) {
  const points = signal([]);
  const read = async () => {
    const { items } = await get(`/api/changes?plan=${room.id}&record=${objective.peek().id}&limit=200`);
    points.set(items.filter(it => typeof it.after.current === 'number' || it.action === 'create').toReversed()
      .map(it => ({ day: dayOf(it.at), value: it.after.current ?? objective.peek().baseline ?? 0 })));
  };
  effect(() => {
    objective()?.current;
    untrack(() => read().catch(() => {}));
  });
  const line = computed(() => {
    const { baseline, target, current, unit, due, createdAt } = objective();
    const from = room.plan()?.start ?? points()[0]?.day ?? dayOf(createdAt);
    return { from, to: due ?? room.plan()?.end ?? from, baseline: baseline ?? 0, target, current, unit, expected: even() };
  });
  return paceChart(`${objective.peek().measure ?? objective.peek().title} over time`, points, line);
}

/** Tasks as rows that say how they stand; `tasks` reads them. */
export function taskRows(room, tasks) {
  return html`
    <ul class="work-list">${each(tasks, it => it.id, task => html`
      <li>
        ${() => icon(signOf(task()), `st ${isLate(task()) ? 'late' : task().status}`)}
        <a class="t" href=${() => room.taskAddress(task())}>${() => task().title}</a>
        <span class="who">${() => teamName(room.team(task().team))}</span>
        <span class=${() => ['due', isLate(task()) && 'late']}>${() => dueInWords(task())}</span>
        ${() => avatar(room.member(task().assignee), 'sm')}
      </li>`)}</ul>`;
}

const signOf = task => (isLate(task) ? 'clock' : STATUSES[task.status].icon);

function dueInWords(task) {
  if (!isOpen(task)) return isBetween(task) ? inBrief(task)[0] : STATUSES[task.status].word;
  const due = dueDay(task);
  if (!due) return 'no day';
  return isLate(task) ? distance(due) : day(due);
}
