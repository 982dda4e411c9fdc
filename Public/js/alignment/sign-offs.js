// What each team says of the plan: who signed, when, and whether it still holds. Everybody may read what changed since.

import { each, html } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { many } from '../format.js';
import { signedInWords, verdictMark, VERDICTS } from './verdicts.js';

export function signOffsCard(room) {
  const signOffs = () => room.alignment.now()?.signOffs ?? [];
  return html`
    <section class="card flat" aria-labelledby="signs-h" ?hidden=${() => signOffs().length === 0}>
      <header><h2 id="signs-h" tabindex="-1">Sign-offs</h2></header>
      <ul class="signs">${each(signOffs, it => it.team, it => row(room, it))}</ul>
    </section>`;
}

function row(room, it) {
  const who = () => it().signedBy ?? room.answerersFor(it().team)[0];
  const words = () => [signedInWords(it(), room.names.member(who())), it().note].filter(Boolean).join(': ');
  return html`
    <li id=${() => `sign-off-${it().team}`} ${room.marks.field(() => it().team, 'verdict')}>
      ${() => avatar(room.member(who()), 'xs')}
      <a class="whole" href=${() => `/plans/${room.id}?signoffs=${it().team}`}>${() => teamName(room.team(it().team))}</a>
      ${() => (it().isStale ? staleLink(room, it()) : verdictMark(it()))}
      <span class="sub">${words}</span>
    </li>`;
}

/** That a sign-off no longer holds, and the way to what has changed since. */
function staleLink(room, { team, verdict, drift }) {
  const { word, said } = VERDICTS[verdict];
  const since = drift?.length ? `${many(drift.length, 'change')} since` : 'changes since';
  const spoken = `${room.names.team(team)} ${said} with an earlier plan: ${since}. Read them`;
  return html`
    <a class="said stale" href=${`/plans/${room.id}?drift=${team}`} aria-label=${spoken}>
      ${icon('drift')}${verdict === 'agreed' ? 'Stale' : word} · ${since}</a>`;
}
