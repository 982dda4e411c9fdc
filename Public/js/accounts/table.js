// The accounts as one table, sorted by its heads.

import { each, html, when } from '../dom.js';
import { icon } from '../elements/icon.js';

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

/** `ids` reads which accounts, `row(id)` draws one, `sort` and `setSort` the order, `isWaiting` shows the skeleton. */
export function accountTable({ ids, row, select, sort, setSort, isWaiting }) {
  const isAll = () => ids().length > 0 && ids().every(id => select.has(id));
  const isSome = () => !isAll() && ids().some(id => select.has(id));
  return html`
    <table class="tbl acc" role="table" data-keys="list" aria-busy=${() => String(isWaiting())}>
      <caption class="vh">Accounts</caption>
      <thead>
        <tr role="row">
          <th scope="col" role="columnheader" class="sel">
            <input type="checkbox" aria-label="Select all shown" .checked=${isAll} .indeterminate=${isSome}
              @click=${event => select.all(event.target.checked)}></th>
          ${COLUMNS.map(column => head(column, sort, setSort))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${each(ids, id => id, id => row(id.peek()))}
        ${when(isWaiting, () => Array.from({ length: 8 }, (_, index) => skeleton(index)))}
      </tbody>
    </table>`;
}

function head({ name, word, sort: by, isFallingFirst }, sort, setSort) {
  if (!by) return html`<th scope="col" role="columnheader" class=${name}>${word}</th>`;
  const direction = () => (sort() === by ? 'ascending' : sort() === `-${by}` ? 'descending' : null);
  const turn = () => {
    const first = isFallingFirst ? `-${by}` : by;
    const second = isFallingFirst ? by : `-${by}`;
    setSort(sort() === first ? second : first);
  };
  return html`
    <th scope="col" role="columnheader" class=${name} aria-sort=${direction}>
      <button type="button" class="sort" @click=${turn}>${word}
        ${() => (direction() ? icon(direction() === 'ascending' ? 'up' : 'down') : null)}</button></th>`;
}

function skeleton(index) {
  return html`
    <tr role="row" aria-hidden="true">
      <td class="sel"></td>
      ${COLUMNS.map(({ name }, column) => html`
        <td class=${name}><i class="sk w${(index + column) % 4}"></i></td>`)}
    </tr>`;
}
