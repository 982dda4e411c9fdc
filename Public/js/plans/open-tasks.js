// The open tasks of the plan, for all or for the reader's own team; the Tasks tab has them all.

import { html, signal, when } from '../dom.js';
import { freshness } from '../alignment/freshness.js';
import { isLate, isOpen } from '../tasks/statuses.js';
import { taskTable } from '../tasks/table.js';
import { planDesk } from './desk.js';

export function openTasks(room) {
  const whose = signal('all');
  const mine = room.standing.peek().part?.team ?? room.me().team;
  const open = () => room.tasks().filter(isOpen);
  const shown = () => (whose() === 'mine' ? open().filter(task => task.team === mine) : open());
  const summary = () => {
    const late = open().filter(isLate).length;
    return `${open().length} open${late ? `, ${late} overdue` : ''}`;
  };
  const choice = (value, word) => html`
    <label><input type="radio" name="whose" value=${value} ?checked=${value === 'all'}
      @change=${() => whose.set(value)}>${word}</label>`;
  return html`
    <section class="card" aria-labelledby="tasks-h">
      <header>
        <h2 id="tasks-h">Tasks</h2><p>${summary}</p>
        <fieldset class="seg"><legend class="vh">Whose tasks</legend>
          ${choice('all', 'All')}${choice('mine', room.names.team(mine) ?? 'Mine')}</fieldset>
      </header>
      ${when(() => shown().length > 0,
        () => taskTable({ ...planDesk(room, shown), select: null }, () => 'status'),
        () => html`<div class="empty-state slim"><p>${open().length
          ? 'Nothing open here.' : 'No task is open. A task is a piece of work for one team, with a day.'}</p></div>`)}
      <div class="foot"><span class="end">${freshness(room, 'tasks')}</span></div>
    </section>`;
}
