// The two forms that start something: an account, and a plan for one.

import { each, html } from '../dom.js';
import { formDialog, valuesOf } from '../elements/dialog.js';
import { today } from '../format.js';
import * as outbox from '../outbox.js';
import { go } from '../router.js';
import { teams, workspace } from '../session.js';

/** `people` and `industries` read what there is to choose from. Goes to the account when it is made. */
export const newAccount = ({ people, industries }) => makeAndGo('/accounts', {
  title: 'New account',
  submit: 'Add account',
  fields: () => accountFields(people, industries),
  make: values => outbox.create('account', values, { says: `${values.name} added` }),
});

/** Goes to the plan when it is made. */
export function startPlan(account) {
  const period = fiscalYear(today(), workspace()?.fiscalYearStart ?? 1);
  return makeAndGo('/plans', {
    title: `Start a plan for ${account.name}`,
    submit: 'Start the plan',
    fields: () => planFields(period),
    read: form => ({ ...valuesOf(form), teams: new FormData(form).getAll('teams') }),
    make: values => outbox.create('plan', { account: account.id, ...values }, { says: `${values.title} started` }),
  });
}

/** One goes to what was made only from its form: what had to wait for the line must not lead anybody away later. */
async function makeAndGo(place, { make, ...form }) {
  let made = null;
  await formDialog({
    ...form,
    save: async values => {
      const { id, done } = make(values);
      await done;
      made = id;
    },
  });
  if (made) go(`${place}/${made}`);
}

/** The fiscal year that holds a day, named after the year it ends in. */
export function fiscalYear(day, firstMonth) {
  const [year, month] = day.split('-').map(Number);
  const startYear = month >= firstMonth ? year : year - 1;
  const start = `${startYear}-${String(firstMonth).padStart(2, '0')}-01`;
  const end = new Date(Date.UTC(startYear + 1, firstMonth - 1, 0)).toISOString().slice(0, 10);
  return { title: `FY${end.slice(2, 4)}`, start, end };
}

const field = (label, input, hint) => html`
  <label>${label}${input}${hint ? html`<span class="hint">${hint}</span>` : null}</label>`;

const dayInput = (name, value = '') => html`
  <input class="field" name=${name} type="date" min="1970-01-01" max="2199-12-31" .value=${value}>`;

function accountFields(people, industries) {
  return html`
    ${field('Name', html`<input class="field" name="name" required maxlength="200" autocomplete="off" autofocus>`)}
    <div class="pair">
      ${field('Industry', html`
        <input class="field" name="industry" maxlength="80" list="industries" autocomplete="off">`)}
      ${field('Renewal', dayInput('renewal'))}
    </div>
    <datalist id="industries">${industries().map(word => html`<option value=${word}></option>`)}</datalist>
    ${field('General manager', html`
      <select class="field" name="generalManager">
        <option value="">Nobody yet</option>
        ${each(people, it => it.id, it => html`<option value=${() => it().id}>${() => it().name}</option>`)}
      </select>`, 'Accountable for the whole of this customer')}`;
}

function planFields({ title, start, end }) {
  return html`
    ${field('Title', html`<input class="field" name="title" required maxlength="200" .value=${title} autofocus>`,
      'The period it is for, such as FY27')}
    <div class="pair">${field('First day', dayInput('start', start))}${field('Last day', dayInput('end', end))}</div>
    ${field('Purpose', html`<textarea class="field" name="purpose" rows="2" maxlength="4000"></textarea>`,
      'One sentence on what it changes for the customer')}
    <fieldset class="checks">
      <legend>Teams</legend>
      ${each(teams, it => it.id, it => html`
        <label class="check">
          <input type="checkbox" name="teams" value=${() => it().id} checked>${() => it().name}</label>`)}
    </fieldset>`;
}
