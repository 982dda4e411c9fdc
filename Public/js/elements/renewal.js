// The day a contract renews, and how far off it is where that is near.

import { html } from '../dom.js';
import { dayInWords, daysUntil, dayWithYear } from '../format.js';

const DUE_SOON = 90;

/** `near` says up to how many days the distance is told; `isToned` colours what is due soon or over. */
export function renewalCell(value, { near = DUE_SOON, isToned = false } = {}) {
  if (!value) return null;
  const days = daysUntil(value);
  const tone = days < 0 ? 'late' : days <= DUE_SOON ? 'soon' : '';
  return html`
    <time class=${isToned && ['due', tone]} datetime=${value} title=${dayInWords(value)}>${dayWithYear(value)}</time>
    ${Math.abs(days) <= near ? html`<small>${days < 0 ? `${-days} d ago` : `${days} d`}</small>` : null}`;
}
