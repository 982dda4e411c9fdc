// Tasks as cards in columns. A card is dragged, or moved by its "Move to…" menu, which serves touch and keyboard.
// What one team asks of another is answered on its card, and not done before it is accepted.

import { computed, each, html, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { dot, teamName } from '../elements/team.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { dueMark } from './due.js';
import { isBetween, isUnpromised, mayBecome } from './handshake.js';
import { answering, betweenTeams, handshakeIcon, reasonOf, requestDay } from './request-cells.js';
import { statusIcon } from './status-menu.js';
import { byUrgency, isOpen, STATUSES } from './statuses.js';

const FINISHED_SHOWN = 12;

/** `desk` as for the table (table.js), with teams() and move(task, patch, word); `by` reads "status" or "team". */
export function taskBoard(desk, by) {
  const columns = computed(() => (by() === 'team' ? teamColumns(desk) : statusColumns(desk)));
  const over = signal(null);
  // While a card is in the air its data cannot be read, and only where it may land is lit.
  const carried = signal(null);
  const mayLand = column => Boolean(carried.peek()) && mayBecome(desk, carried.peek(), column.patch);
  const hover = (event, column) => {
    if (!mayLand(column)) return;
    event.preventDefault();
    over.set(column.key);
  };
  return html`
    <div class="board" role="group" aria-label="Board" data-keys="list">
      ${each(columns, column => column.key, column => html`
        <section class=${() => (over() === column().key ? 'over' : '')} aria-label=${() => column().word}
          @dragover=${event => hover(event, column.peek())}
          @dragleave=${event => event.currentTarget.contains(event.relatedTarget) || over.set(null)}
          @drop=${event => drop(event, desk, column.peek(), over)}>
          <header>
            ${() => column().sign}<h2>${() => column().word}</h2><span class="n">${() => column().tasks.length}</span>
          </header>
          <ul>${each(() => column().tasks, it => it.id, task =>
            html`<li>${ticket(desk, task, columns, carried)}</li>`)}</ul>
        </section>`)}
    </div>`;
}

function statusColumns(desk) {
  const tasks = desk.tasks().toSorted(byUrgency);
  return Object.entries(STATUSES).filter(([key]) => key !== 'dropped').map(([key, { word }]) => {
    const mine = tasks.filter(task => task.status === key);
    return {
      key, word, sign: statusIcon(key), patch: { status: key },
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
  if (task[field] === value || !mayBecome(desk, task, column.patch)) return;
  desk.move(task, column.patch, column.word);
}

function ticket(desk, task, columns, carried) {
  const canMove = () => desk.canEdit(task(), Object.keys(columns()[0]?.patch ?? { status: 1 })[0]);
  const start = event => {
    event.dataTransfer.setData(CARD, task.peek().id);
    event.dataTransfer.effectAllowed = 'move';
    event.currentTarget.classList.add('dragged');
    carried.set(task.peek());
  };
  const end = event => {
    event.currentTarget.classList.remove('dragged');
    carried.set(null);
  };
  const isRequest = () => isBetween(task());
  return html`
    <article class="ticket" data-row tabindex="-1" draggable=${() => String(canMove())}
      @dragstart=${start} @dragend=${end} ${desk.mark(task)}>
      <div class="hd">
        ${() => (isOpen(task()) && isUnpromised(task()) ? handshakeIcon(task()) : null)}
        <span class="oid">${() => `T-${task().number}`}</span>
        ${() => (task().priority === 'high' ? html`<span class="tag bad">High</span>` : null)}
        ${when(canMove, () => mover(desk, task, columns))}
      </div>
      <a class="tt" data-open href=${() => desk.address(task())} draggable="false">${() => task().title}</a>
      <div class="ft">
        <span>
          ${() => (desk.showsAccount ? html`<span>${desk.names.account(task().plan)}</span>` : null)}
          ${() => whose(desk, task(), isRequest())}
          ${() => (isRequest() ? requestDay(task()) : dueMark(task()))}</span>
        ${() => avatar(desk.names.person(task().assignee), 'xs')}
      </div>
      ${() => (isRequest() ? handshake(desk, task()) : null)}
    </article>`;
}

function whose(desk, task, isRequest) {
  if (isRequest) return betweenTeams(task, desk.names);
  return desk.showsAccount ? null : teamName(desk.names.teamOf(task.team));
}

function handshake(desk, task) {
  const reason = reasonOf(task);
  return [
    reason ? html`<p class="reason">${reason}</p>` : null,
    html`<div class="acts">${answering(desk, task)}</div>`,
  ];
}

function mover(desk, task, columns) {
  return menuButton({
    content: icon('more'), look: 'btn quiet sm icon', side: 'end', label: () => `Move ${task().title} to…`,
    items: () => columns.peek().filter(column => mayBecome(desk, task.peek(), column.patch)).map(column => ({
      text: column.word, sign: column.sign.cloneNode(true), run: () => moveTo(desk, task.peek(), column),
    })),
  });
}
