// A review while it is held: the whole screen, one item at a time, for everybody the one that the leader shows.

import { computed, effect, html, match, onCleanup, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { ask, openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { compare } from '../format.js';
import { singleKeys, switchTheme } from '../settings/preferences.js';
import { tell } from '../shell/tell.js';
import { agendaNav } from './agenda.js';
import { following } from './following.js';
import { itemView } from './items.js';
import { reviewLog } from './log.js';
import { printedSoFar } from './record.js';
import { heldOn, TYPES } from './causes.js';

export function reviewMode(room, sheet, address) {
  const follow = following(room, sheet);
  const item = computed(last => sheet.items().find(it => it.id === follow.shown()) ?? last);
  const place = computed(() => sheet.items().findIndex(it => it.id === follow.shown()));
  const log = reviewLog(room, sheet, follow);
  const go = by => {
    const next = sheet.items.peek()[place.peek() + by];
    if (!next) return;
    if (by > 0 && follow.isLeading() && !item.peek().done) sheet.save('agendaItem', item.peek(), { done: true });
    follow.go(next.id);
  };
  const end = () => endReview(room, sheet);
  if (!sheet.review().attendees.includes(room.me().id)) sheet.act('attendances', {}).catch(() => {});
  listen({ go, follow, log });
  const main = html`
    <div class="stage" id="item" tabindex="-1">
      ${when(follow.isAway, () => html`
        <div class="rejoin" role="status"><span>You are looking on your own</span>
          <button type="button" class="btn line sm" @click=${follow.rejoin}>
            Back to ${() => first(follow.leader())}</button></div>`)}
      ${match(() => item()?.id, id => (id ? html`
        <article class="item" aria-labelledby="item-h">${itemView(room, sheet, item)}</article>` : emptyAgenda(room, sheet)))}
    </div>`;
  effect(() => {
    follow.shown();
    main.scrollTop = 0;
  });

  return html`
    <div class="review-mode">
      ${bar(room, sheet, follow, { address, end })}
      ${agendaNav(sheet, follow, follow.go)}
      ${main}
      ${log.view}
      ${printedSoFar(room, sheet)}
      <footer class="nav-b">
        <button type="button" class="btn line" ?disabled=${() => place() <= 0} @click=${() => go(-1)}>
          ${icon('left')}<span>Previous</span></button>
        <p>${() => `${place() + 1} of ${sheet.items().length}`}</p>
        ${when(singleKeys, () => keysInWords(sheet))}
        <button type="button" class="btn primary" ?disabled=${() => place() >= sheet.items().length - 1} @click=${() => go(1)}>
          <span>Next</span>${icon('right')}</button>
      </footer>
      <nav class="dock review-dock" aria-label="Review, small screens">
        <button type="button" ?disabled=${() => place() <= 0} @click=${() => go(-1)}>${icon('left')}Previous</button>
        <button type="button" @click=${() => agendaSheet(sheet, follow)}>${icon('list')}Agenda</button>
        <a href="#log-h">${icon('gavel')}Decisions</a>
        <button type="button" ?disabled=${() => place() >= sheet.items().length - 1} @click=${() => go(1)}>
          ${icon('right')}Next</button>
      </nav>
    </div>`;
}

const first = member => member?.name.split(' ')[0] ?? 'nobody';

function bar(room, sheet, follow, { address, end }) {
  const others = () => follow.present().map(id => room.member(id)).filter(Boolean)
    .sort((a, b) => (b === follow.leader()) - (a === follow.leader()) || compare(a.name, b.name));
  const state = () => (follow.isLeading() ? 'You lead' : follow.isAway() ? `Follow ${first(follow.leader())}`
    : `Following ${first(follow.leader())}`);
  return html`
    <header class="bar-top">
      <a class="btn quiet icon" href=${address} aria-label="Leave the review">${icon('x')}</a>
      <div class="ttl"><h1>${() => room.account().name}</h1>
        <p>${() => sheet.review()?.title}<span class="dt">, ${() => heldOn(sheet.review())}</span></p></div>
      <div class="who-in" role="group" aria-label="In the review">
        ${() => others().map(it => html`<span class=${it === follow.leader() ? 'leads' : null}>${avatar(it)}</span>`)}</div>
      <button type="button" class="btn line follow" aria-pressed=${() => String(!follow.isAway())}
        ?disabled=${() => !follow.isAway()} @click=${follow.rejoin}>${icon('eye')}<span>${state}</span></button>
      ${clock(sheet, follow)}
      <button type="button" class="btn quiet icon theme" aria-label="Switch theme" @click=${switchTheme}>
        ${icon('theme')}</button>
      ${when(sheet.canRun, () => [
        handOver(room, sheet, follow),
        html`<button type="button" class="btn line end" @click=${end}>End review</button>`,
      ])}
    </header>`;
}

/** Another editor of the plan leads from here on; managers may also take the lead themselves. */
function handOver(room, sheet, follow) {
  const save = member => sheet.save('review', sheet.review(), { leader: member.id }, `${first(member)} leads`);
  const editors = () => room.parts().filter(it => it.role !== 'viewer' && it.member !== sheet.review()?.leader)
    .map(it => room.member(it.member)).filter(it => it && it.role !== 'guest')
    .sort((a, b) => follow.present().includes(b.id) - follow.present().includes(a.id) || compare(a.name, b.name));
  return menuButton({
    content: [icon('share'), html`<span class="wide">${() => (follow.isLeading() ? 'Hand over' : 'Lead')}</span>`],
    label: 'Who leads', look: 'btn quiet hand', side: 'end',
    items: () => [
      follow.isLeading() ? null : { text: 'Lead the review yourself', icon: 'review', run: () => save(room.me()) },
      follow.isLeading() ? null : 'line',
      ...editors().filter(it => it.id !== room.me().id).map(it => ({ text: it.name, sign: avatar(it, 'xs'), run: () => save(it) })),
    ],
  });
}

/** How long the item that everybody sees has been there. */
function clock(sheet, follow) {
  const seconds = signal(0);
  let since = Date.now();
  const tick = setInterval(() => seconds.set(Math.floor((Date.now() - since) / 1000)), 1000);
  onCleanup(() => clearInterval(tick));
  effect(() => {
    follow.led();
    since = Date.now();
    seconds.set(0);
  });
  const planned = () => sheet.items().find(it => it.id === follow.led())?.minutes ?? 0;
  const two = value => String(value).padStart(2, '0');
  return html`
    <div class=${() => ['timer', planned() && seconds() > planned() * 60 && 'over']} role="timer" aria-label="Time on this item">
      ${icon('clock')}<span>${() => `${two(Math.floor(seconds() / 60))}:${two(seconds() % 60)}`}</span>
      <small>${() => (planned() ? `of ${planned()}:00` : '')}</small></div>`;
}

const KEYS = [[['←', '→'], 'move'], [['D'], 'decision'], [['N'], 'note'], [['T'], 'task'], [['F'], 'follow']];

const keysInWords = sheet => html`
  <ul class="keys-in" aria-label="Keys">
    ${KEYS.filter(([[key]]) => sheet.canWrite() || !'DNT'.includes(key)).map(([keys, what]) => html`
      <li>${keys.map(key => html`<kbd class="key">${key}</kbd>`)}${what}</li>`)}</ul>`;

const FIELDS = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

function listen({ go, follow, log }) {
  const keys = {
    ArrowRight: () => go(1), j: () => go(1), ArrowLeft: () => go(-1), k: () => go(-1),
    f: follow.rejoin, d: () => log.begin('decision'), n: () => log.begin('reviewNote'), t: log.makeTask,
  };
  const press = event => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.target.closest?.(FIELDS)) return;
    if (document.querySelector('dialog:modal, :is(.menu, .pop):popover-open')) return;
    const run = keys[event.key];
    if (!run || (event.key.length === 1 && !singleKeys.peek())) return;
    // The arrows choose among radio buttons, too.
    if (event.key.startsWith('Arrow') && event.target.matches('[type=radio]')) return;
    event.preventDefault();
    run();
  };
  // Before the keys that work everywhere.
  addEventListener('keydown', press, { capture: true });
  onCleanup(() => removeEventListener('keydown', press, { capture: true }));
}

function agendaSheet(sheet, follow) {
  openDialog(close => html`
    <div class="agenda-sheet">${agendaNav(sheet, follow, id => {
      close();
      follow.go(id);
    })}</div>`, { look: 'sheet', label: 'Agenda' });
}

const emptyAgenda = (room, sheet) => html`
  <div class="empty-state"><p>Nothing is on the agenda.</p>
    ${when(sheet.canWrite, () => html`
      <button type="button" class="btn line" @click=${() => sheet.create('agendaItem', { title: 'Anything else' }, '').done.catch(tell)}>
        ${icon('plus')}Add an item</button>`)}</div>`;

async function endReview(room, sheet) {
  const left = sheet.items.peek().filter(it => !it.done).length;
  const open = sheet.decisions.peek().filter(it => !it.task).length;
  const notes = [
    left > 1 ? `${left} items have not been spoken about.` : null,
    open ? `${open === 1 ? 'One decision has' : `${open} decisions have`} no task yet; that can be done later, too.` : null,
  ].filter(Boolean).join(' ');
  const isSure = await ask({
    title: `End ${TYPES[sheet.review().type].toLowerCase()}?`, yes: 'End review', no: 'Go on',
    text: `The plan is kept as it stands, and what was noted and decided is not changed any more. ${notes}`,
  });
  if (isSure) sheet.act('closings', {}, 'Review ended').catch(tell);
}
