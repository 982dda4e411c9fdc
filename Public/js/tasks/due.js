// A task's due day, with its urgency by colour and in words.

import { html } from '../dom.js';
import { day, distance } from '../format.js';
import { dueTone, isOpen } from './statuses.js';

export function dueMark(task) {
  if (!task.due) return null;
  const title = isOpen(task) ? distance(task.due) : null;
  return html`<time datetime=${task.due} class="due ${dueTone(task)}" title=${title}>${day(task.due)}</time>`;
}
