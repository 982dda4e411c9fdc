// The audit, for admins: who got in or failed to, and what was changed of who may see what. Its filters stand in the
// address, as { who, what, when }.

import { get } from '../api.js';
import { computed, each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { options } from '../elements/options.js';
import { askWhenChanged, missing, more, pages } from '../elements/pages.js';
import { addDays, dayInWords, dayOf, moment, time, timeZone, today } from '../format.js';
import { go, query, withQuery } from '../router.js';
import { allMembers, member } from '../session.js';
import { styles } from '../styles.js';
import { GROUPS, inWords, isStrangers, isWarning } from './audit-words.js';

const WHEN = [
  { id: '1', name: 'Today' }, { id: '7', name: 'Last 7 days' }, { id: '30', name: 'Last 30 days' },
  { id: '90', name: 'Last 90 days' },
];
const FILTERS = ['who', 'what', 'when'];

export const dressed = () => styles('work', 'history', 'audit');

export function auditPage() {
  const filters = computed(() => Object.fromEntries(FILTERS.map(name => [name, query().get(name) ?? ''])));
  const list = pages({
    key: it => it.id, take: page => page.items,
    read: ({ after, limit }) => get(`/api/audit?${new URLSearchParams([...asked(filters.peek()), ['limit', limit],
      ...after ? [['after', after]] : []])}`),
  });
  askWhenChanged(list, filters);
  const days = computed(() => [...Map.groupBy(list.rows(), it => dayOf(it.at))].map(([key, all]) => ({ key, all })));
  return html`
    <p class="sub">Who got in or failed to, and what was changed of who may see or take what. Kept for 400 days; failed
      attempts and opened links for 90.</p>
    ${filterBar(filters)}
    <section class="card" aria-label="Audit">
      <div class="journal audit" aria-busy=${() => String(list.isWaiting())}>
        ${each(days, day => day.key, day => html`
          <section><h2>${() => dayInWords(day().key)}</h2>
            <ol>${each(() => day().all, it => it.id, line)}</ol></section>`)}
        ${when(list.isEmpty, () => html`<div class="empty-state"><p>Nothing that fits these filters.</p></div>`)}
        ${missing(list, 'The audit')}
        ${more(list, 'Show earlier')}
      </div>
    </section>`;
}

/** As GET /api/audit wants to be asked. */
function asked({ who, what, when }) {
  const events = GROUPS.find(({ id }) => id === what)?.events.join();
  const from = Number(when) ? addDays(today(), 1 - Number(when)) : null;
  return Object.entries({ member: who, event: events, from, zone: from && timeZone() }).filter(([, value]) => value);
}

function filterBar(filters) {
  const setFilters = change => go(withQuery({ path: '/settings/audit', search: query.peek() }, change), { replace: true });
  const select = (label, name, inside) => html`
    <select class="field" aria-label=${label} @change=${event => setFilters({ [name]: event.target.value })}>
      ${options({ value: () => filters()[name], nameOf: id => member(id)?.name ?? 'Something else', ...inside })}</select>`;
  return html`
    <div class="view-bar" role="group" aria-label="Filters">
      ${select('Who', 'who', { any: 'Everybody', choices: allMembers })}
      ${select('What', 'what', { any: 'Whatever happened', choices: () => GROUPS })}
      ${select('When', 'when', { any: 'Any time', choices: () => WHEN })}
      ${when(() => FILTERS.some(name => filters()[name]), () => html`
        <button type="button" class="btn quiet sm" @click=${() => setFilters({ who: '', what: '', when: '' })}>Clear</button>`)}
    </div>`;
}

const line = it => html`
  <li>
    <time datetime=${() => it().at} title=${() => moment(it().at)}>${() => time(it().at)}</time>
    ${() => (it().member && !isStrangers(it().event) ? avatar(member(it().member), 'sm')
      : html`<span class=${['mark', isWarning(it().event) && 'bad']} aria-hidden="true">
        ${icon(isWarning(it().event) ? 'alert' : 'eye')}</span>`)}
    <p>${() => inWords(it())}
      ${() => (it().count > 1 ? html`${' '}<span class="tag">${it().count} times</span>` : null)}
      ${() => (it().event === 'signedIn' && it().detail.device ? html`<span class="at">${' '}by ${it().detail.device === 'Unknown' ? 'an unknown browser' : it().detail.device}</span>` : null)}</p>
    <span class="place">${() => it().address}</span>
  </li>`;
