// How one team stands on the plan, for everybody who sees it: what it signed and what has changed since, what it was
// asked for, the promises of it that fell due, its pulse; and what each of them makes of the team's own score.

import { computed, each, effect, html, signal, untrack, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { dot } from '../elements/team.js';
import { many, oneDecimal } from '../format.js';
import { stateOf, STATES } from '../plans/commitment-states.js';
import { workspace } from '../session.js';
import { comments } from '../reviews/comments.js';
import { tryAgain } from '../shell/part.js';
import { where } from '../store.js';
import { styles } from '../styles.js';
import { driftList } from './drift-list.js';
import { INGREDIENTS, weightsOf } from './ingredients.js';
import { promisesDue } from './promises-due.js';
import { QUESTIONS } from './questions.js';
import { teamParts } from './team-parts.js';
import { verdictForm } from './verdict-form.js';
import { signedInWords, verdictMark, VERDICTS } from './verdicts.js';

export const dressed = styles('alignment', 'drift', 'evidence');

export function teamPanel(room, team, close) {
  const reading = room.alignment.now;
  const id = computed(() => team().id);
  const ofTeam = list => reading()?.[list].find(it => it.team === id());
  const here = {
    id, name: () => team().name,
    signOff: computed(() => ofTeam('signOffs')),
    cells: computed(() => room.objectives().map(objective => ({ objective, it: room.commitmentAt(objective.id, id()) }))
      .filter(({ it }) => it)),
    promises: computed(() => ofTeam('promises')),
    pulse: computed(() => reading()?.pulses.teams.find(it => it.team === id())),
  };
  const made = computed(() => teamParts({
    signOff: here.signOff(), promises: here.promises(), pulse: here.pulse()?.mean ?? null, weights: weightsOf(workspace()),
    cells: here.cells().map(({ objective, it }) => ({
      weight: objective.weight, state: it.state, isSettled: Boolean(it.settledAt),
    })),
  }));
  const parts = () => made().parts;
  const score = () => ofTeam('teams')?.score;
  return html`
    <header>
      ${() => dot(team())}<h2>${here.name}</h2>
      ${() => (score() === undefined ? null : html`<span class="num"><b>${oneDecimal(score())}</b> of 100</span>`)}
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button>
    </header>
    <div class="detail evidence">
      ${when(here.signOff, () => [
        ingredient('agreement', parts, signature(room, here)),
        ingredient('commitment', parts, commitments(room, here)),
        ingredient('promises', parts, promises(room, here)),
        ingredient('pulse', parts, pulse(room, here)),
        when(() => made().isCapped, () => html`
          <p class="sub">${() => `Held at 59 while ${here.name()} disagrees.`}</p>`),
      ], () => when(room.alignment.failed, () => tryAgain('The alignment could not be read.', () => room.alignment.load().catch(() => {}))))}
    </div>`;
}

function ingredient(name, parts, inside) {
  const { letter, word } = INGREDIENTS[name];
  const earned = it => `${oneDecimal(it.earned)} of ${Math.round(it.points)} points`;
  return html`
    <section aria-labelledby=${`made-of-${name}`}>
      <h3 id=${`made-of-${name}`}><span class="letter" aria-hidden="true">${letter}</span>${word}
        <span class="v">${() => (parts().has(name) ? earned(parts().get(name)) : 'nothing to measure yet')}</span></h3>
      ${inside}
    </section>`;
}

function signature(room, here) {
  const { id, name, signOff } = here;
  const drift = () => (signOff().isStale ? signOff().drift ?? [] : []);
  const kept = where('signOff', it => it.plan === room.id && it.team === id());
  const who = () => signOff().signedBy ?? room.answerersFor(id())[0];
  return html`
    <p class="by">${() => avatar(room.member(who()), 'xs')}
      <span>${() => signedInWords(signOff(), room.names.member(who()))}</span>${() => verdictMark(signOff())}</p>
    ${() => (signOff().note ? html`<blockquote>${signOff().note}</blockquote>` : null)}
    ${when(() => signOff().note && kept()[0], () => answers(room, name, () => `signOff:${kept()[0].id}`))}
    ${when(() => drift().length, () => html`
      <h4>${() => `${many(drift().length, 'change')} since ${name()} ${VERDICTS[signOff().verdict].said}`}</h4>
      ${driftList(room, drift)}`)}
    ${when(() => room.standing().canAnswerFor(id()) && room.plan()?.state !== 'closed', () => signing(room, here))}`;
}

/** What is said about a concern; with #answer in the address the box has the focus. */
function answers(room, name, about) {
  const said = comments(room, about, { title: 'Answers', label: `Answer ${untrack(name)}`, button: 'Answer' });
  if (location.hash === '#answer') said.querySelector('textarea').setAttribute('autofocus', '');
  return said;
}

/** A signature that holds is given anew only on purpose; a form that is open is closed by who signs in it. */
function signing(room, { id, name, signOff }) {
  const isOpen = signal(false);
  effect(() => { if (!signOff()?.verdict || signOff().isStale) isOpen.set(true); });
  return when(isOpen, () => verdictForm(room, { team: id, name, signOff, done: () => isOpen.set(false) }), () => html`
    <div class="acts">
      <button type="button" class="btn line sm" @click=${() => isOpen.set(true)}>Change the verdict</button></div>`);
}

function commitments(room, { name, cells }) {
  return when(() => cells().length, () => html`
    <ul class="list">
      ${each(cells, it => it.objective.id, it => html`
        <li><span class="oid">${() => `O${it().objective.number}`}</span>
          <a href=${() => room.objectiveAddress(it().objective)}>${() => it().objective.title}</a>
          <span class="n">${() => `weight ${it().objective.weight}`}</span>${() => stateTag(stateOf(it().it))}</li>`)}
    </ul>`, () => html`<p class="sub">${name} was asked for nothing on this plan.</p>`);
}

const stateTag = state => html`<span class="tag ${STATES[state].tone}">${icon(STATES[state].icon)}${STATES[state].word}</span>`;

function promises(room, { name, promises: own }) {
  return when(() => own()?.due, () => html`
    <p class="sub">${() => `Kept ${own().kept} of ${many(own().due, 'promise')} that fell due in 90 days`}</p>
    ${promisesDue(room, own)}`, () => html`<p class="sub">No promise of ${name} fell due in the last 90 days.</p>`);
}

function pulse(room, { name, pulse: own }) {
  const values = () => Object.keys(QUESTIONS).map(name => `${name} ${oneDecimal(own()[name])}`);
  return when(own, () => html`
    <p class="sub">${() => `${many(own().n, 'answer')}, on the mean ${oneDecimal(own().mean)} of 5: ${values().join(', ')}`}
      ${' '}<a class="link" href=${`/plans/${room.id}?figure=pulse`}>Read the answers</a></p>`,
  () => html`<p class="sub">Nobody of ${name} has answered in a week that has closed.</p>`);
}
