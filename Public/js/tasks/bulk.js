// What can be done with the selected tasks at once.

import { each, html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { addDays, many, today } from '../format.js';
import { PRIORITIES, STATUSES } from './statuses.js';

const DUE_DAYS = [[0, 'Today'], [1, 'Tomorrow'], [7, 'In a week'], [14, 'In two weeks'], [30, 'In 30 days'], [null, 'No day']];

/** `desk` as for the table, with change(tasks, patch) and, where one plan is shown, members() and teams(). */
export function taskBulk(desk) {
  const { select } = desk;
  const chosen = () => select.ids().map(desk.find).filter(Boolean);
  const menu = (id, word, name, options) => html`
    <button type="button" class="btn quiet sm" popovertarget=${`bulk-${id}`}>${icon(name)}${word}</button>
    <div class="menu" popover id=${`bulk-${id}`}>${options}</div>`;
  const option = (patch, ...inside) => html`
    <button type="button" @click=${event => {
      event.currentTarget.closest('[popover]').hidePopover();
      desk.change(chosen(), patch);
    }}>${inside}</button>`;
  return html`
    <div class="bulk" role="toolbar" aria-label="Selected tasks" ?hidden=${() => select.size() === 0}>
      <span class="ct" role="status"><b>${() => `${many(select.size(), 'task')} selected`}</b></span>
      ${menu('status', 'Status', 'check', Object.entries(STATUSES).map(([status, { word, icon: name }]) =>
        option({ status }, icon(name, `st ${status}`), word)))}
      ${desk.members ? menu('assignee', 'Assignee', 'user', [
        option({ assignee: null }, 'Nobody'),
        each(desk.members, it => it.id, it => option({ assignee: it.peek().id }, () => it().name)),
      ]) : null}
      ${menu('priority', 'Priority', 'flag', Object.entries(PRIORITIES).map(([priority, word]) =>
        option({ priority }, word)))}
      ${menu('due', 'Due', 'cal', DUE_DAYS.map(([days, word]) =>
        option({ due: days === null ? null : addDays(today(), days) }, word)))}
      <button type="button" class="btn quiet sm icon" aria-label="Clear the selection" @click=${select.clear}>
        ${icon('x')}</button>
    </div>`;
}
