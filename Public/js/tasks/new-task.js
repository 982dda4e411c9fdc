// The form for a new task.

import { computed, each, html, signal } from '../dom.js';
import { formDialog } from '../elements/dialog.js';
import * as outbox from '../outbox.js';

/** Opens the form for a plan's room; `start` may name a team or an objective. */
export function openNewTask(room, start = {}) {
  const mine = room.standing.peek().acts;
  const teams = room.teams.peek().map(it => it.id);
  const team = signal(start.team ?? (teams.includes(mine) ? mine : teams[0]));
  const asked = computed(() => (team() !== mine ? room.names.team(team()) : null));
  const save = values => outbox.create('task', { plan: room.id, ...(asked.peek() && { from: mine }), ...values }, {
    says: asked.peek() ? `${asked.peek()} asked` : 'Task added',
  }).done;
  return formDialog({
    title: () => (asked() ? `Ask ${asked()} for a task` : 'New task'),
    submit: () => (asked() ? `Ask ${asked()}` : 'Add task'),
    fields: () => fields(room, start, team, asked),
    save,
  });
}

function fields(room, start, team, asked) {
  const assignees = computed(() => room.parts()
    .map(part => ({ ...room.member(part.member), acts: part.team }))
    .sort((a, b) => (b.acts === team()) - (a.acts === team())));
  return html`
    <label>Title<input class="field" name="title" required maxlength="200" autocomplete="off" autofocus></label>
    <div class="pair">
      <label>Team
        <select class="field" name="team" required @change=${event => team.set(event.target.value)}>
          ${each(room.teams, it => it.id, it => html`
            <option value=${() => it().id} ?selected=${it.peek().id === team.peek()}>${() => it().name}</option>`)}
        </select>
      </label>
      <label>Assignee
        <select class="field" name="assignee">
          <option value="">Nobody yet</option>
          ${each(assignees, it => it.id, it => html`<option value=${() => it().id}>${() => it().name}</option>`)}
        </select>
      </label>
      <label>Due<input class="field" type="date" name="due" min="1970-01-01" max="2199-12-31"></label>
      <label>Priority
        <select class="field" name="priority">
          <option value="low">Low</option><option value="normal" selected>Normal</option>
          <option value="high">High</option>
        </select>
      </label>
    </div>
    <p class="hint" role="status">${() => (asked()
      ? `A request: ${asked()} accepts, offers another day or declines. Only what is accepted is a promise.` : '')}</p>
    <label>Objective
      <select class="field" name="objective">
        <option value="">None</option>
        ${each(room.objectives, it => it.id, it => html`
          <option value=${() => it().id} ?selected=${it.peek().id === start.objective}>
            ${() => `O${it().number} ${it().title}`}</option>`)}
      </select>
    </label>
    <label>Notes<textarea class="field" name="notes" rows="2" maxlength="10000"></textarea></label>`;
}
