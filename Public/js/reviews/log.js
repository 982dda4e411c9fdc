// Beside the item: what was noted and decided in the review so far, and the field in which one goes on.

import { computed, each, effect, html, onCleanup, signal, untrack, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { time } from '../format.js';
import { peek } from '../store.js';
import { decisionFoot, makeTask } from './decisions.js';
import { talkMark } from './mark.js';
import { writing } from './writing.js';

const HINTS = { reviewNote: 'Write a note', decision: 'What was decided? Who, and by when, comes next' };

/** `room`, `sheet`, `follow` (following.js). Answers { view, begin(kind), makeTask() }. */
export function reviewLog(room, sheet, follow) {
  const kind = signal('reviewNote');
  const words = writing(sheet, follow.shown);
  const groups = computed(() => grouped(sheet, words.draft()));
  /** The decision that the key t makes a task of: the newest at this item that has none. */
  const next = computed(() => sheet.decisionsOf(follow.shown()).filter(it => !it.task && it.id !== words.draft()).at(-1));
  const field = html`
    <textarea class="field" id="say" rows="2" maxlength="2000" aria-label=${() => (kind() === 'decision' ? 'Decision' : 'Note')}
      placeholder=${() => HINTS[kind()]} @input=${input} @keydown=${keys} @blur=${() => quiet()}></textarea>`;
  const list = html`
    <ol class="entries" tabindex="-1">
      ${each(groups, it => it.item.id, group => html`
        <li class="item-g"><h3>${() => group().item.title}</h3>
          <ol>
            ${each(() => group().entries, it => it.id, it => entry(room, sheet, follow, it, next))}
            ${each(() => waiting(follow, group().item.id, group().entries), it => it, it => writer(room, it))}
          </ol></li>`)}
    </ol>`;

  let quieting = null;
  function quiet() {
    clearTimeout(quieting);
    follow.isTyping.set(false);
  }
  function input() {
    follow.isTyping.set(Boolean(field.value.trim()));
    clearTimeout(quieting);
    quieting = setTimeout(quiet, 8000);
    words.write(kind.peek(), field.value);
  }
  function finish() {
    const made = words.end(kind.peek(), field.value);
    const was = kind.peek();
    field.value = '';
    quiet();
    kind.set('reviewNote');
    return was === 'decision' ? made : null;
  }
  function keys(event) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      finish();
      field.blur();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const decided = finish();
      if (decided && (event.ctrlKey || event.metaKey)) makeTask(sheet, { id: decided });
    }
  }
  const choose = to => {
    kind.set(to);
    if (field.value.trim()) words.write(to, field.value);
    field.focus();
  };
  // What was begun at one item is ended there when the screen goes on.
  let last = untrack(follow.shown);
  effect(() => {
    const now = follow.shown();
    if (now !== last && untrack(words.draft)) untrack(finish);
    last = now;
  });
  effect(() => {
    groups();
    requestAnimationFrame(() => { list.scrollTop = list.scrollHeight; });
  });
  onCleanup(() => clearTimeout(quieting));

  return {
    begin: choose,
    makeTask: () => next.peek() && makeTask(sheet, next.peek()),
    view: html`
      <aside class="log" aria-labelledby="log-h">
        <header><h2 id="log-h" tabindex="-1">Decisions and notes</h2>
          ${() => (room.isLive() ? html`<span class="is-live">Live</span>` : null)}</header>
        ${when(() => groups().length, () => null, () => html`
          <p class="sub none">What is noted and decided here stands under its item, for everybody at once.</p>`)}
        ${list}
        ${when(sheet.canWrite, () => html`
          <div class="add">
            <fieldset class="seg"><legend class="vh">What it is</legend>
              ${[['reviewNote', 'Note'], ['decision', 'Decision']].map(([value, word]) => html`
                <label><input type="radio" name="say" value=${value} .checked=${() => kind() === value}
                  @change=${() => choose(value)}>${word}</label>`)}</fieldset>
            ${field}
            <p class="hint"><kbd class="key">Enter</kbd>${() => (kind() === 'decision' ? ' done ' : ' done')}
              ${when(() => kind() === 'decision', () => html`
                <kbd class="key">Ctrl</kbd><kbd class="key">Enter</kbd>${' with a task'}`)}</p>
          </div>`)}
      </aside>`,
  };
}

/** What was said at each item, in the order of the agenda; what one is writing oneself stands in the field. */
function grouped(sheet, draft) {
  return sheet.items().map(item => ({
    item,
    entries: [
      ...sheet.notes().filter(it => it.item === item.id).map(it => ({ ...it, kind: 'reviewNote' })),
      ...sheet.decisions().filter(it => it.item === item.id).map(it => ({ ...it, kind: 'decision' })),
    ].filter(it => it.id !== draft).sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? '')),
  })).filter(group => group.entries.length);
}

function entry(room, sheet, follow, it, next) {
  const { id, kind } = it.peek();
  const author = () => room.member(it().createdBy ?? room.me().id);
  const isMine = () => author()?.id === room.me().id;
  const isBeing = () => !isMine() && follow.isWriting(author()?.id, it().item) && newestOf(sheet, author()?.id) === id;
  const mayWrite = () => sheet.canWrite() && (kind === 'decision' || isMine());
  return html`
    <li class=${() => [kind === 'decision' && 'decision', isBeing() && 'typing']}>
      ${() => avatar(author(), 'sm')}
      <div class="hd"><b>${() => author()?.name.split(' ')[0]}</b>
        ${kind === 'decision' ? html`<span class="tag acc">${icon('gavel')}Decision</span>` : null}
        ${() => (isBeing() ? html`<span class="sub">is writing</span>` : null)}
        <time>${() => time(it().createdAt)}</time>
        ${talkMark(room, () => `${kind}:${id}`, () => it().text)}</div>
      <div class="tx">${room.edit(kind, it, 'text', {
        label: kind === 'decision' ? 'Decision' : 'Note', type: 'lines', isRequired: true, canEdit: mayWrite,
      })}</div>
      ${kind === 'decision' ? decisionFoot(room, sheet, it, { isFirst: () => next()?.id === id }) : null}
      ${when(mayWrite, () => html`
        <button type="button" class="btn quiet sm icon away" aria-label=${kind === 'decision' ? 'Delete the decision' : 'Delete the note'}
          @click=${() => sheet.remove(kind, peek(kind, id), kind === 'decision' ? 'Decision deleted' : 'Note deleted')}>
          ${icon('x')}</button>`)}
    </li>`;
}

function newestOf(sheet, member) {
  const mine = [...sheet.notes(), ...sheet.decisions()].filter(it => it.createdBy === member);
  return mine.sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? '')).at(-1)?.id;
}

/** Who writes there and has said nothing yet that could be shown. */
const waiting = (follow, item, entries) => follow.writers(item)
  .filter(member => !entries.some(it => it.createdBy === member && Date.parse(it.createdAt) > Date.now() - 60_000));

const writer = (room, id) => html`
  <li class="typing">${() => avatar(room.member(id()), 'sm')}
    <div class="hd"><b>${() => room.names.member(id())?.split(' ')[0]}</b><span class="sub">is writing</span></div></li>`;
