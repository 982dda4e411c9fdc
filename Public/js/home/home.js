// Home: today. What waits for my answer, what is due this week, the agreement my team has lost, my plans, the pulse,
// and what others did since yesterday.

import { computed, each, html, signal, when } from '../dom.js';
import { isStaff } from '../access/rights.js';
import { icon } from '../elements/icon.js';
import { logo } from '../accounts/logo.js';
import { addDays, many, today } from '../format.js';
import { go } from '../router.js';
import { unread } from '../inbox/notices.js';
import { me } from '../session.js';
import { below, part } from '../shell/part.js';
import { record } from '../store.js';
import { styles } from '../styles.js';
import { dueDay, isLate } from '../tasks/statuses.js';
import { fillIn } from './fill.js';
import { activity, isFresh, loadMine, lostPlans, myPlans, myTasks, pulse, waitingCount, waitingForMe } from './mine.js';
import { requests } from './requests.js';
import { weekTable } from './week.js';

const dressed = styles('home');

export async function load() {
  const mine = isFresh() ? null : loadMine();
  if (activity.peek()) mine?.catch(() => {});
  else await mine;
  await dressed;
}

const longDay = new Intl.DateTimeFormat(navigator.language,
  { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const accountName = plan => record('account', record('plan', plan)?.account)?.name;

export function screen() {
  const thisWeek = computed(() => myTasks().filter(task => dueDay(task) && dueDay(task) <= addDays(today(), 7)));
  const isEmpty = computed(() => !myPlans().length && !myTasks().length && !waitingCount());
  fillIn(() => waitingForMe().map(it => ['objective', it.objective]));
  const title = () => longDay.format(new Date(`${today()}T00:00:00Z`)).replace(',', '');
  return {
    title: 'Home',
    crumbs: () => [{ text: 'Home' }],
    create: isStaff(me()) ? { text: 'New account', run: () => go('/accounts?new') } : null,
    view: html`
      <div>
        <header class="page-h"><h1>${title}</h1><p>${() => summary(thisWeek(), isEmpty())}</p></header>
        ${when(isEmpty, teaching, () => html`
          <div class="cols">
            <div class="col">${requests()}${below(() => [weekCard(thisWeek), lostAgreement(), planCards()])}</div>
            <aside class="rail" aria-label="Pulse and changes">
              ${below(() => [pulseCard(), comingReviews(), mentionsCard(), sinceYesterday()])}
            </aside>
          </div>`)}
      </div>`,
  };
}

const teaching = () => part(async () => (await import('./empty-home.js')).emptyHome);

function summary(tasks, isEmpty) {
  if (isEmpty) return 'Nothing waits for you. This is what will, and how it starts.';
  const asked = waitingCount();
  const lost = lostPlans().length;
  const late = tasks.filter(isLate).length;
  return [
    asked ? `${many(asked, 'request')} ${asked === 1 ? 'waits' : 'wait'} for your answer` : null,
    tasks.length ? `${many(tasks.length, 'task')} due this week` : 'nothing due this week',
    late ? `${late} of them late` : null,
    lost ? `${many(lost, 'plan')} to agree to again` : null,
  ].filter(Boolean).join(', ').replace(/^n/, 'N');
}

function weekCard(tasks) {
  const later = () => myTasks().length - tasks().length;
  return html`
    <section class="card" aria-labelledby="week-h">
      <header><h2 id="week-h">Your work this week</h2><p>Tasks of yours, by the day they are due</p>
        <a class="link" href="/work">My work</a></header>
      ${when(() => tasks().length, () => weekTable(tasks, accountName), () => html`
        <p class="empty-state slim">Nothing of yours is due in the next seven days.</p>`)}
      ${when(() => later() > 0, () => html`
        <p class="foot">${() => many(later(), 'more task', 'more tasks')} later or without a day</p>`)}
    </section>`;
}

/** The two in which one writes come once the rest can be read; their room is kept. */
const lostAgreement = () => kept('lost-room', lostPlans().length, async () => {
  const [{ lostAgreement: draw }] = await Promise.all([import('./lost.js'), styles('drift', 'pulse')]);
  return () => draw(accountName);
});

const pulseCard = () => kept('pulse-room', pulse()?.plans.length, async () => {
  const [{ pulseCard: draw }] = await Promise.all([import('./pulse.js'), styles('pulse')]);
  return () => draw(accountName);
});

const named = computed(() => unread().filter(notice => notice.cause === 'mentioned'));
const mentionsCard = () => when(() => named().length, () => part(async () => {
  const { mentions } = await import('../inbox/mentions.js');
  return () => mentions(named);
}));

const kept = (name, rows, load) => part(load, { place: rows ? `${name} rows-${Math.min(rows, 3)}` : null });

const PLANS_SHOWN = 6;

function planCards() {
  const isAll = signal(false);
  const shown = () => (isAll() ? myPlans() : myPlans().slice(0, PLANS_SHOWN));
  return html`
    <section class="card" aria-labelledby="plans-h" ?hidden=${() => !myPlans().length}>
      <header><h2 id="plans-h">My plans</h2><p>Those you are on the team of</p>
        <a class="link" href="/accounts">Accounts</a></header>
      <ul class="plan-list">${each(shown, plan => plan.id, plan => html`
        <li><a href=${() => `/plans/${plan().id}`}>
          ${() => logo(accountName(plan().id), 'md')}
          <span><b>${() => accountName(plan().id)}</b><small>${() => plan().title}</small></span>
          ${() => (plan().state === 'draft' ? html`<span class="tag">Draft</span>` : null)}
          ${icon('right')}</a></li>`)}</ul>
      ${when(() => myPlans().length > shown().length, () => html`
        <p class="foot"><button type="button" class="link" @click=${() => isAll.set(true)}>
          ${() => `Show all ${myPlans().length}`}</button></p>`)}
    </section>`;
}

const comingReviews = () => part(async () => (await import('./reviews-near.js')).reviewsNear(), { patience: 300 });

const sinceYesterday = () => part(async () => {
  const { sinceYesterday: draw } = await import('./since.js');
  return () => draw(accountName);
});
