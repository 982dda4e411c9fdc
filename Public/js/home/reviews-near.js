// The reviews of my plans that are held now or in the next days.

import { get } from '../api.js';
import { computed, each, html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { dayOf, daysUntil, time, weekday } from '../format.js';
import { put, record, where } from '../store.js';
import { myPlans } from './mine.js';

const NEAR = 3;

/** One that nobody opened is near for a day longer. */
const isNear = it => it.state === 'open' || (daysUntil(dayOf(it.startsAt)) <= NEAR && daysUntil(dayOf(it.startsAt)) >= -1);

export async function reviewsNear() {
  put('review', (await get('/api/reviews?state=open,scheduled&sort=startsAt&limit=100')).items);
  const coming = where('review', it => it.state !== 'closed', (a, b) => a.startsAt.localeCompare(b.startsAt));
  const near = computed(() => {
    const mine = new Set(myPlans().map(it => it.id));
    return coming().filter(it => mine.has(it.plan) && isNear(it));
  });
  const name = it => record('account', record('plan', it.plan)?.account)?.name;
  const when = it => (it.state === 'open' ? 'held now' : `${weekday(dayOf(it.startsAt))}, ${time(it.startsAt)}`);
  return () => html`
    <section class="card flat near" aria-labelledby="near-h" ?hidden=${() => near().length === 0}>
      <header><h2 id="near-h">Reviews near</h2></header>
      <ul>${each(near, it => it.id, it => html`
        <li>${icon('review')}<a href=${() => `/plans/${it().plan}/reviews/${it().id}`}><b>${() => name(it())}</b>${' '}
          ${() => it().title}</a><span class="sub">${() => when(it())}</span></li>`)}</ul>
    </section>`;
}
