// What people answer to a comment in one emoji: who, how many, and one's own to give and to take back.

import { computed, each, html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { list } from '../format.js';
import { saidOn } from './conversation.js';

const EMOJIS = { '👍': 'Agreed', '🎉': 'Well done', '❤️': 'Thank you', '😄': 'Made me laugh', '🤔': 'Not sure', '👀': 'Looking into it' };

/** Those of a comment by emoji, in the order in which they came. */
const grouped = reactions => [...Map.groupBy(reactions, it => it.emoji)].map(([emoji, all]) => ({ emoji, all }));

export function reactions(room, comment) {
  const groups = computed(() => grouped(saidOn(room).reactionsTo(comment().id)));
  return html`
    <ul class="reactions" ?hidden=${() => groups().length === 0} aria-label="Reactions">
      ${each(groups, group => group.emoji, group => html`<li>${chip(room, comment, group)}</li>`)}
    </ul>`;
}

function chip(room, comment, group) {
  const mine = () => own(room, group().all);
  const names = () => list(group().all.map(it => room.names.member(it.createdBy ?? room.me().id) ?? 'Somebody'));
  return html`
    <button type="button" class="emoji" aria-pressed=${() => String(Boolean(mine()))} title=${names}
      aria-label=${() => `${group().emoji} ${group().all.length}: ${names()}`}
      @click=${() => toggle(room, comment.peek(), group.peek().emoji)}>
      <span aria-hidden="true">${() => group().emoji} ${() => group().all.length}</span></button>`;
}

/** The button that opens the short list. */
export const reactButton = (room, comment) => menuButton({
  label: 'React', content: icon('thumb'), look: 'btn quiet sm icon', side: 'end',
  items: () => Object.entries(EMOJIS).map(([emoji, text]) => ({
    text, sign: html`<span aria-hidden="true">${emoji}</span>`,
    isChecked: Boolean(own(room, saidOn(room).reactionsTo(comment.peek().id).filter(it => it.emoji === emoji))),
    run: () => toggle(room, comment.peek(), emoji),
  })),
});

/** One that is still on its way has no author yet: it is one's own. */
const own = (room, all) => all.find(it => (it.createdBy ?? room.me().id) === room.me().id);

function toggle(room, { id, about = null }, emoji) {
  const mine = own(room, saidOn(room).reactionsTo(id).filter(it => it.emoji === emoji));
  if (mine) room.remove('reaction', mine, 'Reaction taken back');
  else room.create('reaction', { comment: id, emoji, ...(about && { about }) }, 'Reaction added');
}
