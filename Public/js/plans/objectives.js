// The objectives of a plan as a table: how far each has come beside an even pace, every figure edited where it stands.

import { computed, each, html, when } from '../dom.js';
import { freshness } from '../alignment/freshness.js';
import { addRow } from '../elements/add-row.js';
import { icon } from '../elements/icon.js';
import { day, measured } from '../format.js';
import { PACES, paceOf, paceSummary } from './pace.js';

export function objectivesCard(room) {
  const canEdit = () => room.standing().canEdit;
  const summary = () => paceSummary(room.objectives(), room.plan()) || 'What the plan wants to reach';
  const adding = when(canEdit, () => addRow({
    id: 'new-objective', label: 'New objective', placeholder: 'Add an objective',
    create: title => room.send.create('objective', { title }, 'Objective added'),
  }));
  const startAdding = () => card.querySelector('.add-row input').focus();
  const card = html`
    <section class="card" aria-labelledby="objectives-h">
      <header>
        <h2 id="objectives-h">Objectives</h2><p>${summary}</p>
        ${when(canEdit, () => html`
          <div class="acts">
            <button type="button" class="btn line sm" @click=${startAdding}>Add objective</button></div>`)}
      </header>
      <table class="tbl objt cards" role="table" ?hidden=${() => room.objectives().length === 0}>
        <caption class="vh">Objectives with measure, baseline, current value and target</caption>
        <thead>
          <tr role="row">
            <th scope="col" role="columnheader">Objective</th>
            <th scope="col" role="columnheader">Baseline to target</th>
            <th scope="col" role="columnheader" class="r">Current</th>
            <th scope="col" role="columnheader">State</th>
            <th scope="col" role="columnheader" class="r">Due</th>
            <th scope="col" role="columnheader"><span class="vh">Owner</span></th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${each(room.objectives, it => it.id, objective => objectiveRow(room, objective))}
        </tbody>
      </table>
      ${when(() => room.objectives().length === 0, () => teaching(canEdit()))}
      ${adding}
      <div class="foot">
        <span ?hidden=${() => !room.objectives().some(it => paceOf(it, room.plan()).expected !== null)}>
          The tick on each bar is where an even pace would be today.</span>
        <span class="end">${freshness(room, 'objectives')}</span>
      </div>
    </section>`;
  return card;
}

function objectiveRow(room, objective) {
  const pace = computed(() => paceOf(objective(), room.plan()));
  const edit = (field, options) => room.edit('objective', objective, field, options);
  const figure = (field, label) => edit(field, {
    label, type: 'number', show: value => measured(value, objective().unit), empty: '–',
  });
  return html`
    <tr role="row" id=${() => `O${objective().number}`}>
      <th scope="row" role="rowheader" class="ob">
        <div>
          <span class="oid">${() => `O${objective().number}`}</span>
          <a class="on" href=${() => room.objectiveAddress(objective())}>${() => objective().title}</a>
          <span class="sub">
            ${edit('measure', { label: 'Measure', empty: 'No measure yet' })}, weight${' '}
            ${edit('weight', { label: 'Weight', type: 'choice', choices: WEIGHTS })}
          </span>
        </div>
      </th>
      <td role="cell" class="pr">
        <span class="rng">
          ${figure('baseline', 'Baseline')}
          <span class="bar ${() => pace().state}" role="img" aria-label=${() => paceInWords(pace())}>
            <i --p=${() => pace().progress ?? 0}></i>
            ${() => (pace().expected === null ? null : html`<u --q=${pace().expected}></u>`)}
          </span>
          ${figure('target', 'Target')}
        </span>
      </td>
      <td role="cell" class="r cur">${figure('current', 'Current value')}</td>
      <td role="cell" class="st">${() => stateTag(pace().state)}</td>
      <td role="cell" class="r nw du">
        ${edit('due', { label: 'Due day', type: 'day', show: value => day(value), empty: 'No day' })}
      </td>
      <td role="cell" class="as r">
        ${edit('owner', { label: 'Owner', type: 'member', members: () => room.members(), look: 'avatar' })}
      </td>
    </tr>`;
}

export const WEIGHTS = [1, 2, 3, 4, 5].map(weight => [weight, String(weight)]);

const stateTag = state => (state ? html`<span class="tag ${PACES[state].tone}">${PACES[state].word}</span>` : null);

export function paceInWords({ progress, expected }) {
  if (progress === null) return 'Not measured yet';
  const way = `${Math.round(progress)} % of the way`;
  return expected === null ? way : `${way}, ${Math.round(expected)} % of the time`;
}

function teaching(canEdit) {
  return html`
    <div class="empty-state">
      <p>An objective says what this plan wants to reach and by what it is measured.
        ${canEdit ? 'Write the first one below; then ask the teams for their parts of it.' : ''}</p>
      <div class="example" aria-hidden="true">
        <span class="tag">Example</span>
        <div class="line">
          <b>Adopt analytics in four depots</b><span class="end sub">40 → 180 weekly users</span>
        </div>
        <span class="bar"><i --p=${34}></i></span>
      </div>
    </div>`;
}
