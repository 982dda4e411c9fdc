// What is said about a team's sign-off: the answers to its concern, and the box for the next one. A comment cannot be
// about a sign-off, so it is one about the plan that begins with what it answers.

import { each, html, untrack, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { ago, moment } from '../format.js';
import { box } from '../reviews/box.js';
import { tell } from '../shell/tell.js';

/** What was refused after the panel was left, by plan and team. */
const left = new Map();

/** `name` reads the team's name. With #answer in the address the box has the focus. */
export function answers(room, name) {
  const opening = () => `About ${name()}’s sign-off: `;
  const key = untrack(() => `${room.id} ${name()}`);
  const all = () => room.comments(null).filter(it => it.text.startsWith(opening()));
  const written = box({
    label: `Answer ${untrack(name)}`, text: left.get(key), button: 'Answer',
    submit: words => room.send.create('comment', { text: opening() + words }),
    leave(words, error) {
      left.set(key, words);
      tell(error);
    },
  });
  left.delete(key);
  if (location.hash === '#answer') written.querySelector('textarea').setAttribute('autofocus', '');
  return html`
    ${when(() => all().length, () => html`
      <ol class="comments">${each(all, it => it.id, it => html`
        <li>${() => avatar(room.member(it().createdBy), 'sm')}
          <div class="by"><b>${() => room.names.member(it().createdBy)}</b>
            <time datetime=${() => it().createdAt} title=${() => moment(it().createdAt)}>${() => ago(it().createdAt)}</time>
          </div>
          <p class="tx">${() => it().text.slice(opening().length)}</p></li>`)}</ol>`)}
    ${written}`;
}
