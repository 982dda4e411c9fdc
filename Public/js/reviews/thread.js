// One thread: what was said, what was answered, whether it is settled. A settled one is folded to a line.

import { computed, each, effect, html, signal, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { ago, many } from '../format.js';
import { query } from '../router.js';
import { find } from './anchor.js';
import { commentBox } from './box.js';
import { saidOn } from './conversation.js';
import { mentionPattern } from './markup.js';
import { textAt } from './places.js';
import { remark } from './remark.js';

const named = () => query().get('comment');

/** `root` reads the comment that begins it. With `isOpen` it is never folded. */
export function thread(room, root, { isOpen = false } = {}) {
  const replies = computed(() => saidOn(room).repliesTo(root().id));
  const isNamed = () => named() === root().id || replies().some(it => it.id === named());
  const row = html`
    <li class="thread">
      ${when(() => root().resolved && !isOpen,
        () => html`
          <details ?open=${isNamed}><summary>${icon('yes')}<span>${() => settled(room, root(), replies())}</span></summary>
            ${inside(room, root, replies)}</details>`,
        () => inside(room, root, replies))}
    </li>`;
  effect(() => { if (isNamed()) showAt(row); });
  return row;
}

/** After whatever else moves the page to where it was. */
async function showAt(row) {
  await navigation.transition?.finished.catch(() => {});
  requestAnimationFrame(() => row.querySelector('.linked')?.scrollIntoView({ block: 'center' }));
}

function settled(room, root, replies) {
  const who = room.names.member(root.resolvedBy ?? room.me().id)?.split(' ')[0] ?? 'Somebody';
  const words = root.text.replace(mentionPattern(), '@$1');
  return `Resolved by ${who}: ${words || many(replies.length, 'reply', 'replies')}`;
}

function inside(room, root, replies) {
  const isReplying = signal(false);
  const all = computed(() => [root(), ...replies()]);
  const about = () => root().about ?? null;
  const resolve = () => room.save('comment', root.peek(), { resolved: !root.peek().resolved },
    root.peek().resolved ? 'Thread reopened' : 'Thread resolved');
  const close = () => isReplying.set(false);
  return html`
    ${when(() => root().quote, () => quotation(room, root))}
    <ol class="comments">
      ${each(all, it => it.id, comment => remark(room, comment, { linked: () => named() === comment().id }))}</ol>
    ${when(isReplying,
      () => commentBox(room, about, {
        label: 'Reply', button: 'Reply', more: { parent: root.peek().id }, done: close, cancel: close, isEager: true,
      }),
      () => html`
        <div class="acts">
          <button type="button" class="btn quiet sm" @click=${() => isReplying.set(true)}>Reply</button>
          <button type="button" class="btn quiet sm" @click=${resolve}>${() => (root().resolved ? 'Reopen' : 'Resolve')}</button>
          ${when(() => root().resolvedAt, () => html`
            <span class="sub">${() => `Resolved by ${room.names.member(root().resolvedBy) ?? 'somebody'}, ${ago(root().resolvedAt)}`}</span>`)}
        </div>`)}`;
}

/** The words it is about, and whether they still stand there. */
function quotation(room, root) {
  const isThere = () => Boolean(find(textAt(room, root()), root()));
  return html`
    <figure class=${() => ['stretch', !isThere() && 'lost']}>
      <figcaption>${() => (isThere() ? 'On these words' : 'On text that has changed')}</figcaption>
      <blockquote dir="auto">${() => root().quote}</blockquote>
    </figure>`;
}
