// What opens from a cell of the map: what was asked, what was answered, and the next thing its reader can do.

import { computed, effect, html, match, onCleanup, signal, untrack, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { refusal, sent } from '../elements/sent.js';
import { teamName } from '../elements/team.js';
import { day, dayOf } from '../format.js';
import { seatedAt } from '../live/seated.js';
import { comments } from '../reviews/comments.js';
import { tell } from '../shell/tell.js';
import { stateOf, STATES } from './commitment-states.js';
import { nextStep } from './commitment-steps.js';

/** What was written into a cell and not sent yet, by cell and form: closing it does not throw it away. */
const drafts = new Map();

/** `opened` holds { objective, team, from } while it is open, else null. */
export function commitmentPop(room, opened) {
  const now = computed(() => {
    const at = opened();
    const objective = at && room.objectives().find(it => it.id === at.objective);
    const team = at && room.teams().find(it => it.id === at.team);
    return objective && team ? { objective, team, commitment: room.commitmentAt(objective.id, team.id) } : null;
  });
  const place = () => `cell:${opened.peek()?.objective}.${opened.peek()?.team}`;
  const cell = () => now() && `${now().objective.id} ${now().team.id}`;
  const turn = computed(() => now() && `${cell()} ${stateOf(now().commitment)}`);
  // What is being sent: the `opened` from which it was, since another cell may be opened meanwhile.
  const busy = signal(null);
  const isBusy = () => busy() !== null && busy() === opened();
  // Drawn anew when the state turns, but not under somebody's hands: then it is said, and they decide.
  const drawn = signal(null);
  const isBehind = () => Boolean(drawn() && turn()) && drawn() !== turn() && !isBusy();
  effect(() => {
    const [to, is, isSending] = [turn(), drawn.peek(), isBusy()];
    const isSameCell = Boolean(to && is) && is.startsWith(untrack(cell));
    if (!isSameCell || !(isSending || isWriting(pop))) drawn.set(to);
  });
  const close = () => {
    const { from } = opened.peek() ?? {};
    const hasFocus = pop.contains(document.activeElement);
    opened.set(null);
    if (hasFocus) from?.focus({ preventScroll: true });
  };
  const pop = html`
    <div class="pop" popover="manual" role="dialog" tabindex="-1" aria-labelledby="commitment-h">
      ${match(drawn, key => (key ? content(room, now, { cell: cell(), close, writing: writing({ opened, busy, close, seated: seatedAt(room, place) }) }) : null))}
      ${when(isBehind, () => html`
        <p class="meanwhile" role="status">
          <span>${() => meanwhile(now())}</span>
          <button type="button" class="btn line sm" @click=${() => drawn.set(turn.peek())}>Show</button></p>`)}
    </div>`;
  effect(() => {
    const at = opened();
    // Its own first drawing stands before it is in the page.
    if (at) queueMicrotask(() => { if (opened.peek() === at) show(pop, at); });
    else if (isOpen(pop)) pop.hidePopover();
  });
  // What it is about is gone.
  effect(() => { if (opened() && !now()) untrack(close); });
  closeFromOutside(pop, opened, close);
  return pop;
}

const isOpen = pop => pop.matches(':popover-open');

/** Whether words stand in it that are not sent. */
function isWriting(pop) {
  return [...pop?.querySelectorAll('textarea') ?? []].some(field => field.value !== field.dataset.start);
}

function show(pop, { from }) {
  if (isOpen(pop)) pop.hidePopover();
  pop.showPopover({ source: from });
  (pop.querySelector('.form textarea') ?? pop).focus();
}

/** A click beside it closes what holds no words; Esc closes it all the same, and what was written is kept. */
function closeFromOutside(pop, opened, close) {
  const onPointer = ({ target }) => {
    const isInside = pop.contains(target) || opened.peek()?.from.contains(target);
    if (isOpen(pop) && !isInside && !isWriting(pop)) close();
  };
  const onKey = event => {
    if (event.key !== 'Escape' || !isOpen(pop) || document.querySelector('dialog:modal')) return;
    event.preventDefault();
    pop.focus();
    close();
  };
  document.addEventListener('pointerdown', onPointer);
  document.addEventListener('keydown', onKey);
  onCleanup(() => {
    document.removeEventListener('pointerdown', onPointer);
    document.removeEventListener('keydown', onKey);
  });
}

function meanwhile({ team, commitment }) {
  const words = {
    none: 'What was asked has been taken back meanwhile.', asked: `${team.name} has been asked meanwhile.`,
    committed: `${team.name} has committed meanwhile.`, declined: `${team.name} has declined meanwhile.`,
    settled: `The decline of ${team.name} has been settled meanwhile.`,
  };
  return words[stateOf(commitment)];
}

function content(room, now, step) {
  const { objective, team, commitment } = now.peek();
  const state = stateOf(commitment);
  return [
    html`<div class="ph">${teamName(team)}
      <span class="tag ${STATES[state].tone}">${icon(STATES[state].icon)}${STATES[state].word}</span></div>`,
    html`<h3 id="commitment-h">${() => now()?.objective.title ?? objective.title}</h3>`,
    commitment ? said(room, commitment) : null,
    nextStep(room, { ...step, objective, team, commitment, state }),
    commitment ? comments(room, () => `commitment:${commitment.id}`) : null,
  ];
}

function said(room, commitment) {
  const { settledBy, settledAt, settlement } = commitment;
  const { state, ask, promise, reason, askedBy, askedAt, answeredBy, answeredAt } = commitment;
  const verb = state === 'committed' ? 'Promised' : 'Declined';
  return [
    ask ? html`<blockquote>${ask}</blockquote>` : null,
    by(room, 'Asked', askedBy, askedAt),
    promise || reason ? html`<blockquote>${promise ?? reason}</blockquote>` : null,
    state === 'asked' ? null : by(room, verb, answeredBy, answeredAt),
    settlement ? html`<blockquote>${settlement}</blockquote>` : null,
    by(room, 'Settled', settledBy, settledAt),
  ];
}

function by(room, verb, member, at) {
  if (!member) return null;
  return html`
    <p class="by">${avatar(room.member(member), 'xs')}${verb} by ${room.names.member(member)}, ${day(dayOf(at))}</p>`;
}

/**
 * The forms of the pop, each with one field for words. `send(words, answer)` answers a promise, or a sentence that says
 * what is missing; the form closes once the words are taken, and keeps them until then.
 */
function writing({ opened, busy, close, seated }) {
  const keep = (key, text) => { if (text === null) drafts.delete(key); else drafts.set(key, text); };
  return ({ key, label, placeholder, start, send, acts }) => {
    const problem = signal(null);
    const submit = async event => {
      event.preventDefault();
      const at = opened.peek();
      if (busy.peek() === at) return;
      const field = event.currentTarget.querySelector('textarea');
      const text = field.value;
      const refuse = words => {
        problem.set(words);
        field.focus();
      };
      const sending = send(text.trim() || null, event.submitter?.value);
      if (typeof sending === 'string') return refuse(sending);
      problem.set(null);
      busy.set(at);
      try {
        await sent(sending);
        keep(key, null);
        if (opened.peek() === at) close();
        // What the line held back, and the server refused later, is there again when the cell is opened.
        sending.catch(error => {
          keep(key, text);
          tell(error);
        });
      } catch (error) {
        keep(key, text);
        if (field.isConnected) refuse(refusal(error));
        else tell(error);
      } finally {
        if (busy.peek() === at) busy.set(null);
      }
    };
    const onInput = ({ target }) => keep(key, target.value === (start ?? '') ? null : target.value);
    return html`
      <form class="form" @submit=${submit} @keydown=${sendOnEnter} ${seated}>
        <label>${label}
          <textarea class="field" rows="2" maxlength="2000" placeholder=${placeholder} data-start=${start ?? ''}
            aria-invalid=${() => (problem() ? 'true' : null)} .value=${drafts.get(key) ?? start ?? ''}
            @input=${onInput}></textarea></label>
        ${when(problem, () => html`<p class="error" role="alert">${problem}</p>`)}
        <div class="acts">${acts}</div>
      </form>`;
  };
}

function sendOnEnter(event) {
  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit();
}
