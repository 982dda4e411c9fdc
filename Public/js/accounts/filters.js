// What narrows the list of accounts: chips for what is chosen, a menu for what can be, a field for the name. Where
// the table has no heads, on a phone, its order is chosen here, too.

import { each, effect, html, onCleanup } from '../dom.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { ORDERS, WINDOWS } from './portfolio.js';

const TYPING = 250;

/** `filters` reads the filters, `set(change)` changes some; `industries` and `managers` read what can be chosen. */
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
        ${orderMenu(filters, set)}
        ${each(chips, it => it.key, it => html`
          <span class="chip"><span>${() => it().what}</span><i>${() => it().how}</i><b>${() => it().value}</b>
            <button type="button" class="rm" aria-label=${() => `Remove the filter ${words(it())}`}
              @click=${() => set({ [it.peek().key]: '' })}>${icon('x')}</button></span>`)}
        ${filterMenus({ filters, set, industries, managers })}
      </div>
      <div class="rt">${nameField(filters, set)}</div>
    </div>`;
}

const words = ({ what, how, value }) => `${what} ${how} ${value}`;

const orderMenu = (filters, set) => menuButton({
  content: [icon('sort'), html`<span>${() => ORDERS[filters().sort]}</span>`], look: 'btn quiet sm order',
  items: () => Object.entries(ORDERS).map(([sort, text]) => (
    { text, isChecked: filters.peek().sort === sort, run: () => set({ sort }) })),
});

function nameField(filters, set) {
  let timer;
  const onInput = event => {
    clearTimeout(timer);
    const { value } = event.target;
    timer = setTimeout(() => set({ q: value.trim() }), TYPING);
  };
  // What is being typed is ahead of the address; what is chosen elsewhere, as by another view, is not.
  const follow = element => effect(() => {
    const { q } = filters();
    if (element === document.activeElement) return;
    clearTimeout(timer);
    element.value = q;
  });
  onCleanup(() => clearTimeout(timer));
  return html`
    <input class="field search" type="search" placeholder="Filter by name" aria-label="Filter by name"
      @input=${onInput} ${follow}>`;
}

function filterMenus({ filters, set, industries, managers }) {
  const menu = (word, items) => menuButton({ content: [word, icon('down')], look: 'btn quiet sm', items });
  const choice = (key, value, text) =>
    ({ text, isChecked: filters.peek()[key] === value, run: () => set({ [key]: value }) });
  return [
    menu('Renewal', () => Object.entries(WINDOWS).map(([days, word]) => choice('renewal', days, `Within ${word}`))),
    menu('General manager', () => managers().map(it => choice('manager', it.id, it.name))),
    menu('Industry', () => industries().map(it => choice('industry', it, it))),
    html`
      <button type="button" class="btn quiet sm" aria-pressed=${() => String(filters().archived)}
        @click=${() => set({ archived: !filters.peek().archived })}>Archived</button>`,
  ];
}
