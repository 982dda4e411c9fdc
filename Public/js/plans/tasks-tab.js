// The Tasks tab: table, board or promises, in groups, filtered by team; what is shown stands in the address.

import { computed, html, match, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { options } from '../elements/options.js';
import { taskBoard } from '../tasks/board.js';
import { pickButton, taskBulk } from '../tasks/bulk.js';
import { promiseList } from '../tasks/promises.js';
import { isOpen } from '../tasks/statuses.js';
import { taskTable } from '../tasks/table.js';
import { planDesk } from './desk.js';

const VIEWS = { table: 'Table', board: 'Board', promises: 'Promises' };
const WAYS = [
  { id: 'status', name: 'By status', isBoards: true }, { id: 'team', name: 'By team', isBoards: true },
  { id: 'assignee', name: 'By assignee' }, { id: 'due', name: 'By due day' },
];

/**
 * The address says { view, by, show, team }; `setSearch(change)` puts them there, `newTask()` opens the form.
 * "?show=promises&team=…" is what a figure of kept promises leads to.
 */
export function tab(room, { params, newTask, setSearch: setView }) {
  const view = computed(() => Object.fromEntries(params().search));
  const kind = computed(() => (view().show === 'promises' ? 'promises' : view().view === 'board' ? 'board' : 'table'));
  const isBoard = computed(() => kind() === 'board');
  const team = computed(() => (room.allTeams().some(it => it.id === view().team) ? view().team : ''));
  const by = computed(() => WAYS.find(it => it.id === view().by && (it.isBoards || !isBoard()))?.id ?? 'status');
  const isWhole = () => kind() !== 'table' || view().show === 'all';
  const tasks = computed(() => room.tasks()
    .filter(task => (isWhole() || isOpen(task)) && (!team() || task.team === team())));
  const desk = planDesk(room, tasks, by);
  const drawn = drawings(room, desk, { by, team });
  // A team that was taken off the plan has its promises here all the same.
  const teams = computed(() => room.allTeams()
    .filter(it => room.plan()?.teams.includes(it.id) || room.tasks().some(task => task.team === it.id)));
  return html`
    <div>
      <div class="view-bar">
        ${views(kind, setView)}
        ${when(() => kind() !== 'promises', () => html`
          <select class="field" aria-label="Group by" @change=${event => setView({ by: event.target.value })}>
            ${options({ value: by, choices: () => (isBoard() ? WAYS.filter(it => it.isBoards) : WAYS) })}</select>`)}
        <select class="field" aria-label="Team" @change=${event => setView({ team: event.target.value })}>
          ${options({ value: team, choices: teams, any: 'All teams', nameOf: room.names.team })}</select>
        ${when(() => kind() === 'table', () => html`
          <label class="check"><input type="checkbox" .checked=${view.peek().show === 'all'}
            @change=${event => setView({ show: event.target.checked ? 'all' : '' })}>Done and dropped too</label>
          ${when(() => room.standing().canEdit, () => pickButton(desk.select))}`)}
      </div>
      ${when(() => room.tasks().length === 0, () => teaching(room, newTask))}
      ${when(() => room.tasks().length > 0, () => match(kind, shown => drawn[shown]()))}
      ${when(() => room.standing().canEdit && kind() !== 'promises', () => taskBulk(desk))}
    </div>`;
}

const drawings = (room, desk, { by, team }) => ({
  board: () => taskBoard(desk, by),
  promises: () => promiseList(room, desk, team),
  table: () => html`
    <section class="card" aria-label="Tasks">
      ${when(() => desk.tasks().length > 0, () => taskTable(desk, by), () => html`
        <div class="empty-state slim"><p>Everything here is done.</p></div>`)}</section>`,
});

function views(kind, setView) {
  const address = {
    table: { view: '', show: '' }, board: { view: 'board', show: '' }, promises: { view: '', show: 'promises' },
  };
  return html`
    <fieldset class="seg"><legend class="vh">View</legend>
      ${Object.entries(VIEWS).map(([value, word]) => html`
        <label><input type="radio" name="view" value=${value} .checked=${() => kind() === value}
          @change=${() => setView({ by: '', ...address[value] })}>${word}</label>`)}</fieldset>`;
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
