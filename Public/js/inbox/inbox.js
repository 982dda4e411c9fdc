// The inbox: what others did that concerns the member, plan by plan, what is not read first.

import { computed, each, effect, html, match, signal, when } from '../dom.js';
import { get } from '../api.js';
import { logo } from '../accounts/logo.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { many } from '../format.js';
import { go, withQuery } from '../router.js';
import { me } from '../session.js';
import { part } from '../shell/part.js';
import { put, record, replace, where } from '../store.js';
import { styles } from '../styles.js';
import { pickButton } from '../tasks/bulk.js';
import { selection } from '../tasks/select.js';
import { followView, loadViews, viewTabs } from '../views/views.js';
import { noticeBulk } from './bulk.js';
import { isMuted, readAll, setMuted, setRead } from './deeds.js';
import { filtersIn, isAskedFor, noticeFilters, placeOf, VIEWS } from './filters.js';
import { isPutOff, newestFirst, unread } from './notices.js';
import { noticeRow } from './row.js';
import { fillIn } from './subjects.js';
import { accountOf } from './words.js';

const READ_SHOWN = 3;

const dressed = styles('home', 'work', 'inbox', 'views');

export const key = () => 'inbox';

export async function load() {
  const [body] = await Promise.all([get('/api/inbox'), loadViews().catch(() => {})]);
  for (const kind of ['account', 'plan', 'planMember', 'task', 'commitment', 'objective', 'comment']) {
    put(kind, body[`${kind}s`]);
  }
  if (body.preference) put('preference', [body.preference]);
  replace('notification', () => true, body.notifications, body.seq);
  await dressed;
  return body;
}

export function screen(params, { seq }) {
  // What is read while one looks stays where it is: nothing moves away under the eyes.
  const opened = new Date().toISOString();
  const wasRead = notice => Boolean(notice.readAt) && notice.readAt < opened;
  const search = () => params().search;
  const filters = computed(() => filtersIn(search()));
  const set = change => go(withQuery(params.peek(), change), { replace: true });
  const mine = where('notification', notice => notice.member === me()?.id,
    (a, b) => wasRead(a) - wasRead(b) || newestFirst(a, b));
  const shown = computed(() => mine()
    .filter(notice => SHOWS[filters().view](notice, wasRead) && isAskedFor(notice, filters())));
  const opens = signal(new Set());
  const groups = computed(() => [...Map.groupBy(shown(), placeOf)].map(([id, notices]) => ({
    id, plan: notices[0].plan, account: accountOf(notices[0]), notices, rows: rowsOf(notices, wasRead, opens().has(id)),
  })));
  const select = selection(() => groups().flatMap(group => group.rows.map(notice => notice.id)));
  const openAll = id => opens.update(all => new Set([...all, id]));
  const putOffCount = computed(() => mine().filter(it => !it.readAt && isPutOff(it)).length);
  effect(() => { followView('inbox', '/inbox', search); });
  fillIn(mine);
  const summary = () => [
    unread().length ? `${many(unread().length, 'notice')} to read` : 'Everything is read',
    putOffCount() ? `${putOffCount()} put off` : null,
  ].filter(Boolean).join(', ');
  return {
    title: () => (unread().length ? `Inbox (${unread().length})` : 'Inbox'),
    crumbs: () => [{ text: 'Inbox' }],
    actions: () => html`
      <button type="button" class="btn quiet" aria-label="Mark all as read" ?hidden=${() => !unread().length}
        @click=${() => readAll(newest(mine, seq))}>
        ${icon('check')}<span class="wide">Mark all as read</span></button>`,
    view: html`
      <div>
        <header class="page-h"><h1>Inbox</h1><p>${summary}</p></header>
        ${when(() => mine().length, () => html`
          ${viewTabs({ screen: 'inbox', path: '/inbox', search, builtIn: () => VIEWS })}
          <div class="view-bar" role="group" aria-label="Filters">
            ${noticeFilters({ filters, set, mine })}${pickButton(select)}
          </div>
          <div class=${() => ['col page notices', select.isPicking() && 'picking', select.size() && 'choosing']}>
            ${each(groups, group => group.id, group => placeCard(group, { select, openAll }))}
            ${when(() => !groups().length, () => nothingHere(filters))}
          </div>
          ${noticeBulk(select)}`,
        () => part(async () => (await import('./empty-inbox.js')).emptyInbox))}
      </div>`,
  };
}

const SHOWS = {
  all: notice => !isPutOff(notice) || Boolean(notice.readAt),
  unread: (notice, wasRead) => !wasRead(notice) && !isPutOff(notice),
  off: notice => !notice.readAt && isPutOff(notice),
};

/** Of those that were read before only the newest, until somebody wants all. */
function rowsOf(notices, wasRead, isAll) {
  const read = notices.filter(wasRead);
  const hidden = isAll ? 0 : Math.max(0, read.length - READ_SHOWN);
  return hidden ? notices.filter(it => !read.slice(-hidden).includes(it)) : notices;
}

/** What arrived since the screen was read is meant as well. */
const newest = (mine, seq) => Math.max(seq, ...mine.peek().map(it => it.seq));

const nothingHere = filters => html`
  <p class="empty-state">${() => (filters().what || filters().place ? 'Nothing fits these filters.'
    : filters().view === 'off' ? 'Nothing is put off. With s a notice leaves until later today, tomorrow, or next week.'
      : 'Everything is read.')}</p>`;

/** What was told of one plan, or of one account. */
function placeCard(group, { select, openAll }) {
  const plan = () => record('plan', group().plan);
  const address = () => (group().plan ? `/plans/${group().plan}` : `/accounts/${group().account}`);
  const name = () => record('account', group().account)?.name ?? (group().plan ? 'A plan' : 'An account');
  const toRead = () => group().notices.filter(it => !it.readAt && !isPutOff(it));
  const hidden = () => group().notices.length - group().rows.length;
  const id = `in-${group.peek().id}`;
  return html`
    <section class="card" aria-labelledby=${id}>
      <header>
        ${match(name, text => logo(text, 'sm'))}
        <h2 id=${id}><a href=${address}>${name}</a></h2><p>${() => (group().plan ? plan()?.title : 'Account')}</p>
        ${when(() => isMuted(group().plan), () => html`
          <span class="tag" title="You are told only what names you">Muted</span>`)}
        <span class="acts">
          <button type="button" class="btn quiet sm" ?hidden=${() => !toRead().length}
            aria-label=${() => `Mark all of ${name()} as read`}
            @click=${() => setRead(toRead(), true, `${name()}: read`)}>Mark as read</button>
          ${menuButton({
            content: icon('more'), label: () => `More of this ${group().plan ? 'plan' : 'account'}`,
            look: 'btn quiet sm icon', side: 'end',
            items: () => [
              { text: group.peek().plan ? 'Open the plan' : 'Open the account', icon: 'right', href: address() },
              group.peek().plan && (isMuted(group.peek().plan)
                ? { text: 'Tell me of it again', icon: 'eye', run: () => setMuted(group.peek().plan, false, name()) }
                : { text: 'Mute: only what names me', icon: 'pause', run: () => setMuted(group.peek().plan, true, name()) }),
            ],
          })}
        </span>
      </header>
      <ul class="reqs" data-keys="list">${each(() => group().rows, notice => notice.id, notice => noticeRow(notice, select))}</ul>
      ${when(() => hidden() > 0, () => html`
        <p class="foot"><button type="button" class="link" @click=${() => openAll(group.peek().id)}>
          ${() => `${hidden()} more that you have read`}</button></p>`)}
    </section>`;
}
