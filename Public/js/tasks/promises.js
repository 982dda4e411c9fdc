// The promises that a figure is made of: those that fell due in the last 90 days and were kept or not, as the server
// counts them, then those that are still to come, and what no longer counts.

import { computed, each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { day as dayText, dayOf, daysUntil, many, today } from '../format.js';
import { isRenegotiated } from './handshake.js';
import { answering, betweenTeams, handshakeTag } from './request-cells.js';
import { isOpen, stands, STATUSES } from './statuses.js';

const GROUPS = {
  missed: { word: 'Not kept', icon: 'no', tone: 'declined' },
  ahead: { word: 'Not due yet', icon: 'clock' },
  kept: { word: 'Kept', icon: 'yes', tone: 'accepted' },
  past: { word: 'No longer counted', icon: 'none' },
};

/** `desk` as for the table (table.js); `team` reads whose promises, nothing for those of all teams. */
export function promiseList(room, desk, team) {
  const reading = room.alignment.now;
  const counted = computed(() => reading()?.promises.filter(it => !team() || it.team === team()) ?? []);
  const rows = computed(() => promisesOf(desk.tasks(), counted().flatMap(it => it.tasks)));
  const groups = computed(() => Object.keys(GROUPS)
    .map(key => ({ key, rows: rows().filter(it => it.group === key).sort(byDay) }))
    .filter(group => group.rows.length));
  const sum = field => counted().reduce((total, it) => total + it[field], 0);
  const summary = () => reading() && (sum('due')
    ? `Kept ${sum('kept')} of ${sum('due')} due in 90 days`
    : 'None fell due in 90 days');
  return html`
    <section class="card" aria-labelledby="promises-h">
      <header>
        <h2 id="promises-h">Promises${() => (team() ? [' of ', teamName(room.team(team()))] : null)}</h2>
        <p>${summary}</p>
      </header>
      ${when(() => groups().length > 0, () => table(desk, groups), () => html`
        <div class="empty-state slim"><p>Nothing is promised yet. A task that one team asks of another becomes a promise
          when it is accepted.</p></div>`)}
    </section>`;
}

/** One for each promised day: a task whose day passed before another was accepted has two. */
function promisesOf(tasks, counted) {
  const known = new Map(tasks.map(task => [task.id, task]));
  const rows = counted.filter(it => known.has(it.task)).map(it => {
    const task = known.get(it.task);
    // One that was dropped counts from the day it was dropped.
    const isDrop = task.status === 'dropped' && stands(task) && !task.misses.includes(it.day);
    return { task, day: isDrop ? task.promised : it.day, group: it.isKept ? 'kept' : 'missed' };
  });
  const isCounted = new Set(rows.map(row => `${row.task.id} ${row.day}`));
  for (const task of tasks) {
    for (const day of [...task.misses, task.promised]) {
      if (!day || isCounted.has(`${task.id} ${day}`)) continue;
      const isAhead = day === task.promised && stands(task) && day >= today() && task.status !== 'dropped';
      rows.push({ task, day, group: isAhead ? 'ahead' : 'past' });
    }
  }
  return rows.map(row => ({ ...row, key: `${row.task.id} ${row.day}` }));
}

const byDay = (a, b) => a.day.localeCompare(b.day) || a.task.number - b.task.number;

function table(desk, groups) {
  return html`
    <table class="tbl tk cards" role="table" data-keys="list">
      <caption class="vh">Promises</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader"><span class="vh">Kept</span></th>
          <th scope="col" role="columnheader">Promise</th>
          <th scope="col" role="columnheader">Asked by, promised by</th>
          <th scope="col" role="columnheader"><span class="vh">What became of it</span></th>
          <th scope="col" role="columnheader" class="r">Promised for</th>
          <th scope="col" role="columnheader"><span class="vh">Assignee</span></th>
        </tr>
      </thead>
      ${each(groups, group => group.key, group => html`
        <tbody role="rowgroup">
          <tr class="grp" role="row">
            <th scope="rowgroup" role="rowheader" colspan="6">
              ${sign(group.peek().key)}${GROUPS[group.peek().key].word}
              <span class="n">${() => group().rows.length}</span>
            </th>
          </tr>
          ${each(() => group().rows, it => it.key, it => row(desk, it))}
        </tbody>`)}
    </table>`;
}

const sign = key => icon(GROUPS[key].icon, `hand ${GROUPS[key].tone ?? ''}`);

function row(desk, it) {
  const task = () => it().task;
  return html`
    <tr role="row" tabindex="-1" data-row class=${() => (isOpen(task()) ? '' : 'over')}
      ${desk.mark({ peek: () => it.peek().task })}>
      <td role="cell" class="ic"><span class="status" role="img" aria-label=${() => GROUPS[it().group].word}>
        ${() => sign(it().group)}</span></td>
      <td role="cell" class="ti">
        <span class="oid">${() => `T-${task().number}`}</span>
        <a data-open href=${() => desk.address(task())}>${() => task().title}</a></td>
      <td role="cell" class="tm">${() => betweenTeams(task(), desk.names)}</td>
      <td role="cell" class="sx"><span class="acts">${() => becameOf(desk, it())}</span></td>
      <td role="cell" class="du r nw">
        <time datetime=${() => it().day} class=${() => ['due', it().group === 'missed' && isOpen(task()) && 'late']}>
          ${() => dayText(it().day)}</time></td>
      <td role="cell" class="as">${() => avatar(desk.names.person(task().assignee), 'sm')}</td>
    </tr>`;
}

function becameOf(desk, { task, day }) {
  if (day === task.promised && (isRenegotiated(task) || task.released)) {
    return task.released ? handshakeTag(task) : answering(desk, task);
  }
  return [html`<span class="sub">${inWords(task, day)}</span>`, day === task.promised ? reopening(desk, task) : null];
}

const reopening = (desk, task) => (isOpen(task) ? null : answering(desk, task, { isTagged: false }));

function inWords(task, day) {
  if (day !== task.promised) return `moved to ${dayText(task.promised)}`;
  if (task.status === 'done' && task.doneAt) return `done ${dayText(dayOf(task.doneAt))}`;
  const late = -daysUntil(day);
  if (isOpen(task) && late > 0) return `${many(late, 'day')} late`;
  return STATUSES[task.status].word.toLowerCase();
}
