// The pulse: three questions on up to three plans a week. The keys 1 to 5 answer and go on; Enter saves.

import { computed, html, match, signal, untrack, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { weekNumber } from '../format.js';
import { act } from '../outbox.js';
import { tell } from '../shell/tell.js';
import { answerPulse, pulse } from './mine.js';

const QUESTIONS = [
  ['clarity', 'Clarity', 'I know what this plan wants of us'],
  ['agreement', 'Agreement', 'I think it is the right plan'],
  ['confidence', 'Confidence', 'I believe we will reach it'],
];
const VALUES = [1, 2, 3, 4, 5];

const closing = new Intl.DateTimeFormat(navigator.language, { weekday: 'long', timeZone: 'UTC' });

export function pulseCard(accountName) {
  const plans = computed(() => pulse()?.plans ?? []);
  const ids = computed(last => {
    const now = plans().map(it => it.plan).join(' ');
    return now === last ? last : now;
  });
  return html`
    <section class="card" aria-labelledby="pulse-h" ?hidden=${() => !plans().length}>
      <header><h2 id="pulse-h">Pulse</h2><p>${() => (pulse() ? `Week ${weekNumber(pulse().week)}` : '')}</p></header>
      ${match(ids, all => (all ? questions(all.split(' '), plans, accountName) : null))}
      <p class="blind">${icon('clock')}<span>Blind until the week closes on ${() => closingDay()}. Then answers stand by
        name.</span></p>
    </section>`;
}

const closingDay = () => (pulse() ? closing.format(new Date(`${pulse().closes}T00:00:00Z`)) : '');

function questions(ids, plans, accountName) {
  const answered = plan => plans().find(it => it.plan === plan)?.answered;
  const nextOpen = () => untrack(() => ids.find(id => !answered(id)) ?? null);
  const open = signal(nextOpen());
  // The focus follows the answers: to the next plan's first question, in the end to the row of the last one.
  let target = null;
  const goTo = (plan, orElse) => {
    target = plan ?? orElse;
    open.set(plan);
  };
  const save = (plan, answers) => {
    const before = untrack(() => answered(plan));
    answerPulse(plan, answers);
    goTo(nextOpen(), plan);
    // The week it was given in, so that what waits for the line is never taken for another week's.
    const week = untrack(() => pulse()?.week);
    act(`/api/plans/${plan}/pulses`, { ...answers, week }, { says: `Pulse given, ${accountName(plan)}` })
      .catch(error => { answerPulse(plan, before ?? null); tell(error); });
  };
  const focus = plan => element => queueMicrotask(() => {
    if (target !== plan) return;
    (element.querySelector('input:checked, input') ?? element).focus();
    target = null;
  });
  const row = plan => html`
    <li>
      ${when(() => open() === plan, () => form(plan, {
        name: () => accountName(plan), start: untrack(() => answered(plan)), save: answers => save(plan, answers),
        focus: focus(plan),
      }), () => closed({
        name: () => accountName(plan), answers: () => answered(plan), change: () => goTo(plan), focus: focus(plan),
      }))}
    </li>`;
  return html`<ol class="pul">${ids.map(row)}</ol>`;
}

function closed({ name, answers, change, focus }) {
  const values = () => QUESTIONS.map(([field]) => answers()[field]);
  const spoken = () => (answers()
    ? `Change your answers for ${name()}: ${QUESTIONS.map(([, word], at) => `${word} ${values()[at]}`).join(', ')}`
    : `Answer for ${name()}`);
  return html`
    <button type="button" class="row" aria-label=${spoken} @click=${change} ${focus}>
      ${() => icon(answers() ? 'done' : 'todo', `st ${answers() ? 'done' : 'todo'}`)}
      <b>${name}</b>
      ${() => (answers() ? html`<span class="given">${values().map(value => html`<i>${value}</i>`)}</span>`
        : html`<small>not yet</small>`)}</button>`;
}

function form(plan, { name, start, save, focus }) {
  const chosen = signal({ ...start });
  const isWhole = () => QUESTIONS.every(([field]) => chosen()[field]);
  const choose = (field, value) => chosen.update(now => ({ ...now, [field]: value }));
  const submit = event => {
    event.preventDefault();
    if (!isWhole()) return;
    const note = event.currentTarget.elements.namedItem('note').value.trim();
    const { clarity, agreement, confidence } = chosen.peek();
    save({ clarity, agreement, confidence, ...(note && { note }) });
  };
  return html`
    <form class="now" aria-label=${() => `Pulse for ${name()}`} @submit=${submit} ${focus}>
      <div class="hd">${icon('doing', 'st doing')}<b>${name}</b></div>
      ${QUESTIONS.map(([field, word, sentence]) => html`
        <fieldset @keydown=${event => byNumber(event, value => choose(field, value))}>
          <legend>${word}<small>${sentence}</small></legend>
          <div class="five">${VALUES.map(value => html`
            <label><input type="radio" name=${`${field} ${plan}`} aria-label=${`${word}, ${value} of 5`}
              .checked=${() => chosen()[field] === value} @change=${() => choose(field, value)}>
              <span aria-hidden="true">${value}</span></label>`)}</div>
        </fieldset>`)}
      <p class="ends" aria-hidden="true"><span>1 not at all</span><span>5 fully</span></p>
      <div class="end">
        <input class="field" name="note" maxlength="2000" autocomplete="off" aria-label="Note"
          placeholder="A note (optional)" .value=${start?.note ?? ''}>
        <button class="btn line" aria-disabled=${() => String(!isWhole())}>Save</button>
      </div>
    </form>`;
}

/** A number key answers the question it is typed in and goes on to the next, or to Save. */
function byNumber(event, choose) {
  const value = Number(event.key);
  if (!VALUES.includes(value) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  choose(value);
  const next = event.currentTarget.nextElementSibling;
  const target = next?.querySelector('input') ?? event.currentTarget.form.querySelector('.end .btn');
  target.focus();
}
