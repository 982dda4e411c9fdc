// The plan's own discussion, and where else on it something is still open.

import { computed, each, effect, html, when } from '../dom.js';
import { many } from '../format.js';
import { commentAddress } from '../kinds.js';
import { query } from '../router.js';
import { tell } from '../shell/tell.js';
import { styles } from '../styles.js';
import { talk } from './comments.js';
import { saidOn } from './conversation.js';
import { follow, nameAt } from './places.js';

export const dressed = styles('comments');

const SHOWN = 6;

/** What is said about the whole; `about` reads "account:<id>", or null for a plan. `more` stands beneath. */
export function discussion(room, about, more = null) {
  const own = computed(() => saidOn(room).threads(about));
  const open = computed(() => saidOn(room).openThreads());
  return html`
    <section class="card flat discuss" aria-labelledby="discussion-h">
      <header><h2 id="discussion-h" tabindex="-1">Discussion</h2>
        <span class="n">${() => (open().length ? many(open().length, 'open thread') : '')}</span></header>
      ${talk(room, () => about, own)}
      ${more}
    </section>`;
}

/** A comment that the address names opens what it is about, by `setSearch({ task: id })` and the like. */
export function discussionCard(room, setSearch) {
  const named = computed(() => query().get('comment'));
  effect(() => { if (named()) follow(room, named(), setSearch).catch(tell); });
  const open = computed(() => saidOn(room).openThreads());
  const elsewhere = computed(() => [...Map.groupBy(open().filter(it => it.about), it => it.about)]
    .map(([about, all]) => ({ about, all, name: nameAt(room, about) })).filter(it => it.name));
  return discussion(room, null, when(() => elsewhere().length, () => html`
    <h3>Open elsewhere on this plan</h3>
    <ul class="elsewhere">
      ${each(() => elsewhere().slice(0, SHOWN), it => it.about, it => html`
        <li><a href=${() => commentAddress(it().all[0])}>${() => it().name}</a>
          <span class="n" title="Open threads">${() => it().all.length}</span></li>`)}
    </ul>
    ${() => (elsewhere().length > SHOWN ? html`<p class="sub">and on ${elsewhere().length - SHOWN} more</p>` : null)}`));
}
