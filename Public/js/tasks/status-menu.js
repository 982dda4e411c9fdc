// The sign of a task's status, which opens the list of the others to whoever may change it.

import { html, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { STATUSES } from './statuses.js';

let count = 0;

export function statusMenu(desk, task) {
  const id = `status-${count++}`;
  const sign = () => icon(STATUSES[task().status].icon, `st ${task().status}`);
  const label = () => `${STATUSES[task().status].word}: ${task().title}`;
  return when(() => desk.canEdit(task(), 'status'),
    () => html`
      <button type="button" class="status" popovertarget=${id} aria-label=${() => `${label()}. Change the status`}>
        ${sign}</button>
      <div class="menu" popover id=${id}>${statusChoices(task, status => desk.setStatus(task.peek(), status))}</div>`,
    () => html`<span class="status" role="img" aria-label=${label}>${sign}</span>`);
}

/** The list itself, also for "Move to…" on the board. */
export function statusChoices(task, choose) {
  return Object.entries(STATUSES).map(([status, { word, icon: name }]) => html`
    <button type="button" aria-pressed=${() => String(task().status === status)}
      @click=${event => { event.currentTarget.closest('[popover]').hidePopover(); choose(status); }}>
      ${icon(name, `st ${status}`)}${word}</button>`);
}
