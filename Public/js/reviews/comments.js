// What people say about a record of a plan, with a place to answer. Everyone who sees the plan may write.

import { each, html, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { ago, moment } from '../format.js';
import { edit } from '../outbox.js';
import { tell } from '../shell/tell.js';
import { box, commentBox } from './box.js';

/** `about` reads "objective:<id>", "signOff:<id>" and so on, or null for the plan itself. */
export function comments(room, about, { title = 'Comments', ...words } = {}) {
  const all = () => room.comments(about());
  return html`
    <section>
      <h3>${title} <span class="n">${() => all().length || ''}</span></h3>
      <ol class="comments">${each(all, it => it.id, comment => one(room, comment))}</ol>
      ${commentBox(room, about, words)}
    </section>`;
}

function one(room, comment) {
  const isChanging = signal(false);
  const isMine = () => comment().createdBy === room.me().id;
  const row = html`
    <li>
      ${() => avatar(room.member(comment().createdBy), 'sm')}
      <div class="by">
        <b>${() => room.names.member(comment().createdBy)}</b>
        <time datetime=${() => comment().createdAt} title=${() => moment(comment().createdAt)}>
          ${() => ago(comment().createdAt)}</time>
        ${when(isMine, () => html`
          <button type="button" class="btn quiet sm" @click=${() => isChanging.set(true)}>Edit</button>
          <button type="button" class="btn quiet sm"
            @click=${() => room.remove('comment', comment.peek(), 'Comment deleted')}>Delete</button>`)}
      </div>
      ${when(isChanging,
        () => rewording(comment, isChanging, () => row.isConnected),
        () => html`<p class="tx">${() => comment().text}</p>`)}
    </li>`;
  return row;
}

/** Shown at once as it will be; what the server refuses is open again, with the reason. */
function rewording(comment, isChanging, isHere) {
  const { id, text, why } = refused.get(comment.peek().id) ?? comment.peek();
  refused.delete(id);
  const submit = words => {
    isChanging.set(false);
    return edit('comment', id, { text: words });
  };
  const leave = (words, error) => {
    refused.set(id, { id, text: words, why: error.message });
    if (isHere()) isChanging.set(true);
    else tell(error);
  };
  const cancel = () => isChanging.set(false);
  return html`<div class="tx">${box({ label: 'Comment', text, why, button: 'Save', submit, leave, cancel })}</div>`;
}

/** By comment, what was written and why it does not stand. */
const refused = new Map();
