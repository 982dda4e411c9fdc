// What people say about a record of a plan, with a place to answer. Everyone who sees the plan may write.

import { each, html, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { ago, moment } from '../format.js';
import { box, commentBox } from './box.js';

/** `about` reads "objective:<id>", "task:<id>" or null for the plan itself. */
export function comments(room, about) {
  const all = () => room.comments(about());
  return html`
    <section>
      <h3>Comments <span class="n">${() => all().length || ''}</span></h3>
      <ol class="comments">${each(all, it => it.id, comment => one(room, comment))}</ol>
      ${commentBox(room, about)}
    </section>`;
}

function one(room, comment) {
  const isChanging = signal(false);
  const isMine = () => comment().createdBy === room.me().id;
  return html`
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
        () => rewording(room, comment, () => isChanging.set(false)),
        () => html`<p class="tx">${() => comment().text}</p>`)}
    </li>`;
}

function rewording(room, comment, close) {
  const submit = text => {
    close();
    room.save('comment', comment.peek(), { text });
  };
  const { text: old } = comment.peek();
  return html`<div class="tx">${box({ label: 'Comment', text: old, button: 'Save', submit, cancel: close })}</div>`;
}
