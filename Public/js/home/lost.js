// Plans that changed materially since a team the member signs for gave its verdict. Each opens where it stands: what
// changed, in words, and the place to sign again.

import { computed, each, html, signal, when } from '../dom.js';
import { logo } from '../accounts/logo.js';
import { VERDICTS } from '../alignment/verdicts.js';
import { icon } from '../elements/icon.js';
import { day, dayOf, list, many } from '../format.js';
import { team } from '../session.js';
import { record } from '../store.js';
import { lostChanges } from './lost-changes.js';
import { lostPlans } from './mine.js';

const keyOf = it => `${it.plan} ${it.team}`;
const verdictOf = it => VERDICTS[it.verdict ?? 'agreed'].said;

export function lostAgreement(accountName) {
  // What is open stays until it is closed, even when the changes are taken back meanwhile: somebody may be writing in it.
  const open = signal(new Map());
  const shown = computed(() => {
    const here = new Set(lostPlans().map(keyOf));
    return [...lostPlans(), ...[...open().values()].filter(it => !here.has(keyOf(it)))];
  });
  const setOpen = (it, isOpen) => open.update(all => {
    const next = new Map(all);
    if (isOpen) next.set(keyOf(it), it);
    else next.delete(keyOf(it));
    return next;
  });
  const isAgreement = () => shown().every(it => (it.verdict ?? 'agreed') === 'agreed');
  const teams = () => list([...new Set(shown().map(it => team(it.team)?.name).filter(Boolean))]);
  const lost = () => `Agreement ${teams()} ${new Set(shown().map(it => it.team)).size > 1 ? 'have' : 'has'} lost`;
  const heading = html`
    <h2 id="lost-h">${() => (isAgreement() ? lost() : `What ${teams()} signed has changed`)}</h2>`;
  const signed = it => {
    setOpen(it, false);
    const next = lostPlans().length > 1 ? heading : document.querySelector('main h1');
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  };
  return html`
    <section class="card" aria-labelledby="lost-h" ?hidden=${() => !shown().length}>
      <header>${heading}
        <p>${() => `Material changes since your team ${isAgreement() ? 'agreed' : 'signed'}`}</p>
        <a class="link" href="/alignment">Alignment</a></header>
      <ul class="losts">${each(shown, keyOf, it => row(it, {
        name: () => accountName(it().plan), signed,
        isOpen: () => open().has(keyOf(it())), toggle: () => setOpen(it.peek(), !open.peek().has(keyOf(it.peek()))),
      }))}</ul>
    </section>`;
}

function row(it, { name, isOpen, toggle, signed }) {
  const changes = () => `${many(it().changes, 'change')} since we ${verdictOf(it())}`;
  const id = `lost-${it.peek().plan}-${it.peek().team}`;
  return html`
    <li>
      <button type="button" class="sum" aria-expanded=${() => String(isOpen())} aria-controls=${id} @click=${toggle}>
        ${icon('chev', 'tw')}${() => logo(name(), 'sm')}
        <b>${name}</b><small class="opt">${() => record('plan', it().plan)?.title}</small>
        <span class="tag warn">${changes}</span>
        <small class="opt">${() => `${team(it().team)?.name} ${verdictOf(it())} on ${day(dayOf(it().signedAt))}`}</small>
      </button>
      <div id=${id}>${when(isOpen, () => lostChanges(it, name, () => signed(it.peek())))}</div>
    </li>`;
}
