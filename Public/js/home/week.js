// My tasks of this week: the day, the state, what and for whom; the state is changed in place.

import { each, html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { teamName } from '../elements/team.js';
import { daysUntil, many, weekday } from '../format.js';
import { edit } from '../outbox.js';
import { team } from '../session.js';
import { tell } from '../shell/tell.js';
import { statusesFor } from '../tasks/handshake.js';
import { dueTone, STATUSES } from '../tasks/statuses.js';

const dueWords = due => (daysUntil(due) === 0 ? 'Today' : weekday(due));

export function weekTable(tasks, accountName) {
  return html`
    <table class="rows cards" data-keys="list">
      <caption class="vh">Your tasks due this week</caption>
      <thead class="vh"><tr><th scope="col">Day</th><th scope="col">Status</th><th scope="col">Task</th>
        <th scope="col">Account</th><th scope="col">Team</th></tr></thead>
      <tbody>${each(tasks, task => task.id, task => row(task, accountName))}</tbody>
    </table>`;
}

function row(task, accountName) {
  const late = () => Math.max(0, -daysUntil(task().due));
  return html`
    <tr data-row>
      <td class="dy"><time datetime=${() => task().due} class=${() => ['due', dueTone(task())]}>
        ${() => dueWords(task().due)}</time></td>
      <td class="ic">${() => statusButton(task())}</td>
      <th scope="row" class="ti">
        <a data-open href=${() => `/plans/${task().plan}/tasks?task=${task().id}`}>${() => task().title}</a>${' '}
        ${() => (task().status === 'blocked' ? html`<span class="tag bad">Blocked</span>` : null)}
        ${() => (late() ? html`<span class="tag bad">${many(late(), 'day')} late</span>` : null)}
      </th>
      <td class="ac">${() => accountName(task().plan)}</td>
      <td class="tm">${() => teamName(team(task().team))}</td>
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
