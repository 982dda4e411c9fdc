// The Reviews tab: the next one with what it would speak about, those that were held, and every decision with what
// became of its task.

import { computed, each, effect, html, match, signal, untrack, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { daysUntil, dayOf, difference, distance, many, oneDecimal } from '../format.js';
import { tryAgain } from '../shell/part.js';
import { styles } from '../styles.js';
import { isOpen } from '../tasks/statuses.js';
import { agendaEditor } from './agenda.js';
import { decisionRow } from './decisions.js';
import { scheduleReview } from './schedule.js';
import { openSheet } from './sheet.js';
import { heldOn, sizeInWords, startInWords, TYPES } from './causes.js';

// Drawn as soon as it is here.
await styles('reviews');

const byStart = (a, b) => a.startsAt.localeCompare(b.startsAt);
const byEnd = (a, b) => b.closedSeq - a.closedSeq;

export function tab(room) {
  const open = computed(() => room.reviews().find(it => it.state === 'open'));
  const scheduled = computed(() => room.reviews().filter(it => it.state === 'scheduled').sort(byStart));
  const held = computed(() => room.reviews().filter(it => it.state === 'closed').sort(byEnd));
  const next = computed(() => open() ?? scheduled()[0]);
  const canSchedule = () => room.standing().canEdit && room.plan()?.state !== 'closed';
  return html`
    <div class="cols reviews">
      <div class="col">
        ${match(() => next()?.id, id => (id ? nextCard(room, id) : nothingYet(room, canSchedule)))}
        ${when(() => scheduled().length > (open() ? 0 : 1), () => html`
          <section class="card" aria-labelledby="later-h"><header><h2 id="later-h">Later</h2></header>
            <ul class="held">${each(() => scheduled().filter(it => it.id !== next()?.id), it => it.id, it => html`
              <li><a class="whole" href=${() => addressOf(it())}><b>${() => it().title}</b></a>
                <span class="sub">${() => startInWords(it())}</span></li>`)}</ul></section>`)}
        ${when(() => held().length, () => html`
          <section class="card" aria-labelledby="held-h">
            <header><h2 id="held-h">Held</h2><p>${() => many(held().length, 'review')}</p></header>
            <ul class="held">${each(held, it => it.id, it => heldRow(room, it))}</ul>
          </section>`)}
      </div>
      <aside class="rail" aria-label="Decisions">
        ${when(canSchedule, () => html`
          <button type="button" class=${() => ['btn', next() ? 'line' : 'primary', 'schedule']} @click=${() => scheduleReview(room)}>
            ${icon('cal')}Schedule a review</button>`)}
        ${decisionsCard(room)}
      </aside>
    </div>`;
}

const addressOf = review => `/plans/${review.plan}/reviews/${review.id}`;

/** Its agenda as it would be today, to be added to where one stands. */
function nextCard(room, id) {
  const sheet = openSheet(room, id);
  const isRead = signal(false);
  const failed = signal(false);
  const read = () => {
    failed.set(false);
    sheet.load().then(() => isRead.set(true), () => failed.set(true));
  };
  // One that is still on its way to the server has no sheet yet.
  const isThere = computed(() => Boolean(sheet.review()?.rev));
  effect(() => { if (isThere()) untrack(read); });
  const review = () => sheet.review();
  const leader = () => room.member(review()?.leader);
  const isOn = () => review()?.state === 'open';
  return html`
    <section class="card next-review" aria-labelledby="next-h">
      <header><h2 id="next-h">${() => review()?.title}</h2>
        <p>${() => (isOn() ? 'Being held now' : `${startInWords(review())}, ${distance(dayOf(review().startsAt))}`)}</p>
        <div class="acts">
          ${() => avatar(leader(), 'xs')}
          <a class=${() => ['btn', isOn() || daysUntil(dayOf(review().startsAt)) <= 0 ? 'primary' : 'line', 'sm']} href=${() => addressOf(review())}>
            ${() => (isOn() ? 'Join' : 'Prepare')}</a></div></header>
      ${when(isRead, () => [
        html`<p class="sub in">${() => (isOn() ? sizeInWords(sheet.items())
          : `${TYPES[review().type]}: ${sizeInWords(sheet.agenda())}, as it would be today`)}</p>`,
        when(isOn, () => html`
          <ol class="agenda-list">${each(sheet.items, it => it.id, it => html`
            <li>${() => icon(it().done ? 'done' : 'todo', 'cause')}<div class="t"><b>${() => it().title}</b></div></li>`)}</ol>`,
        () => agendaEditor(room, sheet)),
      ], () => when(failed, () => tryAgain('The agenda could not be read.', read), () => html`
        <div class="body" aria-hidden="true"><p class="wait"><i class="sk w1"></i></p><p class="wait"><i class="sk w2"></i></p></div>`))}
    </section>`;
}

function nothingYet(room, canSchedule) {
  return html`
    <section class="card" aria-labelledby="next-h">
      <header><h2 id="next-h">Next review</h2></header>
      <div class="empty-state"><p>A review walks through what lags, drifts or was declined, item by item, on everybody's screen at once.
        ${() => (canSchedule() ? 'Schedule the first one: its agenda fills itself.' : 'None is scheduled yet.')}</p>
        <div class="example" aria-hidden="true"><span class="tag">Example</span>
          <div class="line">${icon('target')}<b>Adopt analytics in four depots</b><span class="end sub">Behind: 34 % of the way</span></div>
          <div class="line">${icon('gap')}<b>Perception gap: clarity</b><span class="end sub">Success 4.6, Marketing 2.5</span></div></div>
      </div>
    </section>`;
}

function heldRow(room, review) {
  const decisions = () => room.decisions().filter(it => it.review === review().id);
  const done = () => decisions().filter(it => room.task(it.task)?.status === 'done').length;
  return html`
    <li>
      <a class="whole" href=${() => addressOf(review())}><b>${() => review().title}</b></a>
      <span class="sub">${() => `${heldOn(review())}, ${many(review().attendees.length, 'attendee')}`}</span>
      <span class="n">${() => (decisions().length ? `${many(decisions().length, 'decision')}, ${done()} done` : 'no decisions')}</span>
      <span class="num">${() => scoreOf(review())}</span>
    </li>`;
}

function scoreOf({ openedScore, closedScore }) {
  if (typeof closedScore !== 'number') return '';
  const change = closedScore - (openedScore ?? closedScore);
  return change ? `${oneDecimal(closedScore)} (${difference(change)})` : oneDecimal(closedScore);
}

/** What was decided and is not done comes first. */
function decisionsCard(room) {
  const order = it => {
    const task = room.task(it.task);
    return task && !isOpen(task) ? 1 : 0;
  };
  const all = computed(() => room.decisions().toSorted((a, b) =>
    order(a) - order(b) || (b.createdAt ?? '').localeCompare(a.createdAt ?? '')));
  const left = () => all().filter(it => order(it) === 0).length;
  return html`
    <section class="card flat" aria-labelledby="decisions-h">
      <header><h2 id="decisions-h">Decisions</h2><p>${() => (all().length ? `${left()} of ${all().length} not done` : '')}</p></header>
      ${when(() => all().length, () => html`
        <ul class="decided-l">${each(all, it => it.id, it => decisionRow(room, it))}</ul>`,
      () => html`<p class="sub">What a review decides stands here, with what became of it.</p>`)}
    </section>`;
}
