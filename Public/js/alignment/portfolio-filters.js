// What narrows the list of plans: a team that works on them, who is accountable for the account, what the sums count.

import { html } from '../dom.js';
import { options } from '../elements/options.js';
import { member, members, team, teams } from '../session.js';
import { ONLY, ORDERS } from './portfolio-list.js';

const capitalised = text => text[0].toLocaleUpperCase() + text.slice(1);
const named = words => () => Object.entries(words).map(([id, word]) => ({ id, name: capitalised(word) }));

/** `filters` reads the filters, `set(change)` changes some. On a phone the order is chosen here, too. */
export function portfolioFilters({ filters, set, isNarrowed }) {
  const pick = ({ name, label, look, ...given }) => html`
    <label class="choose ${look}"><span>${label}</span>
      <select class="field" @change=${event => set({ [name]: event.currentTarget.value })}>
        ${options({ value: () => filters()[name], ...given })}</select></label>`;
  return html`
    <div class="filters" role="group" aria-label="Filters">
      ${pick({ name: 'sort', label: 'Order', choices: named(ORDERS), look: 'order' })}
      ${pick({ name: 'team', label: 'Team', any: 'any', choices: teams, nameOf: id => team(id)?.name ?? 'another' })}
      ${pick({
        name: 'manager', label: 'General manager', any: 'any', choices: members,
        nameOf: id => member(id)?.name ?? 'somebody else',
      })}
      ${pick({ name: 'only', label: 'Only', any: 'all plans', choices: named(ONLY), nameOf: id => ONLY[id] })}
      <button type="button" class="btn quiet sm" ?hidden=${() => !isNarrowed()}
        @click=${() => set({ team: '', manager: '', only: '' })}>Clear</button>
    </div>`;
}
