// On Home: what others did on my plans since yesterday.

import { computed, html, when } from '../dom.js';
import { addDays, dayOf, today } from '../format.js';
import { feed } from '../journal/feed.js';
import { names } from '../journal/names.js';
import { fillIn, spokenOf } from './fill.js';
import { activity } from './mine.js';

const SHOWN = 8;

/** `accountName(plan)` says whose plan it is. */
export function sinceYesterday(accountName) {
  const recent = computed(() => (activity() ?? []).filter(change => dayOf(change.at) >= addDays(today(), -1)));
  const shown = () => recent().slice(0, SHOWN);
  const more = () => recent().length - SHOWN;
  fillIn(() => shown().flatMap(spokenOf));
  return html`
    <section class="card flat" aria-labelledby="since-h">
      <header><h2 id="since-h">Since yesterday</h2></header>
      ${when(() => recent().length, () => feed(shown, names, change => accountName(change.plan)),
        () => html`<p class="sub">Nobody else has changed your plans.</p>`)}
      ${when(() => more() > 0, () => html`<p class="sub">${() => `${more()} more on your plans`}</p>`)}
    </section>`;
}
