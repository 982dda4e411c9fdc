// What narrows the list of plans: a team that works on them, and who is accountable for the account.

import { html } from '../dom.js';
import { options } from '../elements/options.js';
import { member, members, team, teams } from '../session.js';
import { ORDERS } from './portfolio-list.js';

const capitalised = text => text[0].toLocaleUpperCase() + text.slice(1);
const sorts = () => Object.entries(ORDERS).map(([id, words]) => ({ id, name: capitalised(words) }));

/** `filters` reads the filters, `set(change)` changes some. On a phone the order is chosen here, too. */
export function portfolioFilters({ filters, set, isNarrowed }) {
  const pick = ({ name, label, look, ...given }) => html`
    <label class="choose ${look}"><span>${label}</span>
      <select class="field" @change=${event => set({ [name]: event.currentTarget.value })}>
        ${options({ value: () => filters()[name], ...given })}</select></label>`;
  return html`
    <div class="filters" role="group" aria-label="Filters">
      ${pick({ name: 'sort', label: 'Order', choices: sorts, look: 'order' })}
      ${pick({ name: 'team', label: 'Team', any: 'any', choices: teams, nameOf: id => team(id)?.name ?? 'another' })}
      ${pick({
        name: 'manager', label: 'General manager', any: 'any', choices: members,
        nameOf: id => member(id)?.name ?? 'somebody else',
      })}
      <button type="button" class="btn quiet sm" ?hidden=${() => !isNarrowed()}
        @click=${() => set({ team: '', manager: '' })}>Clear</button>
    </div>`;
}
