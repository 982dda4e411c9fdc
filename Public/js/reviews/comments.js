// What people say about a record of a plan, with a place to answer. Everyone who sees the plan may write.

import { each, html, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { ago, moment } from '../format.js';

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

export function commentBox(room, about) {
  const submit = text => room.create('comment', { text, ...(about() && { about: about() }) });
  return box({ label: 'Write a comment', button: 'Comment', submit });
}

function box({ label, text = '', button, submit, cancel }) {
  const hasText = signal(Boolean(text));
  const send = event => {
    event.preventDefault();
    const field = event.currentTarget.querySelector('textarea');
    const words = field.value.trim();
    if (!words) return;
    field.value = '';
    hasText.set(false);
    submit(words);
  };
  const onKey = event => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form.requestSubmit();
    if (event.key === 'Escape' && cancel) { event.stopPropagation(); cancel(); }
  };
  return html`
    <form class="say" @submit=${send}>
      <textarea class="field" rows="1" maxlength="20000" aria-label=${label} placeholder=${label} .value=${text}
        @keydown=${onKey} @input=${event => hasText.set(Boolean(event.target.value.trim()))}></textarea>
      ${when(hasText, () => html`
        <div class="acts">
          ${cancel ? html`<button type="button" class="btn quiet sm" @click=${cancel}>Cancel</button>` : null}
          <button class="btn line sm">${button}</button>
        </div>`)}
    </form>`;
}
