// The pulse: three questions on up to three plans a week. The keys 1 to 5 answer and go on; Enter saves.

import { computed, each, effect, html, signal, untrack, when } from '../dom.js';
import { QUESTIONS } from '../alignment/questions.js';
import { clearErrors, showErrors } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { sent } from '../elements/sent.js';
import { weekNumber } from '../format.js';
import { act } from '../outbox.js';
import { tell } from '../shell/tell.js';
import { answerPulse, loadMine, pulse } from './mine.js';

const FIELDS = Object.keys(QUESTIONS);
const VALUES = [1, 2, 3, 4, 5];

const closing = new Intl.DateTimeFormat(navigator.language, { weekday: 'long', timeZone: 'UTC' });

/** What is being written, by plan: it outlives a week's change, a refusal, and a look at another screen. */
const drafts = new Map();
const touched = signal(new Set());

const answered = plan => pulse()?.plans.find(it => it.plan === plan)?.answered ?? null;

function draftOf(plan) {
  if (!drafts.has(plan)) {
    const { note, ...values } = untrack(() => answered(plan)) ?? {};
    drafts.set(plan, { chosen: signal(values), note: signal(note ?? ''), problem: signal(null) });
  }
  return drafts.get(plan);
}

const touch = plan => { if (!touched.peek().has(plan)) touched.update(all => new Set(all).add(plan)); };

function forget(plan) {
  drafts.delete(plan);
  touched.update(all => new Set([...all].filter(it => it !== plan)));
}

export function pulseCard(accountName) {
  // In the order in which they came: what is answered stays where it stood.
  const ids = computed((last = []) => {
    const now = [...new Set([...(pulse()?.plans ?? []).map(it => it.plan), ...touched()])];
    return [...last.filter(id => now.includes(id)), ...now.filter(id => !last.includes(id))];
  });
  return html`
    <section class="card" aria-labelledby="pulse-h" ?hidden=${() => !ids().length}>
      <header><h2 id="pulse-h">Pulse</h2><p>${() => (pulse() ? `Week ${weekNumber(pulse().week)}` : '')}</p></header>
      ${questions(ids, accountName)}
      <p class="blind">${icon('clock')}<span>Blind until the week closes on ${() => closingDay()}. Then answers stand by
        name.</span></p>
    </section>`;
}

const closingDay = () => (pulse() ? closing.format(new Date(`${pulse().closes}T00:00:00Z`)) : '');

function questions(ids, accountName) {
  const open = signal(untrack(() => ids().find(id => !answered(id)) ?? null));
  const isChanging = signal(false);
  // The focus follows the answers: to the next plan's first question, in the end to the row of the last one.
  let target = null;
  const change = plan => {
    target = plan;
    isChanging.set(true);
    open.set(plan);
  };
  const focus = plan => element => queueMicrotask(() => {
    if (target !== plan) return;
    (element.querySelector('input:checked, input') ?? element).focus();
    target = null;
  });
  const list = html`<ol class="pul">${each(ids, id => id, it => {
    const plan = it.peek();
    const name = () => accountName(plan);
    return html`
      <li>
        ${when(() => open() === plan,
          () => form(plan, { name, focus: focus(plan), done: () => isChanging.set(false) }),
          () => closed({ name, answers: () => answered(plan), focus: focus(plan), change: () => change(plan) }))}
      </li>`;
  })}</ol>`;
  // A new week opens its first question; what is answered, here or in another tab, is not asked any more.
  effect(() => {
    const [plan, all] = [open(), ids()];
    if (all.includes(plan) && (isChanging() || !answered(plan) || touched().has(plan))) return;
    const following = all.find(id => !answered(id)) ?? null;
    untrack(() => {
      if (list.querySelector('.now')?.contains(document.activeElement)) target = following ?? plan;
      if (plan) forget(plan);
      isChanging.set(false);
      open.set(following);
    });
  });
  return list;
}

function closed({ name, answers, change, focus }) {
  const values = () => FIELDS.map(field => answers()[field]);
  const spoken = () => (answers()
    ? `Change your answers for ${name()}: ${FIELDS.map((field, at) => `${QUESTIONS[field].word} ${values()[at]}`).join(', ')}`
    : `Answer for ${name()}`);
  return html`
    <button type="button" class="row" aria-label=${spoken} @click=${change} ${focus}>
      ${() => icon(answers() ? 'done' : 'todo', `st ${answers() ? 'done' : 'todo'}`)}
      <b>${name}</b>
      ${() => (answers() ? html`<span class="given">${values().map(value => html`<i>${value}</i>`)}</span>`
        : html`<small>not yet</small>`)}</button>`;
}

function form(plan, { name, focus, done }) {
  const { chosen, note, problem } = draftOf(plan);
  const isBusy = signal(false);
  const isWhole = () => FIELDS.every(field => chosen()[field]);
  const choose = (field, value) => {
    touch(plan);
    chosen.update(now => ({ ...now, [field]: value }));
  };
  const submit = async event => {
    event.preventDefault();
    if (!untrack(isWhole) || isBusy.peek()) return;
    const at = event.currentTarget;
    clearErrors(at);
    problem.set(null);
    isBusy.set(true);
    try {
      await give(plan, { ...chosen.peek(), note: note.peek().trim() || null }, name());
      done();
    } catch (error) {
      problem.set(isOfAnotherWeek(error) ? await newWeek() : showErrors(at, error));
    } finally {
      isBusy.set(false);
    }
  };
  return html`
    <form class="now" aria-label=${() => `Pulse for ${name()}`} @submit=${submit} ${focus}>
      <div class="hd">${icon('doing', 'st doing')}<b>${name}</b></div>
      ${Object.entries(QUESTIONS).map(([field, { word, sentence }]) => html`
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
          placeholder="A note (optional)" .value=${note.peek()}
          @input=${event => { touch(plan); note.set(event.target.value); }}>
        <button class="btn line" aria-disabled=${() => String(!isWhole() || isBusy())}>Save</button>
      </div>
      ${when(problem, () => html`<p class="error" role="alert">${problem}</p>`)}
    </form>`;
}

/** Settles when it is taken, or kept until the line is back. What is refused after that comes back as it was written. */
async function give(plan, { note, ...values }, name) {
  const answers = { ...values, ...(note && { note }) };
  // The week it was given in, so that what waits for the line is never taken for another week's.
  const { week } = pulse.peek();
  const saving = act(`/api/plans/${plan}/pulses`, { ...answers, week }, { says: `Pulse given, ${name}` });
  const draft = draftOf(plan);
  const taken = await sent(saving);
  answerPulse(plan, answers, taken?.record?.rev);
  forget(plan);
  if (taken) return;
  saving.then(({ record } = {}) => answerPulse(plan, answers, record?.rev), async error => {
    drafts.set(plan, draft);
    touch(plan);
    answerPulse(plan, null);
    draft.problem.set(isOfAnotherWeek(error) ? await newWeek() : error.message);
    tell(error);
  });
}

const isOfAnotherWeek = error => error.errors?.some(it => it.field === 'week');

async function newWeek() {
  await loadMine().catch(() => {});
  return `The week closed while you were writing. This is week ${weekNumber(pulse.peek().week)}: look again, then save.`;
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
