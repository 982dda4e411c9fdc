// What each team says of the plan: who signed, when, and whether it still holds.

import { each, html } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { teamName } from '../elements/team.js';
import { day, dayOf } from '../format.js';
import { verdictMark } from './verdicts.js';

export function signOffsCard(room) {
  const signOffs = () => room.alignment.now()?.signOffs ?? [];
  return html`
    <section class="card flat" aria-labelledby="signs-h" ?hidden=${() => signOffs().length === 0}>
      <header><h2 id="signs-h">Sign-offs</h2></header>
      <ul class="signs">${each(signOffs, it => it.team, it => row(room, it))}</ul>
    </section>`;
}

function row(room, it) {
  const who = () => it().signedBy ?? room.answerersFor(it().team)[0];
  const signed = () => [room.names.member(who()) ?? 'No representative', it().signedAt && day(dayOf(it().signedAt))];
  const words = () => [signed().filter(Boolean).join(', '), it().note].filter(Boolean).join(': ');
  return html`
    <li>
      ${() => avatar(room.member(who()), 'xs')}
      ${() => teamName(room.team(it().team))}
      ${() => verdictMark(it())}
      <span class="sub">${words}</span>
    </li>`;
}
