// One notice: who did what, in words, and beside it what can be done about it without leaving.

import { html, match } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { ago, isPast, moment } from '../format.js';
import { shortened } from '../journal/feed.js';
import { member } from '../session.js';
import { chosenIn } from './bulk.js';
import { moments, putOff, setRead, takeUp } from './deeds.js';
import { isPutOff } from './notices.js';
import { replying } from './reply.js';
import { inWords } from './words.js';

const SIGNS = { overdue: 'clock', review: 'review' };

/** What is selected goes along with what is done to one of it. */
export function noticeRow(it, select) {
  const who = () => member(it().actor);
  const words = () => inWords(it());
  const reply = replying(it);
  const open = () => setRead([it.peek()], true);
  const quote = () => words().quote;
  return html`
    <li data-row tabindex="-1" class=${() => (it().readAt ? 'read' : null)}>
      <input type="checkbox" class="sel" aria-label=${() => `Select: ${words().object}`} .checked=${() => select.has(it().id)}
        @click=${event => select.toggle(it.peek().id, event.shiftKey)}>
      ${() => (who() ? avatar(who(), 'lg') : icon(SIGNS[it().cause] ?? 'inbox', 'sign'))}
      <div class="tx">
        <p>${() => (it().readAt ? null : html`<span class="vh">Not read: </span>`)}
          ${match(() => JSON.stringify([words(), who()?.name]), () => sentence(words(), who(), open))}</p>
        ${match(quote, text => (text ? html`<blockquote>${shortened(text)}</blockquote>` : null))}
      </div>
      <div class="by">
        <time datetime=${() => it().at} title=${() => moment(it().at)}>${() => ago(it().at)}</time>
        ${() => (isPutOff(it()) ? html`<small>until ${moment(it().snoozedUntil)}</small>` : null)}
        ${() => (it().snoozedUntil && isPast(it().snoozedUntil) && !it().readAt ? html`<small>back</small>` : null)}
      </div>
      <div class="acts">${reply.buttons}${steps(it, select)}</div>
      ${reply.view}
    </li>`;
}

function sentence({ verb, object, href, rest }, who, open) {
  const thing = href ? html`<a data-open href=${href} @click=${open}>${object}</a>` : html`<b>${object}</b>`;
  const parts = who ? [html`<b>${who.name.split(' ')[0]}</b>`, ` ${verb} `, thing] : [thing, ` ${verb}`];
  return [...parts, rest ? ` ${rest}` : null];
}

const along = (it, select) => (select.has(it.peek().id) ? chosenIn(select) : [it.peek()]);

function steps(it, select) {
  const name = () => inWords(it()).object;
  const toggle = () => setRead(along(it, select), !it.peek().readAt, it.peek().readAt ? 'Not read' : 'Read');
  return html`
    <span class="marks">
      ${match(() => isPutOff(it()), isOff => (isOff
        ? html`<button type="button" class="btn quiet sm" data-key="s" @click=${() => takeUp(it.peek())}>Take up</button>`
        : snooze(it, name, select)))}
      <button type="button" class="btn quiet sm icon" data-key="e" aria-keyshortcuts="e"
        aria-label=${() => `Mark as ${it().readAt ? 'not read' : 'read'}: ${name()}`}
        title=${() => `Mark as ${it().readAt ? 'not read' : 'read'} (e)`} @click=${toggle}>
        ${() => icon(it().readAt ? 'undo' : 'yes')}</button>
    </span>`;
}

function snooze(it, name, select) {
  const menu = menuButton({
    content: icon('clock'), label: `Put off: ${name()}`, look: 'btn quiet sm icon', side: 'end',
    items: () => moments().map(choice => ({
      text: choice.text, keys: moment(choice.at), run: () => {
        putOff(along(it, select), choice);
        select.clear();
      },
    })),
  });
  menu[0].dataset.key = 's';
  menu[0].title = 'Put off (s)';
  return menu;
}
