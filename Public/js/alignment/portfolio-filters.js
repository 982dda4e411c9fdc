// What narrows the list of plans: a team that works on them, and who is accountable for the account.

import { html } from '../dom.js';
import { members, teams } from '../session.js';

/** `filters` reads the filters, `set(change)` changes some. */
export function portfolioFilters({ filters, set, isNarrowed }) {
  const pick = ({ name, label, any, choices }) => html`
    <label class="choose"><span>${label}</span>
      <select class="field" @change=${event => set({ [name]: event.currentTarget.value })}>
        <option value="">${any}</option>
        ${() => choices().map(({ id, name: word }) => html`
          <option value=${id} ?selected=${() => filters()[name] === id}>${word}</option>`)}
      </select></label>`;
  return html`
    <div class="filters" role="group" aria-label="Filters">
      ${pick({ name: 'team', label: 'Team', any: 'any', choices: teams })}
      ${pick({ name: 'manager', label: 'General manager', any: 'any', choices: members })}
      <button type="button" class="btn quiet sm" ?hidden=${() => !isNarrowed()}
        @click=${() => set({ team: '', manager: '' })}>Clear</button>
    </div>`;
}
