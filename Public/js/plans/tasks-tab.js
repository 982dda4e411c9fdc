// The Tasks tab: table or board, in groups, filtered; what is shown stands in the address.

import { computed, html, match, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { taskBoard } from '../tasks/board.js';
import { taskBulk } from '../tasks/bulk.js';
import { isOpen } from '../tasks/statuses.js';
import { taskTable } from '../tasks/table.js';
import { planDesk } from './desk.js';

const GROUPS = { status: 'Status', team: 'Team', assignee: 'Assignee', due: 'Due day' };

/** The address says { view, by, show }; `setSearch(change)` puts them there, `newTask()` opens the form. */
export function tab(room, { params, newTask, setSearch: setView }) {
  const view = computed(() => Object.fromEntries(params().search));
  const isBoard = computed(() => view().view === 'board');
  const by = () => (isBoard() ? (view().by === 'team' ? 'team' : 'status') : GROUPS[view().by] ? view().by : 'status');
  const tasks = computed(() => (isBoard() || view().show === 'all' ? room.tasks() : room.tasks().filter(isOpen)));
  const desk = planDesk(room, tasks, by);
  return html`
    <div>
      <div class="view-bar">
        ${views(isBoard, setView)}
        <select class="field" aria-label="Group by" @change=${event => setView({ by: event.target.value })}>
          ${() => Object.entries(isBoard() ? { status: 'Status', team: 'Team' } : GROUPS).map(([key, word]) => html`
            <option value=${key} ?selected=${by() === key}>By ${word.toLowerCase()}</option>`)}
        </select>
        ${when(() => !isBoard(), () => html`
          <label class="check"><input type="checkbox" .checked=${view.peek().show === 'all'}
            @change=${event => setView({ show: event.target.checked ? 'all' : '' })}>Done and dropped too</label>`)}
      </div>
      ${when(() => room.tasks().length === 0, () => teaching(room, newTask))}
      ${when(() => room.tasks().length > 0, () => match(isBoard, board => (board
        ? taskBoard(desk, by)
        : html`<section class="card" aria-label="Tasks">
            ${when(() => tasks().length > 0, () => taskTable(desk, by), () => html`
              <div class="empty-state slim"><p>Everything here is done.</p></div>`)}</section>`)))}
      ${when(() => room.standing().canEdit, () => taskBulk(desk))}
    </div>`;
}

function views(isBoard, setView) {
  const choice = (value, word, on) => html`
    <label><input type="radio" name="view" value=${value} .checked=${on}
      @change=${() => setView({ view: value === 'board' ? 'board' : '', by: '' })}>${word}</label>`;
  return html`
    <fieldset class="seg"><legend class="vh">View</legend>
      ${choice('table', 'Table', () => !isBoard())}${choice('board', 'Board', isBoard)}</fieldset>`;
}

function teaching(room, newTask) {
  return html`
    <section class="card">
      <div class="empty-state">
        <h2>No tasks yet</h2>
        <p>A task is a piece of work for one team: what, by when, and usually by whom. Tie it to an objective, so that
          everybody sees what it is for.</p>
        ${when(() => room.standing().canEdit, () => html`
          <button type="button" class="btn primary" @click=${newTask}>Write the first task</button>`)}
        <div class="example" aria-hidden="true">
          <span class="tag">Example</span>
          <div class="line">
            ${icon('todo', 'st todo')}<b>Invitation list for depot 3 training</b><span class="end due">25 Nov</span>
          </div>
        </div>
      </div>
    </section>`;
}
