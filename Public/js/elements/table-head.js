// The head of a table, whose columns may sort it, and the rows that stand in for those on their way.

import { html } from '../dom.js';
import { icon } from './icon.js';

const WAITING = 8;

/**
 * `columns` is [{ name, word, sort, isFallingFirst }], `name` the cells' class, `sort` what the column sorts by if it
 * does; `sort` reads the order, "-" before it where it falls, and `setSort` changes it.
 */
export const tableHead = (columns, { sort, setSort }) => columns.map(({ name, word, sort: by, isFallingFirst }) => {
  if (!by) return html`<th scope="col" role="columnheader" class=${name}>${word}</th>`;
  const direction = () => (sort() === by ? 'ascending' : sort() === `-${by}` ? 'descending' : null);
  const [first, second] = isFallingFirst ? [`-${by}`, by] : [by, `-${by}`];
  return html`
    <th scope="col" role="columnheader" class=${name} aria-sort=${direction}>
      <button type="button" class="sort" @click=${() => setSort(sort() === first ? second : first)}>${word}
        ${() => (direction() ? icon(direction() === 'ascending' ? 'up' : 'down') : null)}</button></th>`;
});

/** `before` is the class of a cell that stands before the columns' own, such as the one with the box to select. */
export const waitingRows = (columns, before = null) => Array.from({ length: WAITING }, (_, index) => html`
  <tr role="row" aria-hidden="true">
    ${before ? html`<td class=${before}></td>` : null}
    ${columns.map(({ name }, column) => html`<td class=${name}><i class="sk w${(index + column) % 4}"></i></td>`)}
  </tr>`);
