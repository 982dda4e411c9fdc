// One account in the table.

import { html } from '../dom.js';
import { scoreCell, weakestCell } from '../alignment/score.js';
import { avatar } from '../elements/avatar.js';
import { renewalCell } from '../elements/renewal.js';
import { isNothing, money } from '../format.js';
import { logo } from './logo.js';
import { tasks } from './plans.js';

/** `account` reads the record, `plan` its newest plan if any, `figures` that plan's counts, `alignment` its score. */
export function accountRow({ id, account, plan, figures, alignment, manager, select, mark }) {
  return html`
    <tr role="row" tabindex="-1" data-row aria-selected=${() => String(select.has(id))} ${mark}>
      <td role="cell" class="sel">
        <input type="checkbox" aria-label=${() => `Select ${account()?.name}`} .checked=${() => select.has(id)}
          @click=${event => select.toggle(id, event.shiftKey)}></td>
      <th role="rowheader" scope="row" class="nm">
        <a data-open href=${`/accounts/${id}`}>${() => logo(account()?.name, 'sm')}<b>${() => account()?.name}</b></a>
        <small>${() => account()?.industry}</small>
      </th>
      <td role="cell" class="pl">${() => planCell(plan())}</td>
      <td role="cell" class="sco">${() => scoreCell(alignment())}</td>
      <td role="cell" class="wk">${() => weakestCell(alignment())}</td>
      <td role="cell" class="tn">${() => tasks(figures(), plan()?.id)}</td>
      <td role="cell" class="ar">${() => (isNothing(account()?.arr) ? '' : money(account().arr))}</td>
      <td role="cell" class="rn">${() => renewalCell(account()?.renewal, { isToned: true })}</td>
      <td role="cell" class="gm">${() => (manager() ? html`
        <span class="person">${avatar(manager(), 'xs')}<span>${manager().name}</span></span>` : null)}</td>
    </tr>`;
}

function planCell(plan) {
  if (!plan) return html`<span class="none">No plan</span>`;
  return html`
    <a href=${`/plans/${plan.id}`}>${plan.title}</a>
    ${plan.state === 'draft' ? html`<span class="tag open">Draft</span>` : null}`;
}
