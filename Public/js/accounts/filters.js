// What narrows the list of accounts: chips for what is chosen, a menu for what can be, a field for the name.

import { each, html, signal } from '../dom.js';
import { icon } from '../elements/icon.js';
import { WINDOWS } from './portfolio.js';

const TYPING = 250;

/** `filters` reads the filters, `set(change)` changes some; `industries`, `managers` read what there is to choose from. */
export function accountFilters({ filters, set, industries, managers, nameOf }) {
  const chips = () => [
    filters().renewal && { key: 'renewal', what: 'Renewal', how: 'within', value: WINDOWS[filters().renewal] },
    filters().manager && { key: 'manager', what: 'General manager', how: 'is', value: nameOf(filters().manager) },
    filters().industry && { key: 'industry', what: 'Industry', how: 'is', value: filters().industry },
    filters().archived && { key: 'archived', what: 'Archived', how: 'are', value: 'shown' },
  ].filter(Boolean);
  return html`
    <div class="tools" role="group" aria-label="Filters">
      <div class="chips">
        ${each(chips, it => it.key, it => html`
          <span class="chip"><span>${() => `${it().what} ${it().how}`}</span><b>${() => it().value}</b>
            <button type="button" class="rm" aria-label=${() => `Remove the filter ${it().what} ${it().how} ${it().value}`}
              @click=${() => set({ [it.peek().key]: '' })}>${icon('x')}</button></span>`)}
        ${filterMenu({ set, industries, managers })}
      </div>
      <div class="rt">${nameField(filters, set)}</div>
    </div>`;
}

function nameField(filters, set) {
  let timer;
  const onInput = event => {
    clearTimeout(timer);
    const { value } = event.target;
    timer = setTimeout(() => set({ q: value.trim() }), TYPING);
  };
  return html`
    <input class="field search" type="search" placeholder="Filter by name" aria-label="Filter by name"
      .value=${filters().q} @input=${onInput}>`;
}

function filterMenu({ set, industries, managers }) {
  const page = signal('first');
  const choose = change => event => {
    event.currentTarget.closest('[popover]').hidePopover();
    set(change);
  };
  const option = (word, change) => html`<button type="button" @click=${choose(change)}>${word}</button>`;
  const pages = {
    first: () => [
      more('Renewal', 'renewal'), more('General manager', 'manager'), more('Industry', 'industry'),
      html`<hr>`, option('Archived ones', { archived: true }),
    ],
    renewal: () => Object.entries(WINDOWS).map(([days, word]) => option(`Within ${word}`, { renewal: days })),
    manager: () => each(managers, it => it.id, it => option(() => it().name, { manager: it.peek().id })),
    industry: () => each(industries, it => it, it => option(it.peek(), { industry: it.peek() })),
  };
  const more = (word, to) => html`
    <button type="button" @click=${() => page.set(to)}>${word}${icon('right', 'end')}</button>`;
  return html`
    <button type="button" class="btn quiet sm" popovertarget="account-filter">${icon('filter')}Filter</button>
    <div class="menu" popover id="account-filter" @toggle=${event => event.newState === 'closed' && page.set('first')}>
      ${() => pages[page()]()}
    </div>`;
}
