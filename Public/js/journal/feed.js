// What has happened, newest first, each change one line in words.

import { each, html } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { ago, moment } from '../format.js';
import { describe } from './words.js';

/**
 * `changes` reads the changes, newest first; `names` says what ids stand for (words.js), with person(id) for the
 * avatar; `place` may add where it happened.
 */
export function feed(changes, names, place = () => null) {
  return html`
    <ol class="feed">
      ${each(changes, change => change.seq, change => html`
        <li>
          ${() => avatar(names.person(change().actor), 'sm')}
          <div>
            <p>${() => line(change(), names, true)}${() => where(place(change()))}</p>
            <time datetime=${() => change().at} title=${() => moment(change().at)}>${() => ago(change().at)}</time>
            ${() => quotation(change(), names)}
          </div>
        </li>`)}
    </ol>`;
}

const where = place => (place ? html`<span class="at">${' '}in ${place}</span>` : null);

/** "Dana asked Marketing for Price one-pager", who and what in bold. */
export const line = (change, names, isShort = false) => said(change.actor, describe(change, names), names, isShort);

/** The same of words that describe() or lines.js answered. */
export function said(actor, { verb, object, href, rest }, names, isShort = false) {
  const who = names.member(actor) ?? 'Quartet';
  return [
    html`<b>${isShort ? who.split(' ')[0] : who}</b>`,
    ` ${verb} `,
    href ? html`<a href=${href} data-open>${object}</a>` : html`<b>${object}</b>`,
    rest ? ` ${rest}` : null,
  ];
}

export function quotation(change, names) {
  const { quote } = describe(change, names);
  return quote ? html`<blockquote>${shortened(quote)}</blockquote>` : null;
}

const LONGEST = 280;
export const shortened = text => (text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text);
