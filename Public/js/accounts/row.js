// One account in the table.

import { html } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { dayInWords, daysUntil, dayWithYear, money } from '../format.js';
import { logo } from './logo.js';

const SOON = 90;

/** `account` reads the record, `plan` its newest plan or null, `figures` that plan's counts or null. */
export function accountRow({ account, plan, figures, manager, select, mark }) {
  const id = account.peek().id;
  return html`
    <tr role="row" tabindex="-1" data-id=${id} aria-selected=${() => String(select.has(id))} ${mark}>
      <td role="cell" class="sel">
        <input type="checkbox" aria-label=${() => `Select ${account().name}`} .checked=${() => select.has(id)}
          @click=${event => select.toggle(id, event.shiftKey)}></td>
      <th role="rowheader" scope="row" class="nm">
        <a href=${`/accounts/${id}`}>${() => logo(account().name, 'sm')}<b>${() => account().name}</b></a>
        <small>${() => account().industry}</small>
      </th>
      <td role="cell" class="pl">${() => planCell(plan())}</td>
      <td role="cell" class="cm">${() => commitments(figures())}</td>
      <td role="cell" class="tn">${() => tasks(figures())}</td>
      <td role="cell" class="ar">${() => (account().arr === null ? '' : money(account().arr))}</td>
      <td role="cell" class="rn">${() => renewal(account().renewal)}</td>
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

function commitments(figures) {
  const asked = figures ? figures.asked + figures.committed + figures.declined : 0;
  if (!asked) return null;
  return html`
    <span class="of"><span>${figures.committed} of ${asked}</span>
      <span class="bar" aria-hidden="true"><i --p=${(figures.committed / asked) * 100}></i></span></span>`;
}

function tasks(figures) {
  if (!figures?.open) return null;
  return [`${figures.open} open`, figures.overdue ? html`, <span class="late">${figures.overdue} late</span>` : null];
}

export function renewal(value) {
  if (!value) return null;
  const days = daysUntil(value);
  const tone = days < 0 ? 'late' : days <= SOON ? 'soon' : '';
  return html`
    <time class="due ${tone}" datetime=${value} title=${dayInWords(value)}>${dayWithYear(value)}</time>
    ${Math.abs(days) <= SOON ? html`<small>${days < 0 ? `${-days} d ago` : `${days} d`}</small>` : null}`;
}
