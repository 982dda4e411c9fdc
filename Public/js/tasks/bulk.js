// What can be done with the selected tasks at once.

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { addDays, many, today } from '../format.js';
import { toast } from '../shell/toast.js';
import { mayBecome } from './handshake.js';
import { statusItems } from './status-menu.js';
import { PRIORITIES } from './statuses.js';

const DUE_DAYS = [
  [0, 'Today'], [1, 'Tomorrow'], [7, 'In a week'], [14, 'In two weeks'], [30, 'In 30 days'], [null, 'No day'],
];

const isChange = (task, patch) => Object.entries(patch).some(([field, value]) => (task[field] ?? null) !== value);

/** The way to the boxes on a phone, where rows are cards. */
export const pickButton = select => html`
  <button type="button" class="btn line picker" aria-pressed=${() => String(select.isPicking())}
    @click=${() => select.pick(!select.isPicking.peek())}>${() => (select.isPicking() ? 'Cancel' : 'Select')}</button>`;

/** `desk` as for the table (table.js), with change(tasks, patch, words) and, where one plan is shown, members(). */
export function taskBulk(desk) {
  const { select } = desk;
  const change = patch => {
    const chosen = select.ids().map(desk.find).filter(Boolean);
    const able = chosen.filter(task => mayBecome(desk, task, patch));
    if (able.length === 0) return toast('None of these may be changed so.');
    const left = chosen.length - able.length;
    const rest = left ? `, ${left} left as they were` : '';
    desk.change(able.filter(task => isChange(task, patch)), patch, `${many(able.length, 'task')} changed${rest}`);
  };
  const menu = (word, name, items) =>
    menuButton({ content: [icon(name), word], look: 'btn quiet sm', items });
  return html`
    <div class="bulk" role="toolbar" aria-label="Selected tasks" ?hidden=${() => select.size() === 0}>
      <span class="ct" role="status"><b>${() => `${select.size()} selected`}</b></span>
      ${menu('Status', 'check', () => statusItems(status => change({ status })))}
      ${desk.members ? menu('Assignee', 'user', () => [
        { text: 'Nobody', run: () => change({ assignee: null }) },
        ...desk.members().map(it => ({ text: it.name, run: () => change({ assignee: it.id }) })),
      ]) : null}
      ${menu('Priority', 'flag', () => Object.entries(PRIORITIES).map(([priority, word]) =>
        ({ text: word, run: () => change({ priority }) })))}
      ${menu('Due', 'cal', () => DUE_DAYS.map(([days, word]) =>
        ({ text: word, run: () => change({ due: days === null ? null : addDays(today(), days) }) })))}
      <button type="button" class="btn quiet sm icon" aria-label="Clear the selection" @click=${select.clear}>
        ${icon('x')}</button>
    </div>`;
}
