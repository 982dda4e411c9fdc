// How one team stands on the plan: what it signed, and what has changed since, in words, for everybody who sees the plan.

import { computed, html, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { dot } from '../elements/team.js';
import { many } from '../format.js';
import { styles } from '../styles.js';
import { driftList } from './drift-list.js';
import { verdictForm } from './verdict-form.js';
import { signedInWords, verdictMark, VERDICTS } from './verdicts.js';

styles('alignment', 'evidence');

export function teamPanel(room, team, close) {
  const id = computed(() => team().id);
  const name = () => team().name;
  const signOff = computed(() => room.alignment.now()?.signOffs.find(it => it.team === id()));
  return html`
    <header>
      ${() => dot(team())}<h2>${name}</h2>
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button>
    </header>
    <div class="detail evidence">${when(signOff, () => signature(room, { id, name, signOff }))}</div>`;
}

function signature(room, { id, name, signOff }) {
  const drift = () => (signOff().isStale ? signOff().drift ?? [] : []);
  const who = () => signOff().signedBy ?? room.answerersFor(id())[0];
  return html`
    <section aria-labelledby="signature-h">
      <h3 id="signature-h">Sign-off${() => verdictMark(signOff())}</h3>
      <p class="by">${() => avatar(room.member(who()), 'xs')}${() => signedInWords(signOff(), room.names.member(who()))}</p>
      ${() => (signOff().note ? html`<blockquote>${signOff().note}</blockquote>` : null)}
      ${when(() => drift().length, () => html`
        <h4>${() => `${many(drift().length, 'change')} since ${name()} ${VERDICTS[signOff().verdict].said}`}</h4>
        ${driftList(room, drift)}`)}
      ${when(() => room.standing().canAnswerFor(id()) && room.plan().state !== 'closed',
        () => signing(room, { id, name, signOff }))}
    </section>`;
}

/** A signature that holds is given anew only on purpose. */
function signing(room, { id, name, signOff }) {
  const isChanging = signal(false);
  const holds = () => Boolean(signOff().verdict) && !signOff().isStale;
  const form = () => verdictForm(room, { team: id, name, signOff, done: () => isChanging.set(false) });
  return when(() => !holds() || isChanging(), form, () => html`
    <div class="acts">
      <button type="button" class="btn line sm" @click=${() => isChanging.set(true)}>Change the verdict</button></div>`);
}
