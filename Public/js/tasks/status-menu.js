// The sign of a task's status, which opens the list of the others to whoever may change it.

import { html, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { statusesFor } from './handshake.js';
import { STATUSES } from './statuses.js';

export const statusIcon = status => icon(STATUSES[status].icon, `st ${status}`);

export function statusMenu(desk, task) {
  const label = () => `${STATUSES[task().status].word}: ${task().title}`;
  const sign = () => statusIcon(task().status);
  return when(() => desk.canEdit(task(), 'status'),
    () => menuButton({
      content: sign, look: 'status', label: () => `${label()}. Change the status`,
      items: () => statusItems(status => desk.save(task.peek(), { status }), task.peek()),
    }),
    () => html`<span class="status" role="img" aria-label=${label}>${sign}</span>`);
}

/** `task` is the one whose status it is; without it, every status is offered. */
export const statusItems = (choose, task) => (task ? statusesFor(task) : Object.keys(STATUSES)).map(status => ({
  text: STATUSES[status].word, sign: statusIcon(status), isChecked: task && status === task.status,
  run: () => choose(status),
}));
