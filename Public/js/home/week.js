// My tasks of this week: the day, the state, what and for whom; the state is changed in place.

import { each, html, match } from '../dom.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { teamName } from '../elements/team.js';
import { daysUntil, many, weekday } from '../format.js';
import { edit } from '../outbox.js';
import { team } from '../session.js';
import { tell } from '../shell/tell.js';
import { statusesFor } from '../tasks/handshake.js';
import { dueDay, dueTone, STATUSES } from '../tasks/statuses.js';

const dueWords = due => (daysUntil(due) === 0 ? 'Today' : weekday(due));

const HEADS = ['Day', 'Status', 'Task', 'Account', 'Team'];

/** On a phone its rows are cards, and keep their roles. */
export function weekTable(tasks, accountName) {
  return html`
    <table class="rows cards" role="table" data-keys="list">
      <caption class="vh">Your tasks due this week</caption>
      <thead class="vh" role="rowgroup"><tr role="row">
        ${HEADS.map(word => html`<th scope="col" role="columnheader">${word}</th>`)}</tr></thead>
      <tbody role="rowgroup">${each(tasks, task => task.id, task => row(task, accountName))}</tbody>
    </table>`;
}

function row(task, accountName) {
  const late = () => Math.max(0, -daysUntil(dueDay(task())));
  return html`
    <tr data-row role="row">
      <td role="cell" class="dy"><time datetime=${() => dueDay(task())} class=${() => ['due', dueTone(task())]}>
        ${() => dueWords(dueDay(task()))}</time></td>
      <td role="cell" class="ic">${match(() => `${task().status} ${task().handshake} ${task().title}`,
        () => statusButton(task.peek()))}</td>
      <th scope="row" role="rowheader" class="ti">
        <a data-open href=${() => `/plans/${task().plan}/tasks?task=${task().id}`}>${() => task().title}</a>${' '}
        ${() => (task().status === 'blocked' ? html`<span class="tag bad">Blocked</span>` : null)}
        ${() => (late() ? html`<span class="tag bad">${many(late(), 'day')} late</span>` : null)}
      </th>
      <td role="cell" class="ac">${() => accountName(task().plan)}</td>
      <td role="cell" class="tm">${() => teamName(team(task().team))}</td>
    </tr>`;
}

function statusButton(task) {
  const { word, icon: drawing } = STATUSES[task.status];
  const set = status => {
    const says = `${task.title}: ${STATUSES[status].word}`;
    edit('task', task.id, { status }, { says }).catch(tell);
  };
  return menuButton({
    look: 'btn quiet sm icon', label: `Status of ${task.title}: ${word}`, content: icon(drawing, `st ${task.status}`),
    items: () => statusesFor(task).map(status => ({
      text: STATUSES[status].word, icon: STATUSES[status].icon, isChecked: status === task.status,
      run: () => set(status),
    })),
  });
}
