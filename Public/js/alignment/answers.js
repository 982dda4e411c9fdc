// What is said about a team's sign-off: the answers to its concern, and the box for the next one. A comment cannot be
// about a sign-off, so it is one about the plan that begins with what it answers.

import { each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { ago, moment } from '../format.js';
import { box } from '../reviews/box.js';

/** `name` reads the team's name. With #answer in the address the box has the focus. */
export function answers(room, name) {
  const opening = () => `About ${name()}’s sign-off: `;
  const all = () => room.comments(null).filter(it => it.text.startsWith(opening()));
  const submit = words => room.send.create('comment', { text: opening() + words });
  const focus = field => { if (location.hash === '#answer') field.setAttribute('autofocus', ''); };
  return html`
    ${when(() => all().length, () => html`
      <ol class="comments">${each(all, it => it.id, it => html`
        <li>${() => avatar(room.member(it().createdBy), 'sm')}
          <div class="by"><b>${() => room.names.member(it().createdBy)}</b>
            <time datetime=${() => it().createdAt} title=${() => moment(it().createdAt)}>${() => ago(it().createdAt)}</time>
          </div>
          <p class="tx">${() => it().text.slice(opening().length)}</p></li>`)}</ol>`)}
    ${box({ label: `Answer ${name()}`, button: 'Answer', submit, focus })}`;
}
