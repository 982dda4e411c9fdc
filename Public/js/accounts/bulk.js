// What can be done with the selected accounts at once. Only those the reader may edit are changed.

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { many, money } from '../format.js';

/**
 * `chosen` reads the selected accounts that may be edited; `change(accounts, patch, words)` saves; `ask` opens a
 * request to a team on all of them, null where the reader may not.
 */
export function accountBulk({ select, chosen, people, change, ask }) {
  const sum = () => chosen().reduce((total, account) => total + (account.arr ?? 0), 0);
  const set = (patch, words) => {
    const accounts = chosen();
    change(accounts, patch, `${many(accounts.length, 'account')} ${words}`);
    select.clear();
  };
  const areArchived = () => chosen().length > 0 && chosen().every(account => account.archived);
  const archive = () => {
    const isBack = areArchived();
    set({ archived: !isBack }, isBack ? 'taken out of the archive' : 'archived');
  };
  return html`
    <div class="bulk" role="toolbar" aria-label="Selected accounts" ?hidden=${() => select.size() === 0}>
      <span class="ct" role="status"><b>${() => `${select.size()} selected`}</b>
        <small>${() => (sum() ? money(sum()) : '')}</small></span>
      ${ask ? html`<button type="button" class="btn quiet sm" @click=${ask}>${icon('ask')}Ask a team</button>` : null}
      ${menuButton({
        content: [icon('user'), 'General manager'], look: 'btn quiet sm',
        items: () => people().map(it => ({
          text: it.name, run: () => set({ generalManager: it.id }, `given to ${it.name}`),
        })),
      })}
      <button type="button" class="btn quiet sm" @click=${archive}>
        ${icon('inbox')}${() => (areArchived() ? 'Take out of the archive' : 'Archive')}</button>
      <button type="button" class="btn quiet sm icon" aria-label="Clear the selection" @click=${select.clear}>
        ${icon('x')}</button>
    </div>`;
}
