// The agenda as a list that is put in order: by dragging, by the keyboard with Alt and the arrows, or by a menu.

import { computed, each, html, signal, when } from '../dom.js';
import { addRow } from '../elements/add-row.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { many } from '../format.js';
import { keyOf } from './sheet.js';
import { CAUSES } from './causes.js';
import { talkMark } from './mark.js';

/**
 * The order of an agenda, before the meeting and in it. For one item: `place` is put on its row, `handle` on what it is
 * taken by, `items()` is the same as a menu.
 */
function ordering(sheet) {
  const dragged = signal(null);
  const over = signal(null);
  const drop = at => {
    const item = dragged.peek();
    dragged.set(null);
    over.set(null);
    if (item) sheet.move(item, at);
  };
  return (item, index) => {
    const by = step => {
      const to = index.peek() + step;
      if (sheet.canWrite() && to >= 0 && to < sheet.agenda.peek().length) sheet.move(item.peek(), to);
    };
    const listeners = {
      dragstart(event) {
        dragged.set(item.peek());
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', item.peek().title);
      },
      dragend: () => dragged.set(null),
      keydown(event) {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step || !event.altKey) return;
        event.preventDefault();
        const at = event.currentTarget;
        by(step);
        requestAnimationFrame(() => at.isConnected && at.focus());
      },
    };
    return {
      look: () => [over() === index() && dragged() && 'over', dragged() && keyOf(dragged()) === keyOf(item()) && 'held'],
      place(element) {
        element.addEventListener('dragover', event => {
          event.preventDefault();
          over.set(index.peek());
        });
        element.addEventListener('drop', event => {
          event.preventDefault();
          drop(index.peek());
        });
      },
      handle(element) {
        for (const [name, listen] of Object.entries(listeners)) element.addEventListener(name, listen);
      },
      items: () => [
        index.peek() > 0 && { text: 'Move up', icon: 'up', keys: 'Alt ↑', run: () => by(-1) },
        index.peek() < sheet.agenda.peek().length - 1 && { text: 'Move down', icon: 'down', keys: 'Alt ↓', run: () => by(1) },
      ],
    };
  };
}

/** Before the meeting: everything that would be spoken about, and what somebody wants to add. */
export function agendaEditor(room, sheet) {
  const order = ordering(sheet);
  const list = html`
    <ol class="agenda-list" data-keys="list">
      ${each(sheet.agenda, keyOf, (item, index) => row(room, sheet, item, index, order(item, index)))}
    </ol>`;
  return html`
    ${list}
    ${when(() => sheet.agenda().length === 0, () => html`
      <p class="empty-state slim">Nothing is out of line today. Add what you want to speak about.</p>`)}
    ${when(sheet.canWrite, () => addRow({
      id: 'new-item', label: 'New agenda item', placeholder: 'Add what you want to speak about',
      create: title => sheet.create('agendaItem', { title }, 'Added to the agenda').done,
    }))}`;
}

function row(room, sheet, item, index, order) {
  const isOwn = () => Boolean(item().id);
  const edit = (field, options) => room.edit('agendaItem', item, field, { ...options, canEdit: sheet.canWrite });
  const cause = () => CAUSES[item().cause];
  return html`
    <li data-row class=${order.look} ${order.place}>
      ${when(sheet.canWrite, () => html`
        <button type="button" class="grip" draggable="true" ${order.handle}
          aria-label=${() => `Move ${item().title}, item ${index() + 1}: Alt and the arrows`}>
          ${icon('updown')}</button>`)}
      ${() => icon(cause().icon, 'cause')}
      <div class="t"><b>${when(() => item().cause === 'own',
        () => edit('title', { label: 'Title', isRequired: true }), () => html`<span>${() => item().title}</span>`)}</b>
        ${() => (item().evidence ? html`<span class="sub">${item().evidence}</span>` : null)}
        ${() => (isOwn() && item().notes ? html`<span class="sub note">${item().notes}</span>` : null)}</div>
      ${when(isOwn, () => talkMark(room, () => `agendaItem:${item().id}`, () => item().title))}
      <span class="by">${() => (item().cause === 'own'
        ? `added by ${room.names.member(item().createdBy)?.split(' ')[0] ?? 'somebody'}` : 'by itself')}</span>
      <span class="min">${when(isOwn,
        () => edit('minutes', { label: 'Minutes', type: 'number', isRequired: true, show: value => `${value} min` }),
        () => html`<span>${() => `${item().minutes} min`}</span>`)}</span>
      ${when(() => sheet.canWrite() && item().cause === 'own', () => html`
        <button type="button" class="btn quiet sm icon" aria-label=${() => `Take ${item().title} off the agenda`}
          @click=${() => sheet.remove('agendaItem', item.peek(), 'Taken off the agenda')}>${icon('x')}</button>`)}
    </li>`;
}

/** During the meeting: where everybody is, in an order that can still be changed. `go(id)` shows an item on this screen. */
export function agendaNav(sheet, follow, go) {
  const total = computed(() => sheet.items().reduce((sum, it) => sum + it.minutes, 0));
  const order = ordering(sheet);
  return html`
    <nav class="agenda" aria-label="Agenda">
      <h2><span>Agenda</span><span>${() => `${total()} min`}</span></h2>
      <ol>${each(sheet.items, it => it.id, (item, index) => step(sheet, follow, go, item, order(item, index)))}</ol>
    </nav>`;
}

function step(sheet, follow, go, item, order) {
  const sign = () => (item().id === follow.led() ? 'doing' : item().done ? 'done' : 'todo');
  return html`
    <li class=${order.look} ${order.place}>
      <button type="button" class=${() => ['at', item().done && item().id !== follow.led() && 'done']}
        draggable=${() => String(sheet.canWrite())} ${order.handle} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        aria-current=${() => (follow.shown() === item().id ? 'step' : null)} @click=${() => go(item.peek().id)}>
        ${() => icon(sign())}
        <span class="t">${() => item().title}</span><span class="n">${() => `${item().minutes} min`}</span>
        <span class="sub">${() => said(sheet, item())}</span>
        ${() => (item().id === follow.led() ? html`<span class="vh">, shown now</span>` : null)}</button>
      ${when(sheet.canWrite, () => menuButton({
        content: icon('updown'), label: () => `Move ${item().title}`, look: 'btn quiet sm icon shift', side: 'end',
        items: order.items,
      }))}</li>`;
}

function said(sheet, item) {
  const decided = sheet.decisionsOf(item.id).length;
  return decided ? many(decided, 'decision') : item.evidence ?? '';
}
