// The two forms that start something: a new account, and a plan for one.

import { each, html } from '../dom.js';

const field = (label, input, hint) => html`
  <label>${label}${input}${hint ? html`<span class="hint">${hint}</span>` : null}</label>`;

export const fieldsOf = form => Object.fromEntries(
  [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));

export function newAccountFields({ people, industries }) {
  return html`
    ${field('Name', html`<input class="field" name="name" required maxlength="200" autocomplete="off" autofocus>`)}
    <div class="pair">
      ${field('Industry', html`<input class="field" name="industry" maxlength="80" list="industries" autocomplete="off">`)}
      ${field('Renewal', html`<input class="field" name="renewal" type="date" min="1970-01-01" max="2199-12-31">`)}
    </div>
    <datalist id="industries">${each(industries, it => it, it => html`<option value=${() => it()}></option>`)}</datalist>
    ${field('General manager', html`
      <select class="field" name="generalManager">
        <option value="">Nobody yet</option>
        ${each(people, it => it.id, it => html`<option value=${() => it().id}>${() => it().name}</option>`)}
      </select>`, 'Accountable for the whole of this customer')}`;
}

export function newPlanFields({ teams, title, start, end }) {
  return html`
    ${field('Title', html`<input class="field" name="title" required maxlength="200" .value=${title} autofocus>`,
      'The period it is for, such as FY27')}
    <div class="pair">
      ${field('First day', html`<input class="field" name="start" type="date" .value=${start}>`)}
      ${field('Last day', html`<input class="field" name="end" type="date" .value=${end}>`)}
    </div>
    ${field('Purpose', html`<textarea class="field" name="purpose" rows="2" maxlength="4000"></textarea>`,
      'One sentence on what it changes for the customer')}
    <fieldset class="checks">
      <legend>Teams</legend>
      ${each(teams, it => it.id, it => html`
        <label class="check"><input type="checkbox" name="teams" value=${() => it().id} checked>${() => it().name}</label>`)}
    </fieldset>`;
}

/** The fiscal year that holds a day, named after the year it ends in: { title, start, end }. */
export function fiscalYear(day, firstMonth) {
  const [year, month] = day.split('-').map(Number);
  const startYear = month >= firstMonth ? year : year - 1;
  const start = `${startYear}-${String(firstMonth).padStart(2, '0')}-01`;
  const end = new Date(Date.UTC(startYear + 1, firstMonth - 1, 0)).toISOString().slice(0, 10);
  return { title: `FY${end.slice(2, 4)}`, start, end };
}
