// A review that was held, as it is kept: what was decided and noted, who was there, what had changed on the plan, and
// the plan as it stood.

import { each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { difference, oneDecimal, time } from '../format.js';
import { tell } from '../shell/tell.js';
import { reviewTalk } from './comments.js';
import { decisionFoot } from './decisions.js';
import { talkMark } from './mark.js';
import { changesBetween } from './since.js';
import { CAUSES, heldOn, TYPES } from './causes.js';

export function reviewRecord(room, sheet) {
  const review = () => sheet.review();
  const attendees = () => review().attendees.map(room.member).filter(Boolean);
  const reopen = () => sheet.act('openings', {}, 'Review reopened').catch(tell);
  const isNewest = () => room.reviews().every(it => it.id === sheet.id || it.state === 'scheduled'
    || (it.closedSeq ?? Infinity) < review().closedSeq);
  return html`
    <div class="review-page record">
      <header class="review-h">
        <p class="k">${() => TYPES[review()?.type]}</p>
        <h1>${() => review()?.title}</h1>
        <p class="facts-l">${icon('cal')}${() => (review()?.closedAt
          ? `${heldOn(review())}, ${time(review().openedAt)} to ${time(review().closedAt)}` : '')}
          ${() => avatar(room.member(review()?.leader), 'xs')}${() => `${room.names.member(review()?.leader) ?? 'Nobody'} led`}</p>
        <div class="acts">
          <a class="btn line" href=${() => planAt(room, review()?.closedSeq)}>${icon('eye')}The plan as it stood</a>
          <button type="button" class="btn line" @click=${() => print()}>${icon('print')}Print</button>
          ${when(() => sheet.canRun() && isNewest(), () => html`
            <button type="button" class="btn quiet" @click=${reopen}>Open it again</button>`)}
        </div>
      </header>
      <dl class="figs">
        ${when(() => typeof review()?.closedScore === 'number', () => html`
          <div><dt>Alignment</dt><dd>${() => oneDecimal(review().closedScore)}<small>${() => moved(review())}</small></dd></div>`)}
        <div><dt>Decisions</dt><dd>${() => sheet.decisions().length}<small>${() => `${made(room, sheet)} done`}</small></dd></div>
        <div><dt>There</dt><dd>${() => attendees().length}
          <span class="attended">${() => attendees().map(it => avatar(it, 'sm'))}</span></dd></div>
      </dl>
      <p class="print-show">${() => `There: ${attendees().map(it => it.name).join(', ')}`}</p>
      ${when(() => review()?.summary || sheet.canRun(), () => html`
        <section class="card"><header><h2>Summary</h2></header>
          <div class="body summary">${room.edit('review', review, 'summary', {
            label: 'Summary', type: 'lines', empty: 'Say in a few lines what came of it', canEdit: sheet.canRun,
          })}</div></section>`)}
      <section class="card" aria-labelledby="decided-h">
        <header><h2 id="decided-h">What was said and decided</h2></header>
        ${allMinutes(room, sheet)}
      </section>
      ${when(() => review()?.sinceSeq && sheet.before(), () => html`
        <section class="card" aria-labelledby="since-h">
          <header><h2 id="since-h">What had changed since the review before</h2>
            <p>${() => `${sheet.before().title}, ${heldOn(sheet.before())}`}</p>
            <div class="acts"><a class="btn line sm" href=${() => comparison(room, review())}>Compare</a></div></header>
          <div class="body">
            ${changesBetween(room, () => ({ since: review()?.sinceSeq, until: review()?.closedSeq }))}</div>
        </section>`)}
      ${reviewTalk(room, sheet)}
    </div>`;
}

/** Item by item, what was decided and noted. */
const allMinutes = (room, sheet) => html`
  <ol class="minutes">${each(sheet.items, it => it.id, item => minutes(room, sheet, item))}</ol>`;

/** A review that goes on, as it is printed: all of it so far, and not only the item on the screen. */
export const printedSoFar = (room, sheet) => html`
  <section class="print-show so-far" aria-label="All items so far">
    <p>${() => `There: ${sheet.review()?.attendees.map(id => room.names.member(id) ?? 'somebody').join(', ')}`}</p>
    ${allMinutes(room, sheet)}
  </section>`;

/** The address of the plan as it stood at a moment of its history. */
const planAt = (room, seq) => `/plans/${room.id}/history?at=${seq}`;

/** The plan at the end of the review before, beside the plan at the end of this one. */
const comparison = (room, { sinceSeq, closedSeq }) => `/plans/${room.id}/history?compare=${sinceSeq}..${closedSeq}`;

function moved({ openedScore, closedScore }) {
  if (typeof openedScore !== 'number' || openedScore === closedScore) return 'of 100';
  return `of 100, ${difference(closedScore - openedScore)} in the meeting`;
}

const made = (room, sheet) => sheet.decisions().filter(it => room.task(it.task)?.status === 'done').length;

function minutes(room, sheet, item) {
  const notes = () => sheet.notes().filter(it => it.item === item().id);
  const decisions = () => sheet.decisionsOf(item().id);
  const author = it => room.names.member(it().createdBy)?.split(' ')[0] ?? 'Somebody';
  return html`
    <li>
      <h3>${() => icon(CAUSES[item().cause].icon)}<span>${() => item().title}</span>${talkMark(room, () => `agendaItem:${item.peek().id}`, () => item().title)}</h3>
      ${when(() => item().evidence, () => html`<p class="sub">${() => item().evidence}</p>`)}
      ${when(() => item().notes, () => html`<p class="tx">${() => item().notes}</p>`)}
      ${when(() => decisions().length, () => html`
        <ul class="decisions">${each(decisions, it => it.id, it => html`
          <li>${icon('gavel')}<div><p class="tx"><span class="vh">Decision: </span>${() => it().text}</p>
            ${decisionFoot(room, sheet, it)}</div>
            ${talkMark(room, () => `decision:${it.peek().id}`, () => it().text)}</li>`)}</ul>`)}
      ${when(() => notes().length, () => html`
        <ul class="notes-l">${each(notes, it => it.id, it => html`
          <li><b>${() => author(it)}</b>${' '}<span class="tx">${() => it().text}</span></li>`)}</ul>`)}
      ${when(() => !notes().length && !decisions().length, () => html`
        <p class="sub none">${() => (item().done ? 'Spoken about, nothing to write down.' : 'Not spoken about.')}</p>`)}
    </li>`;
}
