// A mark beside a record: whether something is said about it, and the way to it.

import { computed, html } from '../dom.js';
import { openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { many } from '../format.js';
import { styles } from '../styles.js';
import { comments } from './comments.js';
import { saidOn } from './conversation.js';

styles('comments');

/** `about` reads "decision:<id>" and the like, `name` what to call it. */
export function talkMark(room, about, name) {
  const threads = computed(() => saidOn(room).threads(about()));
  const open = () => threads().filter(it => !it.resolved).length;
  const words = () => (threads().length ? `${many(threads().length, 'thread')}, ${open()} open` : 'Comment');
  return html`
    <button type="button" class=${() => ['btn', 'quiet', 'sm', 'talk-mark', open() ? 'open' : '']} title=${words}
      aria-label=${() => `${words()}: ${name()}`} aria-haspopup="dialog" @click=${() => openTalk(room, about(), name())}>
      ${icon('note')}<span class="n">${() => threads().length || ''}</span></button>`;
}

/** What is said about a record, beside the page. */
export function openTalk(room, about, name, onClose) {
  const label = `Comments: ${name}`;
  return openDialog(close => html`
    <header><h2 class="sub">${name}</h2>
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button></header>
    <div class="detail">${comments(room, () => about)}</div>`, { look: 'panel', label, onClose });
}
