// One account: its facts, edited where they stand; its plans, its place among other accounts, and what happened.

import { computed, each, html, match, onCleanup, signal, when } from '../dom.js';
import { canEditAccount, isStaff } from '../access/rights.js';
import { get } from '../api.js';
import { edit } from '../elements/edit.js';
import { icon } from '../elements/icon.js';
import { dayWithYear, daysUntil, distance, exactMoney } from '../format.js';
import { changesOf } from '../journal/changes.js';
import { feed } from '../journal/feed.js';
import { names } from '../journal/names.js';
import * as outbox from '../outbox.js';
import { rereading } from '../reread.js';
import { me, member, members } from '../session.js';
import { inTime, part } from '../shell/part.js';
import { tell } from '../shell/tell.js';
import { onEntry, peek, put, record, replace, revision, where } from '../store.js';
import { watchAll } from '../stream.js';
import { styles } from '../styles.js';
import { logo } from './logo.js';
import { startPlan } from './new-account.js';
import { aboutAccount, accountRoom, ofAccount } from './room.js';
import { plansCard } from './plans.js';
import { learnScores } from './portfolio.js';

const ACTIVITY_KEPT = 40;
const ACTIVITY_SHOWN = 12;

const dressed = styles('accounts', 'plan', 'portfolio');

export const key = params => `account ${params.id}`;

export async function load(params) {
  const { id } = params();
  const activity = signal([]);
  const figures = signal({});
  const read = async () => {
    const overview = await get(`/api/accounts/${id}/overview`);
    put('account', [overview.account, overview.parent, ...overview.children].filter(Boolean));
    put('plan', overview.plans);
    learnScores(overview.figures);
    figures.set(overview.figures);
    for (const kind of ['comment', 'reaction']) replace(kind, ofAccount(id), overview[`${kind}s`], overview.seq);
    return overview;
  };
  // Its plans need not be those one is on: their changes come only to who asks for all.
  watchAll();
  const soon = rereading(read);
  onCleanup(onEntry(entry => {
    const here = changesOf(entry).filter(change => change.account === id);
    if (!here.length) return;
    activity.update(all => [...here.toReversed(), ...all].slice(0, ACTIVITY_KEPT));
    soon();
  }));
  const overview = await read();
  activity.update(later => [...later.filter(change => change.seq > overview.seq), ...overview.activity]);
  learnNames(overview.activity);
  await dressed;
  return { activity, figures };
}

const NAMED = ['objective', 'commitment', 'task', 'planMember', 'signOff', 'review', 'decision', 'comment'];

/** The activity speaks of objectives, tasks and so on; their titles come from the plans they belong to. */
function learnNames(activity) {
  const isUnknown = ({ kind, id, plan }) => plan && (NAMED.includes(kind) || kind === 'reaction')
    && !peek(kind, id);
  for (const plan of new Set(activity.filter(isUnknown).map(change => change.plan))) {
    get(`/api/plans/${plan}/snapshot`).then(snapshot => {
      for (const kind of NAMED) put(kind, snapshot[`${kind}s`]);
    }, () => {});
  }
}

export function screen(params, { activity, figures }) {
  const { id } = params();
  const account = computed(last => record('account', id) ?? last);
  const plans = where('plan', plan => plan.account === id, byPeriod);
  const start = () => startPlan(account.peek());
  const mayStart = isStaff(me());
  const room = accountRoom(id);
  return {
    title: () => account().name,
    crumbs: () => [{ text: 'Accounts', href: '/accounts' }, { text: account().name }],
    actions: () => [
      when(() => canEditAccount(me(), account()), () => html`
        <button type="button" class="btn quiet" @click=${() => archive(account.peek())}>
          ${() => (account().archived ? 'Take out of the archive' : 'Archive')}</button>`),
      mayStart ? html`
        <button type="button" class=${() => ['btn', plans().length ? 'line' : 'primary']} aria-label="Start a plan"
          @click=${start}>${icon('plus')}<span class="wide">Start a plan</span></button>` : null,
    ],
    create: mayStart ? { text: 'Start a plan', run: start } : null,
    view: html`<div>${hero(account, room)}${match(() => params().tab === 'history', isHistory => (isHistory
      ? part(async () => (await import('./account-history.js')).accountHistory(id, params, learnNames))
      : overview()))}</div>`,
  };

  function overview() {
    return html`
      <div class="cols">
        <div class="col">
          ${plansCard({ plans, figures, start: mayStart ? start : null })}
          ${when(() => isStaff(me()), () => family(account, room))}
        </div>
        <aside class="rail" aria-label=${mayStart ? 'Discussion and activity' : 'Activity'}>
          ${mayStart ? part(async () => {
            const { accountDiscussion, dressed: isDressed } = await import('./discussion.js');
            await isDressed;
            return () => accountDiscussion(room);
          }) : null}
          <section class="card flat" aria-labelledby="activity-h">
            <header><h2 id="activity-h">Activity</h2></header>
            ${feed(() => activity().slice(0, ACTIVITY_SHOWN), names, planTitle)}
            <a class="link" href=${`/accounts/${id}/history`}>All changes</a>
          </section>
        </aside>
      </div>`;
  }
}

const planTitle = change => change.plan && record('plan', change.plan)?.title;

const STATE_ORDER = { active: 0, draft: 1, closed: 2 };
const byPeriod = (a, b) =>
  STATE_ORDER[a.state] - STATE_ORDER[b.state] || (b.start ?? b.createdAt).localeCompare(a.start ?? a.createdAt);

function archive({ id, name, archived }) {
  const says = archived ? 'Taken out of the archive' : `${name} archived`;
  outbox.edit('account', id, { archived: !archived }, { says }).catch(tell);
}

/** A field of the account, edited where it stands by whoever may. */
function editing(account, room) {
  return (name, options) => edit({
    ...options,
    of: { kind: 'account', field: name },
    find: member,
    read: () => account()[name],
    canEdit: () => canEditAccount(me(), account()),
    begin: () => revision('account', account.peek().id),
    save: (value, rev) =>
      outbox.edit('account', account.peek().id, { [name]: value }, { says: `${options.label} changed`, rev }),
    mark(element) {
      room.marks.field(() => account().id, name)(element);
      if (options.type !== 'lines') return;
      inTime(() => import('../reviews/stretches.js'), it => it.stretches(element, room, () => aboutAccount(room.id), name));
    },
  });
}

function hero(account, room) {
  const field = editing(account, room);
  return html`
    <div class="hero">
      ${() => logo(account().name)}
      <div class="hero-t">
        <h1>${field('name', { label: 'Name', isRequired: true })}
          ${() => (account().archived ? html`${' '}<span class="tag open">Archived</span>` : null)}</h1>
        ${when(() => isStaff(me()), () => html`
          <div class="purpose">
            ${field('notes', { label: 'Notes', type: 'lines', empty: 'What everybody should know' })}</div>
          <dl class="facts">
            <div><dt>General manager</dt>
              <dd>${field('generalManager', {
                label: 'General manager', type: 'member', members, empty: 'Nobody yet',
              })}</dd></div>
            <div><dt>Industry</dt><dd>${field('industry', { label: 'Industry', empty: 'Not set' })}</dd></div>
            <div><dt>ARR</dt>
              <dd>${field('arr', { label: 'ARR', type: 'money', show: exactMoney, empty: 'Not set' })}</dd></div>
            <div><dt>Renewal</dt>
              <dd>${field('renewal', { label: 'Renewal', type: 'day', show: renewal, empty: 'No day' })}</dd></div>
            <div><dt>CRM identifier</dt>
              <dd>${field('externalId', { label: 'CRM identifier', empty: 'None' })}</dd></div>
          </dl>`)}
      </div>
    </div>`;
}

const renewal = value => `${dayWithYear(value)}, ${daysUntil(value) < 0 ? 'passed' : distance(value)}`;

function family(account, room) {
  const field = editing(account, room);
  const others = where('account', () => true, (a, b) => a.name.localeCompare(b.name));
  const children = () => others().filter(it => it.parent === account().id);
  const choices = () => others().filter(it => it.id !== account.peek().id).map(it => [it.id, it.name]);
  const show = id => record('account', id)?.name ?? 'An account';
  return html`
    <section class="card" aria-labelledby="family-h">
      <header><h2 id="family-h">Group</h2><p>Accounts that belong together</p></header>
      <div class="body group">
        <dl class="facts"><div><dt>Part of</dt>
          <dd>${field('parent', { label: 'Parent account', type: 'choice', choices, show, empty: 'No other account' })}
            ${() => (account().parent ? html`
              <a class="link" href=${`/accounts/${account().parent}`}>Open</a>` : null)}</dd></div></dl>
        <ul>
          ${each(children, it => it.id, it => html`
            <li>${() => logo(it().name, 'sm')}<a href=${() => `/accounts/${it().id}`}>${() => it().name}</a>
              <span class="sub">${() => it().industry}</span></li>`)}
        </ul>
      </div>
    </section>`;
}
