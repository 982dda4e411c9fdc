// What stands on printed pages besides the screen: on the first one whose plan it is, of which day and by whom it was
// printed; at the foot of each the same in one line. Made when a page is about to be printed.

import { html } from '../dom.js';
import { dayWithYear, moment, today } from '../format.js';
import { current } from '../router.js';
import { me, workspace } from '../session.js';

/** Crumbs that only lead somewhere name nothing. */
const isPlace = ({ href }) => href === '/accounts' || href?.endsWith('/reviews');

let clear = null;

export function preparePrinting() {
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
}

function begin() {
  end();
  const crumbs = current.peek()?.crumbs?.() ?? [];
  const names = crumbs.filter(it => !isPlace(it)).map(it => it.text);
  const head = html`
    <header class="print-head">
      <p><b>${workspace()?.name}</b><span>${names.join(' · ')}</span></p>
      <p>As of ${moment(new Date())}, printed by ${me()?.name}</p>
    </header>`;
  document.querySelector('main')?.prepend(head);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { @bottom-left { content: ${quoted([...names, dayWithYear(today())].join(', '))} } }`);
  document.adoptedStyleSheets.push(sheet);
  clear = () => {
    head.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(it => it !== sheet);
  };
}

function end() {
  clear?.();
  clear = null;
}

/** A text as CSS writes it, whatever stands in it. */
const quoted = text => `"${[...text].map(it => (/[\w ,.]/.test(it) ? it : `\\${it.codePointAt(0).toString(16)} `)).join('')}"`;
