// The tree of a comment (markup.js) on the page: text and attributes only, each name and block isolated, so that
// writing from right to left stays where it is.

import { html } from '../dom.js';
import { me, member } from '../session.js';
import { parse } from './markup.js';

export const formatted = text => parse(text).map(block);

function block({ type, inside, items, isOrdered, text }) {
  if (type === 'code') return html`<pre><code>${text}</code></pre>`;
  if (type === 'paragraph') return html`<p dir="auto">${inside.map(drawn)}</p>`;
  const rows = items.map(item => html`<li dir="auto">${item.map(drawn)}</li>`);
  return isOrdered ? html`<ol>${rows}</ol>` : html`<ul>${rows}</ul>`;
}

function drawn(node) {
  switch (node.type) {
    case 'strong': return html`<strong>${node.inside.map(drawn)}</strong>`;
    case 'em': return html`<em>${node.inside.map(drawn)}</em>`;
    case 'code': return html`<code>${node.text}</code>`;
    case 'break': return html`<br>`;
    case 'mention': return mention(node);
    case 'link': return link(node);
    default: return node.text;
  }
}

/** Somebody known here is shown by the name they have now, whatever the text calls them. */
const mention = ({ name, member: id }) => html`
  <span class=${['mention', id === me()?.id && 'calls-me']}>@<bdi>${() => member(id)?.name ?? name}</bdi></span>`;

/** Where it leads can be read before it is followed. */
function link({ href, inside }) {
  const isOwn = href.startsWith('/');
  return html`
    <a class="link" href=${href} title=${isOwn ? null : href} rel=${isOwn ? null : 'noopener noreferrer nofollow'}
      target=${isOwn ? null : '_blank'}><bdi>${inside.map(drawn)}</bdi></a>`;
}
