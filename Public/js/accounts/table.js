// The accounts as one table, sorted by its heads.

import { each, html, when } from '../dom.js';
import { tableHead, waitingRows } from '../elements/table-head.js';

const COLUMNS = [
  { name: 'nm', word: 'Account', sort: 'name' },
  { name: 'pl', word: 'Plan' },
  { name: 'sco', word: 'Alignment' },
  { name: 'wk', word: 'Weakest team' },
  { name: 'tn', word: 'Tasks' },
  { name: 'ar', word: 'ARR', sort: 'arr', isFallingFirst: true },
  { name: 'rn', word: 'Renewal', sort: 'renewal' },
  { name: 'gm', word: 'General manager' },
];

/** `list` is the accounts (portfolio.js), `row(id)` draws one, `sort` and `setSort` are the order. */
export function accountTable({ list, row, select, sort, setSort }) {
  const { rows: ids, isWaiting } = list;
  const isAll = () => ids().length > 0 && ids().every(id => select.has(id));
  const isSome = () => !isAll() && ids().some(id => select.has(id));
  return html`
    <table class="tbl acc cards" role="table" data-keys="list" aria-busy=${() => String(isWaiting())} ${list.hand}>
      <caption class="vh">Accounts</caption>
      <thead>
        <tr role="row">
          <th scope="col" role="columnheader" class="sel">
            <input type="checkbox" aria-label="Select all shown" .checked=${isAll} .indeterminate=${isSome}
              @click=${event => select.all(event.target.checked)}></th>
          ${tableHead(COLUMNS, { sort, setSort })}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${each(ids, id => id, id => row(id.peek()))}
        ${when(isWaiting, () => waitingRows(COLUMNS, 'sel'))}
      </tbody>
    </table>`;
}
