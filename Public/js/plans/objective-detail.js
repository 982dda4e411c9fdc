// One objective beside the plan: all of its fields, the answers of the teams, its tasks, what is said about it.

import { each, html } from '../dom.js';
import { dot } from '../elements/team.js';
import { icon } from '../elements/icon.js';
import { day, measured } from '../format.js';
import { lazyHistory } from '../journal/lazy-history.js';
import { comments } from '../reviews/comments.js';
import { byUrgency, isOpen, STATUSES } from '../tasks/statuses.js';
import { stateOf, STATES } from './commitment-states.js';
import { WEIGHTS } from './objectives.js';

export function objectiveDetail(room, objective, close) {
  const edit = (field, options) => room.edit('objective', objective, field, options);
  const figure = (field, label) => edit(field, {
    label, type: 'number', show: value => measured(value, objective().unit), empty: 'Not set',
  });
  const tasks = () => room.tasks().filter(task => task.objective === objective().id).sort(byUrgency);
  const remove = () => {
    close();
    room.remove('objective', objective.peek(), 'Objective deleted');
  };
  return html`
    <header>
      <span class="oid">${() => `O${objective().number}`}</span><h2 class="sub">Objective</h2>
      ${() => (room.standing().canEdit
        ? html`<button type="button" class="btn quiet sm" @click=${remove}>Delete</button>` : null)}
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${close}>${icon('x')}</button>
    </header>
    <div class="detail">
      <h3 class="title">${edit('title', { label: 'Title', isRequired: true })}</h3>
      <dl class="props">
        <dt>Measure</dt><dd>${edit('measure', { label: 'Measure', empty: 'What is counted' })}</dd>
        <dt>Unit</dt><dd>${edit('unit', { label: 'Unit', empty: 'None; money for the currency' })}</dd>
        <dt>Baseline</dt><dd>${figure('baseline', 'Baseline')}</dd>
        <dt>Current</dt><dd>${figure('current', 'Current value')}</dd>
        <dt>Target</dt><dd>${figure('target', 'Target')}</dd>
        <dt>Due</dt><dd>${edit('due', { label: 'Due day', type: 'day', show: day, empty: 'No day' })}</dd>
        <dt>Owner</dt><dd>${edit('owner', { label: 'Owner', type: 'member', members: () => room.members() })}</dd>
        <dt>Lead team</dt><dd>${edit('leadTeam', { label: 'Lead team', type: 'team', teams: () => room.teams() })}</dd>
        <dt>Weight</dt><dd>${edit('weight', { label: 'Weight', type: 'choice', choices: WEIGHTS })}</dd>
        <dt>Company goal</dt><dd>${edit('companyGoal', { label: 'Company goal', empty: 'Ours that it serves' })}</dd>
        <dt>Customer goal</dt>
        <dd>${edit('customerGoal', { label: 'Customer goal', empty: 'Theirs that it serves' })}</dd>
      </dl>
      <section>
        <h3>Notes</h3>
        <div class="notes">${edit('notes', { label: 'Notes', type: 'lines', empty: 'Add notes' })}</div>
      </section>
      <section>
        <h3>Answers of the teams</h3>
        <ul class="list">
          ${each(room.teams, team => team.id, team => html`
            <li>${() => dot(team())}<span>${() => team().name}</span>
              ${() => answerTag(room.commitmentAt(objective().id, team().id))}</li>`)}
        </ul>
      </section>
      <section ?hidden=${() => tasks().length === 0}>
        <h3>Tasks <span class="n">${() => tasks().length}</span></h3>
        <ul class="list">
          ${each(tasks, task => task.id, task => html`
            <li class=${() => (isOpen(task()) ? '' : 'over')}>
              ${() => icon(STATUSES[task().status].icon, `st ${task().status}`)}
              <a href=${() => room.taskAddress(task())}>${() => task().title}</a>
              <span class="due">${() => (task().due ? day(task().due) : '')}</span>
            </li>`)}
        </ul>
      </section>
      ${comments(room, () => `objective:${objective().id}`)}
      ${lazyHistory(room, 'objective', objective.peek().id)}
    </div>`;
}

function answerTag(commitment) {
  const { word, icon: name, tone } = STATES[stateOf(commitment)];
  return html`<span class="tag ${tone}">${icon(name)}${word}</span>`;
}
