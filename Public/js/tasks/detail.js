// One task beside its list: every field where it stands, its parts, what it waits for, what is said about it.

import { computed, each, html, signal, when } from '../dom.js';
import { sentence } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { day, dayOf, number } from '../format.js';
import { lazyHistory } from '../journal/lazy-history.js';
import { create } from '../outbox.js';
import { tell } from '../shell/tell.js';
import { comments } from '../reviews/comments.js';
import { statusesFor } from './handshake.js';
import { requestDetail } from './request-detail.js';
import { byUrgency, isOpen, PRIORITIES, RECURRENCES, stands, STATUSES } from './statuses.js';

const PRIORITY_CHOICES = Object.entries(PRIORITIES);
const inDays = value => `${number(value)} ${value === 1 ? 'day' : 'days'}`;
const statusChoices = task => statusesFor(task).map(status => [status, STATUSES[status].word]);

export function taskDetail(room, task, close) {
  const edit = (field, options) => room.edit('task', task, field, options);
  const dayField = label => ({ label, type: 'day', show: value => day(value), empty: 'No day' });
  // The day of a promise is not changed by one side: it is asked for.
  const proposing = () => (stands(task.peek()) ? `Another day proposed: ${task.peek().title}` : null);
  const parts = computed(() => room.tasks().filter(it => it.parent === task().id).sort(byUrgency));
  const blockers = computed(() => task().waitsFor.map(id => room.task(id)).filter(Boolean));
  const remove = () => {
    close();
    room.remove('task', task.peek(), 'Task deleted');
  };
  const objectives = () => room.objectives().map(it => [it.id, `O${it.number} ${it.title}`]);
  return html`
    <header>
      <span class="oid">${() => `T-${task().number}`}</span><h2 class="sub">Task</h2>
      ${() => (room.standing().canDeleteTask(task())
        ? html`<button type="button" class="btn quiet sm" @click=${remove}>Delete</button>` : null)}
      <button type="button" class="btn quiet icon" aria-label="Close" autofocus @click=${close}>${icon('x')}</button>
    </header>
    <div class="detail">
      ${() => parentLine(room, task())}
      <h3 class="title">${edit('title', { label: 'Title', isRequired: true })}</h3>
      ${requestDetail(room, task)}
      <dl class="props">
        <dt>Status</dt><dd>${edit('status', { label: 'Status', type: 'choice', choices: () => statusChoices(task()) })}
          ${() => (task().doneAt ? html`<span class="sub">${' '}on ${day(dayOf(task().doneAt))}</span>` : null)}</dd>
        <dt>Team</dt><dd>${edit('team', { label: 'Team', type: 'team', teams: room.teams, isRequired: true })}</dd>
        <dt>Assignee</dt><dd>${edit('assignee', { label: 'Assignee', type: 'member', members: room.members })}</dd>
        <dt>Due</dt><dd>${edit('due', { ...dayField('Due day'), says: proposing })}</dd>
        <dt>Start</dt><dd>${edit('start', dayField('First day'))}</dd>
        <dt>Priority</dt><dd>${edit('priority', { label: 'Priority', type: 'choice', choices: PRIORITY_CHOICES })}</dd>
        <dt>Effort</dt>
        <dd>${edit('effort', { label: 'Effort in days', type: 'number', show: inDays, empty: 'Not set' })}</dd>
        <dt>Objective</dt><dd>${edit('objective', {
          label: 'Objective', type: 'choice', choices: objectives, empty: 'None',
        })}</dd>
        <dt>Repeats</dt><dd>${edit('recurrence', {
          label: 'Repeats', type: 'choice', choices: Object.entries(RECURRENCES), empty: 'Never',
        })}</dd>
      </dl>
      <section>
        <h3>Notes</h3>
        <div class="notes">${edit('notes', { label: 'Notes', type: 'lines', empty: 'Add notes' })}</div>
      </section>
      ${waitingFor(room, task, blockers)}
      ${subTasks(room, task, parts)}
      ${comments(room, () => `task:${task().id}`)}
      ${lazyHistory(room, 'task', task.peek().id)}
    </div>`;
}

function parentLine(room, task) {
  const parent = task.parent && room.task(task.parent);
  if (!parent) return null;
  return html`<p class="sub">Part of <a class="link" href=${room.taskAddress(parent)}>${parent.title}</a></p>`;
}

function listed(room, task, action = () => null) {
  return html`
    <li class=${() => (isOpen(task()) ? '' : 'over')}>
      ${() => icon(STATUSES[task().status].icon, `st ${task().status}`)}
      <span class="vh">${() => STATUSES[task().status].word}</span>
      <a href=${() => room.taskAddress(task())}>${() => task().title}</a>
      <span class="due">${() => (task().due ? day(task().due) : '')}</span>
      ${action(task)}
    </li>`;
}

function waitingFor(room, task, blockers) {
  const canEdit = () => room.standing().canEdit;
  const others = () => room.tasks()
    .filter(it => isOpen(it) && it.id !== task().id && !task().waitsFor.includes(it.id))
    .sort((a, b) => a.number - b.number);
  const set = waitsFor => room.save('task', task.peek(), { waitsFor });
  const drop = blocker => when(canEdit, () => html`
    <button type="button" class="btn quiet sm icon" aria-label=${() => `No longer wait for ${blocker().title}`}
      @click=${() => set(task.peek().waitsFor.filter(id => id !== blocker.peek().id))}>${icon('x')}</button>`);
  const add = event => {
    const id = event.currentTarget.value;
    event.currentTarget.value = '';
    if (id) set([...task.peek().waitsFor, id]);
  };
  return html`
    <section ?hidden=${() => blockers().length === 0 && !canEdit()}>
      <h3>Waits for</h3>
      <ul class="list">${each(blockers, it => it.id, it => listed(room, it, drop))}</ul>
      ${when(() => canEdit() && others().length > 0, () => html`
        <select class="field" aria-label="Wait for another task" @change=${add}>
          <option value="">Wait for another task</option>
          ${each(others, it => it.id, it => html`
            <option value=${() => it().id}>${() => `T-${it().number} ${it().title}`}</option>`)}
        </select>`)}
    </section>`;
}

function subTasks(room, task, parts) {
  const canEdit = () => room.standing().canEdit;
  const done = () => parts().filter(it => it.status === 'done').length;
  const problem = signal(null);
  const add = async event => {
    event.preventDefault();
    const field = event.currentTarget.querySelector('input');
    const title = field.value.trim();
    if (!title) return;
    field.value = '';
    problem.set(null);
    const { id, team, objective } = task.peek();
    const fields = { plan: room.id, title, team, parent: id, ...(objective && { objective }) };
    try {
      await create('task', fields, { says: 'Sub-task added' }).done;
    } catch (error) {
      if (!field.isConnected) return tell(error);
      // The next one may be half written, and is not overwritten.
      const why = sentence(error.message);
      problem.set(field.value ? `“${title}” was not added. ${why}` : why);
      field.value ||= title;
    }
  };
  return html`
    <section ?hidden=${() => parts().length === 0 && !canEdit()}>
      <h3>Sub-tasks <span class="n">${() => (parts().length ? `${done()} of ${parts().length}` : '')}</span></h3>
      <ul class="list">${each(parts, it => it.id, it => listed(room, it))}</ul>
      ${when(canEdit, () => html`
        <form @submit=${add}>
          <input class="field" maxlength="200" aria-label="New sub-task" placeholder="Add a sub-task">
          ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
        </form>`)}
    </section>`;
}
