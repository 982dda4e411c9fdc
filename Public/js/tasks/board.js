// Tasks as cards in columns. A card is dragged, or moved by its "Move to…" menu, which serves touch and keyboard.

import { computed, each, html, signal } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { dot, teamName } from '../elements/team.js';
import { icon } from '../elements/icon.js';
import { dueMark } from './due.js';
import { byUrgency, STATUSES } from './statuses.js';

const FINISHED_SHOWN = 12;

/** `desk` as for the table (table.js), with columnsByTeam(); `by` reads "status" or "team". */
export function taskBoard(desk, by) {
  const columns = computed(() => (by() === 'team' ? teamColumns(desk) : statusColumns(desk)));
  const over = signal(null);
  return html`
    <div class="board" role="group" aria-label="Board">
      ${each(columns, column => column.key, column => html`
        <section class=${() => (over() === column().key ? 'over' : '')} aria-label=${() => column().word}
          @dragover=${event => { event.preventDefault(); over.set(column.peek().key); }}
          @dragleave=${event => event.currentTarget.contains(event.relatedTarget) || over.set(null)}
          @drop=${event => drop(event, desk, column.peek(), over)}>
          <header>
            ${() => column().sign}<h2>${() => column().word}</h2><span class="n">${() => column().tasks.length}</span>
          </header>
          <ul>${each(() => column().tasks, it => it.id, task => html`<li>${ticket(desk, task, columns)}</li>`)}</ul>
        </section>`)}
    </div>`;
}

function statusColumns(desk) {
  const tasks = desk.tasks().toSorted(byUrgency);
  return Object.entries(STATUSES).filter(([key]) => key !== 'dropped').map(([key, { word, icon: name }]) => {
    const mine = tasks.filter(task => task.status === key);
    return {
      key, word, sign: icon(name, `st ${key}`), patch: { status: key },
      tasks: key === 'done' ? latestDone(mine) : mine,
    };
  });
}

const latestDone = tasks =>
  tasks.toSorted((a, b) => (b.doneAt ?? '').localeCompare(a.doneAt ?? '')).slice(0, FINISHED_SHOWN);

function teamColumns(desk) {
  const tasks = desk.tasks().filter(task => task.status !== 'done' && task.status !== 'dropped').sort(byUrgency);
  return desk.teams().map(team => ({
    key: team.id, word: team.name, sign: dot(team), patch: { team: team.id },
    tasks: tasks.filter(task => task.team === team.id),
  }));
}

const CARD = 'application/x-quartet-task';

function drop(event, desk, column, over) {
  over.set(null);
  const id = event.dataTransfer.getData(CARD);
  const task = id && desk.find(id);
  if (!task) return;
  event.preventDefault();
  moveTo(desk, task, column);
}

function moveTo(desk, task, column) {
  const [[field, value]] = Object.entries(column.patch);
  if (task[field] === value || !desk.canEdit(task, field)) return;
  desk.move(task, column.patch, column.word);
}

function ticket(desk, task, columns) {
  const id = `move-${task.peek().id}`;
  const canMove = () => desk.canEdit(task(), Object.keys(columns()[0]?.patch ?? { status: 1 })[0]);
  const start = event => {
    event.dataTransfer.setData(CARD, task.peek().id);
    event.dataTransfer.effectAllowed = 'move';
    event.currentTarget.classList.add('dragged');
  };
  return html`
    <article class="ticket" data-id=${() => task().id} tabindex="-1" draggable=${() => String(canMove())}
      @dragstart=${start} @dragend=${event => event.currentTarget.classList.remove('dragged')} ${desk.marks('task', task)}>
      <div class="hd">
        <span class="oid">${() => `T-${task().number}`}</span>
        ${() => (task().priority === 'high' ? html`<span class="tag bad">High</span>` : null)}
        ${() => (canMove() ? mover(desk, task, columns, id) : null)}
      </div>
      <a class="tt" href=${() => desk.address(task())} draggable="false">${() => task().title}</a>
      <div class="ft">
        ${() => (desk.showsAccount ? desk.names.account(task().plan) : teamName(desk.names.teamOf(task().team)))}
        ${() => dueMark(task())}
        ${() => avatar(desk.names.person(task().assignee), 'xs')}
      </div>
    </article>`;
}

function mover(desk, task, columns, id) {
  return html`
    <button type="button" class="btn quiet sm icon" popovertarget=${id}
      aria-label=${() => `Move ${task().title} to…`}>${icon('more')}</button>
    <div class="menu end" popover id=${id}>
      <p class="mh">Move to</p>
      ${columns.peek().map(column => html`
        <button type="button" @click=${event => {
          event.currentTarget.parentElement.hidePopover();
          moveTo(desk, task.peek(), columns.peek().find(it => it.key === column.key));
        }}>${column.sign.cloneNode(true)}${column.word}</button>`)}
    </div>`;
}
