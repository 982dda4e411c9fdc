// What its reader can do next in a cell of the map: ask, answer, settle, ask again, take back.

import { html, match, signal } from '../dom.js';
import { avatar } from '../elements/avatar.js';

/** `step` is { cell, objective, team, commitment, state, close, writing }. */
export function nextStep(room, step) {
  const { state, team, commitment } = step;
  const rights = room.standing.peek();
  const isMine = rights.canAnswerFor(team.id);
  if (room.plan()?.state === 'closed') return closedPlan();
  if (state === 'none') return rights.canEdit ? askForm(room, step) : nobodyAsked(team);
  if (state === 'declined' && rights.isGeneralManager) return choosing('settle', room, step);
  if (isMine) return state === 'asked' ? answerForm(room, step) : choosing('answered', room, step);
  if (state === 'settled' && rights.canEdit) return choosing('reopen', room, step);
  if (state === 'declined' && rights.canEdit) return askAgainForm(room, step);
  return [
    state === 'asked' ? whoCanAnswer(room, team) : null,
    rights.canTakeBack(commitment) ? html`<div class="acts">${takeBack(room, step)}</div>` : null,
  ];
}

const closedPlan = () => html`<p class="sub">The plan is closed: nothing is asked or answered on it any more.</p>`;
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

/** A standing answer is shown first, and changed or asked for anew only on purpose. */
function choosing(first, room, step) {
  const shown = signal(first);
  const go = (text, to) => html`
    <button type="button" class="btn line" @click=${() => shown.set(to)}>${text}</button>`;
  const change = step.state === 'committed' ? 'Change what we promise' : 'Change our answer';
  const isMine = room.standing.peek().canAnswerFor(step.team.id);
  const draws = {
    settle: () => settleForm(room, step, [isMine ? go(change, 'answer') : null, go('Ask again', 'ask')]),
    answered: () => html`<div class="acts">${go(change, 'answer')}</div>`,
    reopen: () => html`<div class="acts">${go('Ask again', 'ask')}</div>`,
    answer: () => answerForm(room, step),
    ask: () => askAgainForm(room, step),
  };
  return match(shown, name => draws[name]());
}

const WISH = { label: 'Your request', placeholder: 'What exactly do you ask for?' };

function askForm(room, { cell, objective, team, writing }) {
  return writing({
    ...WISH, key: `${cell} ask`,
    send: ask => room.send.create(
      'commitment', { objective: objective.id, team: team.id, ...(ask && { ask }) }, `${team.name} asked`),
    acts: html`<button class="btn primary">Ask ${team.name}</button>`,
  });
}

function askAgainForm(room, step) {
  const { cell, team, commitment, writing } = step;
  return writing({
    ...WISH, key: `${cell} again`, start: commitment.ask,
    send: ask => room.send.act(`/api/commitments/${commitment.id}/requests`, ask ? { ask } : {}, {
      kind: 'commitment', id: commitment.id, says: `${team.name} asked again`,
      fields: {
        state: 'asked', ask: ask ?? commitment.ask, promise: null, reason: null, settledBy: null, settlement: null,
      },
    }),
    acts: [
      room.standing.peek().canTakeBack(commitment) ? takeBack(room, step) : null,
      html`<button class="btn primary">Ask again</button>`,
    ],
  });
}

/** The general manager decides that the plan stands without it: the decline leaves the score. */
function settleForm(room, { cell, team, commitment, writing }, others) {
  return writing({
    key: `${cell} settle`, label: 'How it is settled', placeholder: 'What was agreed instead (optional)',
    send: note => room.send.act(`/api/commitments/${commitment.id}/settlements`, note ? { note } : {}, {
      kind: 'commitment', id: commitment.id, says: `The decline of ${team.name} is settled`,
      fields: { settledBy: room.me().id, settledAt: new Date().toISOString(), settlement: note },
    }),
    acts: [...others, html`<button class="btn primary">Settle</button>`],
  });
}

function answerForm(room, { cell, team, commitment, writing }) {
  const send = (words, answer = 'committed') => {
    if (answer === 'declined' && !words) return `Say why ${team.name} declines.`;
    const body = answer === 'committed' ? { answer, ...(words && { promise: words }) } : { answer, reason: words };
    return room.send.act(`/api/commitments/${commitment.id}/answers`, body, {
      kind: 'commitment', id: commitment.id, says: `${team.name} ${answer}`,
      fields: { state: answer, promise: body.promise ?? null, reason: body.reason ?? null, answeredBy: room.me().id,
        answeredAt: new Date().toISOString() },
    });
  };
  return writing({
    key: `${cell} answer`, label: 'Your answer', placeholder: 'What exactly do you promise, or why not?', send,
    start: commitment.promise ?? commitment.reason,
    acts: html`
      <button class="btn line danger" value="declined">Decline</button>
      <button class="btn primary" value="committed">Commit</button>`,
  });
}
