// Who mentioned the member and where, on Home: what they have not read yet.

import { computed, each, html, match } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { ago, moment } from '../format.js';
import { shortened } from '../journal/feed.js';
import { member } from '../session.js';
import { record } from '../store.js';
import { setRead } from './deeds.js';
import { fillIn } from './subjects.js';
import { accountOf, inWords } from './words.js';

const SHOWN = 4;

/** `named` reads the notices, newest first. */
export function mentions(named) {
  const shown = computed(() => named().slice(0, SHOWN));
  fillIn(shown);
  return html`
    <section class="card flat" aria-labelledby="named-h">
      <header><h2 id="named-h">Mentions</h2>
        <div class="acts"><button type="button" class="btn quiet sm"
          @click=${() => setRead(named(), true, 'Mentions read')}>Mark read</button></div></header>
      <ol class="feed">${each(shown, notice => notice.id, mention)}</ol>
    </section>`;
}

function mention(it) {
  const who = () => member(it().actor);
  const account = () => record('account', accountOf(it()))?.name;
  const words = () => inWords(it());
  return html`
    <li>
      ${() => avatar(who(), 'sm')}
      <div>
        <p><b>${() => who()?.name.split(' ')[0]}</b> on${' '}
          <a href=${() => words().href ?? '/inbox'} @click=${() => setRead([it.peek()], true)}>${() => words().object}</a>
          <span class="at">${' '}in ${account}</span></p>
        <time datetime=${() => it().at} title=${() => moment(it().at)}>${() => ago(it().at)}</time>
        ${match(() => words().quote, text => (text ? html`<blockquote>${shortened(text)}</blockquote>` : null))}
      </div>
    </li>`;
}
