// What opens from a cell of the map: what was asked, what was answered, and the next thing its reader can do.

import { computed, effect, html, match, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { day, dayOf } from '../format.js';
import { stateOf, STATES } from './commitment-states.js';

/** `opened` holds { objective, team, from } while it is open, else null. */
export function commitmentPop(room, opened) {
  const now = computed(() => {
    const at = opened();
    const objective = at && room.objectives().find(it => it.id === at.objective);
    if (!objective) return null;
    return { objective, team: room.team(at.team), commitment: room.commitmentAt(at.objective, at.team) };
  });
  // Drawn anew when the state turns, and not while somebody types and another edits something else.
  const turn = computed(() => {
    const it = now();
    return it && `${it.objective.id} ${it.team.id} ${stateOf(it.commitment)}`;
  });
  const pop = html`
    <div class="pop" popover role="dialog" aria-labelledby="commitment-h"
      @toggle=${event => event.newState === 'closed' && opened.set(null)}>
      ${match(turn, key => (key ? content(room, now, () => pop.hidePopover()) : null))}
    </div>`;
  effect(() => {
    const at = opened();
    // Its own first drawing stands before it is in the page.
    if (at) queueMicrotask(() => show(pop, at));
  });
  return pop;
}

function show(pop, { from }) {
  pop.showPopover({ source: from });
  pop.querySelector('textarea, .btn')?.focus();
}

function content(room, now, close) {
  const { objective, team, commitment } = now.peek();
  const state = stateOf(commitment);
  return [
    html`<div class="ph">${teamName(team)}
      <span class="tag ${STATES[state].tone}">${icon(STATES[state].icon)}${STATES[state].word}</span></div>`,
    html`<h3 id="commitment-h">${() => now()?.objective.title ?? objective.title}</h3>`,
    commitment ? said(room, commitment) : null,
    nextStep(room, { objective, team, commitment, state, close }),
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

function nextStep(room, step) {
  const { state, team, commitment } = step;
  const rights = room.standing.peek();
  if (state === 'none') return rights.canEdit ? askForm(room, step) : nobodyAsked(team);
  if (rights.canAnswerFor(team.id)) return answering(room, step);
  if (state === 'declined' && rights.isGeneralManager) return settleForm(room, step);
  if (state === 'settled' && rights.canEdit) return reopening(room, step);
  if (state === 'declined' && rights.canEdit) return askAgainForm(room, step);
  return [
    state === 'asked' ? whoCanAnswer(room, team) : null,
    rights.canTakeBack(commitment) ? html`<div class="acts">${takeBack(room, step)}</div>` : null,
  ];
}

const nobodyAsked = team => html`<p class="sub">Nobody has asked ${team.name} for this objective.</p>`;

function whoCanAnswer(room, team) {
  const [first, second] = room.answerersFor(team.id);
  if (!first) return html`<p class="sub">${team.name} has no representative on this plan who could answer.</p>`;
  const others = second ? ` or ${room.names.member(second)}` : '';
  return html`<p class="by">${avatar(room.member(first), 'xs')}${room.names.member(first)}${others} can answer</p>`;
}

function takeBack(room, { commitment, team, close }) {
  const remove = () => {
    close();
    room.remove('commitment', commitment, `Took back what ${team.name} was asked for`);
  };
  return html`<button type="button" class="btn quiet" @click=${remove}>Take back</button>`;
}

const wordsField = (label, placeholder, value) => html`
  <label>${label}
    <textarea class="field" rows="2" maxlength="2000" placeholder=${placeholder} .value=${value ?? ''}></textarea>
  </label>`;

const wordsIn = form => form.querySelector('textarea').value.trim() || null;

function form(submit, ...inside) {
  return html`
    <form class="form" @submit=${event => { event.preventDefault(); submit(event.currentTarget, event.submitter); }}
      @keydown=${sendOnEnter}>${inside}</form>`;
}

function sendOnEnter(event) {
  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit();
}

function askForm(room, { objective, team, close }) {
  const submit = at => {
    const ask = wordsIn(at);
    close();
    room.create('commitment', { objective: objective.id, team: team.id, ...(ask && { ask }) }, `${team.name} asked`);
  };
  return form(submit, wordsField('Your request', 'What exactly do you ask for?'),
    html`<div class="acts"><button class="btn primary">Ask ${team.name}</button></div>`);
}

function askAgainForm(room, step) {
  const { team, commitment, close } = step;
  const submit = at => {
    const ask = wordsIn(at);
    close();
    room.act(`/api/commitments/${commitment.id}/requests`, ask ? { ask } : {}, {
      kind: 'commitment', id: commitment.id, says: `${team.name} asked again`,
      fields: {
        state: 'asked', ask: ask ?? commitment.ask, promise: null, reason: null, settledBy: null, settlement: null,
      },
    });
  };
  return form(submit, wordsField('Your request', 'What exactly do you ask for?', commitment.ask),
    html`<div class="acts">
      ${room.standing.peek().canTakeBack(commitment) ? takeBack(room, step) : null}
      <button class="btn primary">Ask again</button></div>`);
}

/** The general manager decides that the plan stands without it: the decline leaves the score. */
function settleForm(room, step) {
  const { team, commitment, close } = step;
  const isAsking = signal(false);
  const submit = at => {
    const note = wordsIn(at);
    close();
    room.act(`/api/commitments/${commitment.id}/settlements`, note ? { note } : {}, {
      kind: 'commitment', id: commitment.id, says: `The decline of ${team.name} is settled`,
      fields: { settledBy: room.me().id, settledAt: new Date().toISOString(), settlement: note },
    });
  };
  const settle = () => form(submit, wordsField('How it is settled', 'What was agreed instead (optional)'),
    html`<div class="acts">
      <button type="button" class="btn line" @click=${() => isAsking.set(true)}>Ask again</button>
      <button class="btn primary">Settle</button></div>`);
  return when(isAsking, () => askAgainForm(room, step), settle);
}

/** What is settled is asked anew only on purpose. */
function reopening(room, step) {
  const isAsking = signal(false);
  const again = html`
    <div class="acts"><button type="button" class="btn line" @click=${() => isAsking.set(true)}>Ask again</button></div>`;
  return when(isAsking, () => askAgainForm(room, step), () => again);
}

/** A standing answer is shown first; it is changed only on purpose. */
function answering(room, step) {
  if (step.state === 'asked') return answerForm(room, step);
  const isChanging = signal(false);
  const change = html`
    <div class="acts"><button type="button" class="btn line" @click=${() => isChanging.set(true)}>
      ${step.state === 'committed' ? 'Change what we promise' : 'Change our answer'}</button></div>`;
  return when(isChanging, () => answerForm(room, step), () => change);
}

function answerForm(room, { team, commitment, close }) {
  const needsReason = signal(false);
  const submit = (at, submitter) => {
    const answer = submitter?.value ?? 'committed';
    const words = wordsIn(at);
    if (answer === 'declined' && !words) {
      needsReason.set(true);
      at.querySelector('textarea').focus();
      return;
    }
    close();
    const body = answer === 'committed' ? { answer, ...(words && { promise: words }) } : { answer, reason: words };
    room.act(`/api/commitments/${commitment.id}/answers`, body, {
      kind: 'commitment', id: commitment.id, says: `${team.name} ${answer}`,
      fields: { state: answer, promise: body.promise ?? null, reason: body.reason ?? null, answeredBy: room.me().id,
        answeredAt: new Date().toISOString() },
    });
  };
  return form(submit,
    wordsField('Your answer', 'What exactly do you promise, or why not?', commitment.promise ?? commitment.reason),
    when(needsReason, () => html`<p class="error" role="alert">Say why ${team.name} declines.</p>`),
    html`<div class="acts">
      <button class="btn line danger" value="declined">Decline</button>
      <button class="btn primary" value="committed">Commit</button></div>`);
}
