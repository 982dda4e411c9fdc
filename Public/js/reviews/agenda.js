// The agenda as a list that is put in order: by dragging, or by the keyboard with Alt and the arrows.

import { computed, each, html, signal, when } from '../dom.js';
import { addRow } from '../elements/add-row.js';
import { icon } from '../elements/icon.js';
import { many } from '../format.js';
import { keyOf } from './sheet.js';
import { CAUSES } from './causes.js';
import { talkMark } from './mark.js';

/** Before the meeting: everything that would be spoken about, and what somebody wants to add. */
export function agendaEditor(room, sheet) {
  const dragged = signal(null);
  const over = signal(null);
  const drop = at => {
    const item = dragged.peek();
    dragged.set(null);
    over.set(null);
    if (item) sheet.move(item, at);
  };
  const list = html`
    <ol class="agenda-list" data-keys="list">
      ${each(sheet.agenda, keyOf, (item, index) => row(room, sheet, item, { index, dragged, over, drop }))}
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

function row(room, sheet, item, { index, dragged, over, drop }) {
  const isOwn = () => Boolean(item().id);
  const edit = (field, options) => room.edit('agendaItem', item, field, { ...options, canEdit: sheet.canWrite });
  const step = event => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || !event.altKey || !sheet.canWrite()) return;
    event.preventDefault();
    const to = index.peek() + by;
    if (to < 0 || to >= sheet.agenda.peek().length) return;
    const handle = event.currentTarget;
    sheet.move(item.peek(), to);
    requestAnimationFrame(() => handle.isConnected && handle.focus());
  };
  const move = event => {
    event.preventDefault();
    over.set(index.peek());
  };
  const take = event => {
    dragged.set(item.peek());
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', item.peek().title);
  };
  const cause = () => CAUSES[item().cause];
  return html`
    <li data-row class=${() => [over() === index() && dragged() && 'over', dragged() && keyOf(dragged()) === keyOf(item()) && 'held']}
      @dragover=${move} @drop=${event => { event.preventDefault(); drop(index.peek()); }}>
      ${when(sheet.canWrite, () => html`
        <button type="button" class="grip" draggable="true" @dragstart=${take} @dragend=${() => dragged.set(null)}
          @keydown=${step} aria-label=${() => `Move ${item().title}, item ${index() + 1}: Alt and the arrows`}>
          ${icon('updown')}</button>`)}
      ${() => icon(cause().icon, 'cause')}
      <div class="t"><b>${when(() => item().cause === 'own',
        () => edit('title', { label: 'Title', isRequired: true }), () => html`<span>${() => item().title}</span>`)}</b>
        ${() => (item().evidence ? html`<span class="sub">${item().evidence}</span>` : null)}
        ${() => (isOwn() && item().notes ? html`<span class="sub note">${item().notes}</span>` : null)}</div>
      <span class="by">${() => (item().cause === 'own'
        ? `added by ${room.names.member(item().createdBy)?.split(' ')[0] ?? 'somebody'}` : 'by itself')}</span>
      <span class="min">${when(isOwn,
        () => edit('minutes', { label: 'Minutes', type: 'number', isRequired: true, show: value => `${value} min` }),
        () => html`<span>${() => `${item().minutes} min`}</span>`)}</span>
      ${when(isOwn, () => talkMark(room, () => `agendaItem:${item().id}`, () => item().title))}
      ${when(() => sheet.canWrite() && item().cause === 'own', () => html`
        <button type="button" class="btn quiet sm icon" aria-label=${() => `Take ${item().title} off the agenda`}
          @click=${() => sheet.remove('agendaItem', item.peek(), 'Taken off the agenda')}>${icon('x')}</button>`)}
    </li>`;
}

/** During the meeting: where everybody is. `go(id)` shows an item on this screen. */
export function agendaNav(sheet, follow, go) {
  const total = computed(() => sheet.items().reduce((sum, it) => sum + it.minutes, 0));
  const sign = item => (item.id === follow.led() ? 'doing' : item.done ? 'done' : 'todo');
  return html`
    <nav class="agenda" aria-label="Agenda">
      <h2><span>Agenda</span><span>${() => `${total()} min`}</span></h2>
      <ol>${each(sheet.items, it => it.id, item => html`
        <li><button type="button" class=${() => (item().done && item().id !== follow.led() ? 'done' : null)}
          aria-current=${() => (follow.shown() === item().id ? 'step' : null)} @click=${() => go(item.peek().id)}>
          ${() => icon(sign(item()))}
          <span class="t">${() => item().title}</span><span class="n">${() => `${item().minutes} min`}</span>
          <span class="sub">${() => said(sheet, item())}</span>
          ${() => (item().id === follow.led() ? html`<span class="vh">, shown now</span>` : null)}</button></li>`)}</ol>
    </nav>`;
}

function said(sheet, item) {
  const decided = sheet.decisionsOf(item.id).length;
  return decided ? many(decided, 'decision') : item.evidence ?? '';
}
