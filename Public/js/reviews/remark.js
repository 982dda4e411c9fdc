// One comment: who said it, when, what, and what its reader can do with it.

import { html, signal, when } from '../dom.js';
import { get } from '../api.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { ago, moment } from '../format.js';
import { commentAddress } from '../kinds.js';
import { edit, remove } from '../outbox.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { box } from './box.js';
import { saidOn } from './conversation.js';
import { formatted } from './formatted.js';
import { reactButton, reactions } from './reactions.js';

/** `linked()` answers whether the address names it. */
export function remark(room, comment, { linked }) {
  const isChanging = signal(false);
  const earlier = signal(null);
  const author = () => comment().createdBy ?? room.me().id;
  const about = () => comment().about ?? null;
  const row = html`
    <li class=${() => ['remark', linked() && 'linked']} ${room.marks.record(() => comment.peek().id)}>
      ${() => avatar(room.member(author()), 'sm')}
      <div class="by">
        <b><bdi>${() => room.names.member(author()) ?? 'Somebody'}</bdi></b>
        <time datetime=${() => comment().createdAt} title=${() => moment(comment().createdAt)}>
          ${() => ago(comment().createdAt)}</time>
        ${when(() => comment().editedAt && !comment().deleted, () => html`
          <button type="button" class="link edited" title=${() => moment(comment().editedAt)}
            aria-expanded=${() => String(Boolean(earlier()))} @click=${() => toggleEarlier(comment, earlier)}>edited</button>`)}
        ${when(() => !comment().deleted, () => html`
          <span class="remark-acts">${reactButton(room, comment)}${more(room, comment, author, isChanging)}</span>`)}
      </div>
      ${when(() => comment().deleted,
        () => html`<p class="remark-words gone">Deleted by its author</p>`,
        () => when(isChanging,
          () => rewording(room, about, comment, isChanging, () => row.isConnected),
          () => html`<div class="remark-words">${() => formatted(comment().text)}</div>`))}
      ${() => (earlier() ? versions(earlier()) : null)}
      ${when(() => !comment().deleted, () => reactions(room, comment))}
    </li>`;
  return row;
}

function more(room, comment, author, isChanging) {
  const isMine = () => author() === room.me().id;
  return menuButton({
    label: 'More', content: icon('more'), look: 'btn quiet sm icon', side: 'end',
    items: () => [
      isMine() && { text: 'Edit', icon: 'pen', run: () => isChanging.set(true) },
      { text: 'Copy link', icon: 'link', run: () => copyLink(comment.peek()) },
      isMine() && { text: 'Delete', icon: 'x', isDanger: true, run: () => takeBack(room, comment.peek()) },
    ],
  });
}

async function copyLink(comment) {
  try {
    await navigator.clipboard.writeText(new URL(commentAddress(comment), location.origin).href);
    toast('Link copied');
  } catch { toast('The browser does not allow copying'); }
}

/** With replies beneath it only the words go. A reply that came meanwhile is heard of by the refusal. */
function takeBack(room, { id }) {
  const clear = () => edit('comment', id, { deleted: true }, { says: 'Comment deleted' });
  const deed = saidOn(room).repliesTo(id).length ? clear() : remove('comment', id, { says: 'Comment deleted' });
  deed.catch(error => (error.status === 403 ? clear() : Promise.reject(error))).catch(tell);
}

/** What it said before, from history. */
async function toggleEarlier(comment, earlier) {
  if (earlier.peek()) return earlier.set(null);
  const { id } = comment.peek();
  try {
    const { items } = await get(`/api/changes?${new URLSearchParams({ kind: 'comment', record: id, limit: 50 })}`);
    earlier.set(items.filter(it => it.action === 'update' && it.before?.text));
  } catch (error) { tell(error); }
}

const versions = changes => html`
  <ol class="earlier" aria-label="Earlier wording">
    ${changes.map(({ at, before }) => html`
      <li><time datetime=${at}>until ${moment(at)}</time><div class="remark-words">${formatted(before.text)}</div></li>`)}
  </ol>`;

/** Shown at once as it will be; what the server refuses is open again, with the reason. */
function rewording(room, about, comment, isChanging, isHere) {
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
  return html`
    <div class="remark-words">${box(room, about, { label: 'Comment', text, why, button: 'Save', submit, leave, cancel, isEager: true })}</div>`;
}

/** By comment, what was written and why it does not stand. */
const refused = new Map();
