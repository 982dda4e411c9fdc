// What people say about a record of a plan, thread by thread, with a place to say more. Everyone who sees the plan may
// write.

import { computed, each, html } from '../dom.js';
import { many } from '../format.js';
import { styles } from '../styles.js';
import { commentBox } from './box.js';
import { saidOn } from './conversation.js';
import { thread } from './thread.js';
import { typingNow } from './typing.js';

styles('comments');

/** `about` reads "objective:<id>", "signOff:<id>" and so on, or null for the plan itself. */
export function comments(room, about, { title = 'Comments', ...words } = {}) {
  const threads = computed(() => saidOn(room).threads(about()));
  const count = () => threads().reduce((sum, it) => sum + 1 + saidOn(room).repliesTo(it.id).length, 0);
  return html`
    <section class="discuss">
      <h3>${title}${' '}<span class="n">${() => count() || ''}</span></h3>
      ${talk(room, about, threads, words)}
    </section>`;
}

/** What is said about a review as a whole, before it and after. */
export function reviewTalk(room, sheet) {
  const about = () => `review:${sheet.id}`;
  const threads = computed(() => saidOn(room).threads(about()));
  const open = () => threads().filter(it => !it.resolved).length;
  return html`
    <section class="card review-talk" aria-labelledby="talk-h">
      <header><h2 id="talk-h">Discussion</h2><p>${() => (open() ? many(open(), 'open thread') : '')}</p></header>
      <div class="body discuss">${talk(room, about, threads)}</div>
    </section>`;
}

/** The threads and the box, without a heading. */
export function talk(room, about, threads, words) {
  return [
    html`<ol class="threads">${each(threads, it => it.id, root => thread(room, root))}</ol>`,
    typingNow(room, about),
    commentBox(room, about, words),
  ];
}
