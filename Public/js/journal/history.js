// Every change of a plan or an account in words: filters, and the lines that they find; new ones arrive on top while one
// looks.

import { html, untrack, when } from '../dom.js';
import { options } from '../elements/options.js';
import { askWhenChanged } from '../elements/pages.js';
import { addDays, today } from '../format.js';
import { workspace } from '../session.js';
import { changeList, changesFor } from './change-list.js';
import { isAskedFor, queryOf, rangeOf, teamIn, WHAT, WHEN } from './filters.js';
import { kindsInHistory } from './words.js';

/**
 * `of` is whose changes these are ("plan=<id>"); `filters` reads what stands in the address (filters.js), `setFilters(change)` puts it there; `people`, `teams` read who
 * may be asked for, `teamOf(member)` for whom somebody acts, `visited()` when one was last here; `end` stands at the end of
 * the bar. `read`, `onChange` and
 * the rest are those of change-list.js.
 */
export function history({ of, filters, setFilters, people, teams, teamOf, visited, names, read, onChange, end, ...rest }) {
  const around = () => ({ visited: visited(), fiscalYearStart: workspace()?.fiscalYearStart });
  const list = changesFor({
    query: () => queryOf(filters.peek(), untrack(around)), read, onChange,
    isAskedFor: change => isAskedFor(change, filters.peek(), teamOf),
  });
  const hiddenBy = () => (Object.values(filters.peek()).some(Boolean) ? of : null);
  askWhenChanged(list, filters);
  return html`
    ${filterBar({ filters, setFilters, people, teams, names, visited, end })}
    <section class="card" aria-label="Changes">${changeList(list, { names, hiddenBy, ...rest })}</section>`;
}

const OWN = 'own';

function filterBar({ filters, setFilters, people, teams, names, visited, end }) {
  const set = name => event => setFilters({ [name]: event.target.value });
  const value = name => () => filters()[name];
  const select = (label, name, inside, change = set(name)) => html`
    <select class="field" aria-label=${label} @change=${change}>${inside}</select>`;
  const who = test => () => (Boolean(teamIn(filters().who)) === test ? filters().who : '');
  const asTeams = () => teams().map(({ id, name }) => ({ id: `team:${id}`, name }));
  const nameOf = id => names.team(teamIn(id) ?? '') ?? names.member(id) ?? 'Somebody else';
  const range = () => rangeOf(filters().when);
  const periods = () => [...WHEN.filter(({ id }) => id !== 'visit' || visited()), { id: OWN, name: 'Days of my choice' }];
  const setPeriod = ({ target }) => setFilters({
    when: target.value === OWN ? `${addDays(today(), -6)}..${today()}` : target.value, zone: '',
  });
  const setDay = end => ({ target }) => {
    const days = { ...range(), [end]: target.value };
    if (!days.from || !days.to) return;
    const [from, to] = [days.from, days.to].sort();
    setFilters({ when: `${from}..${to}` });
  };
  const day = (label, end) => html`
    <input type="date" class="field" aria-label=${label} min="1970-01-01" max="2199-12-31"
      .value=${() => range()?.[end] ?? ''} @change=${setDay(end)}>`;
  const isFiltered = () => Object.values(filters()).some(Boolean);
  return html`
    <div class="view-bar" role="group" aria-label="Filters">
      ${select('Who', 'who', [
        html`<option value="">Everybody</option>`,
        html`<optgroup label="Teams">${options({ choices: asTeams, value: who(true), nameOf })}</optgroup>`,
        html`<optgroup label="People">${options({ choices: people, value: who(false), nameOf })}</optgroup>`,
      ])}
      ${select('What', 'what', options({ any: 'Whatever was done', choices: () => WHAT, value: value('what'), nameOf: id => id }))}
      ${select('When', 'when', options({
        any: 'Any time', choices: periods, value: () => (range() ? OWN : filters().when), nameOf: () => 'Another time',
      }), setPeriod)}
      ${when(range, () => html`<span class="range">${day('First day', 'from')}<span>to</span>${day('Last day', 'to')}
        ${() => (filters().zone ? html`<span class="sub">${filters().zone}</span>` : null)}</span>`)}
      ${select('Kind', 'kind', options({ any: 'Everything', choices: kindsInHistory, value: value('kind'), nameOf: id => id }))}
      ${when(isFiltered, () => html`
        <button type="button" class="btn quiet sm"
          @click=${() => setFilters({ who: '', what: '', when: '', kind: '', zone: '' })}>Clear</button>`)}
      ${end ? html`<div class="end">${end}</div>` : null}
    </div>`;
}
