// Comments on chosen words of a long field: the words are marked where they stand, a click on them opens what was said,
// and choosing words offers to say something about them.
//
// The marks are drawn by the CSS custom highlight API: the text stays one piece of text, whatever is marked in it.

import { computed, effect, html, match, onCleanup, signal } from '../dom.js';
import { styles } from '../styles.js';
import { anchorOf, find } from './anchor.js';
import { commentBox } from './box.js';
import { saidOn } from './conversation.js';
import { textAt } from './places.js';
import { thread } from './thread.js';

const marked = globalThis.Highlight ? new Highlight() : null;
if (marked) CSS.highlights.set('said', marked);

const KEYS = 'Control+Alt+M';
const isAsking = event => event.code === 'KeyM' && event.altKey && (event.ctrlKey || event.metaKey);

/** Ends with the surrounding scope. */
export function stretches(element, room, about, field) {
  styles('comments');
  const text = () => textAt(room, { about: about(), field });
  const threads = computed(() => saidOn(room).threads(about()).filter(it => it.field === field && !it.resolved));
  const shown = signal(null);   // null | { id } of a thread | { anchor, isWriting } of chosen words
  const pop = popFor(room, about, field, { shown, element, threads });

  let ranges = [];
  const paint = () => {
    for (const { range } of ranges) marked?.delete(range);
    const node = textNode(element, text());
    ranges = node ? threads().flatMap(root => placed(node, root)) : [];
    for (const { range } of ranges) marked?.add(range);
  };
  const observer = new MutationObserver(paint);
  observer.observe(element, { childList: true, subtree: true, characterData: true });
  effect(() => { paint(); });

  const at = event => {
    const spot = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    return spot && ranges.find(({ range }) => range.isPointInRange(spot.offsetNode, spot.offset));
  };
  const onClick = event => {
    const hit = getSelection().isCollapsed && at(event);
    if (!hit) return;
    event.preventDefault();
    event.stopPropagation();
    show(pop, hit.range.getBoundingClientRect());
    shown.set({ id: hit.id });
    pop.focus();
  };
  const offer = () => {
    const chosen = chosenIn(element, text());
    const anchor = chosen && anchorOf(chosen.text, chosen.start, chosen.end);
    if (!anchor) {
      if (!shown.peek()?.isWriting && !shown.peek()?.id) shown.set(null);
      return false;
    }
    show(pop, chosen.box);
    shown.set({ anchor, isWriting: false });
    return true;
  };
  const onKey = event => {
    if (!isAsking(event) || !offer()) return;
    event.preventDefault();
    event.stopPropagation();
    shown.update(it => ({ ...it, isWriting: true }));
  };
  const onEscape = event => {
    if (event.key !== 'Escape' || !shown.peek() || pop.contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    shown.set(null);
  };
  const listeners = [
    [element, 'click', onClick, true], [element, 'keydown', onKey, true], [element, 'keyup', offer],
    [document, 'pointerup', () => setTimeout(() => element.isConnected && offer())],
    [document, 'keydown', onEscape, true],
    [document, 'pointerdown', event => !pop.contains(event.target) && shown.set(null), true],
  ];
  for (const [target, ...listener] of listeners) target.addEventListener(...listener);
  effect(() => { if (!shown() && pop.matches(':popover-open')) pop.hidePopover(); });
  onCleanup(() => {
    for (const [target, ...listener] of listeners) target.removeEventListener(...listener);
    observer.disconnect();
    for (const { range } of ranges) marked?.delete(range);
    pop.remove();
  });
}

/** The one piece of text in which the field's words stand, as long as nobody edits them. */
function textNode(element, text) {
  if (!text) return null;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (data === text && parentElement.localName !== 'textarea') return walker.currentNode;
  }
  return null;
}

function placed(node, root) {
  const found = find(node.data, root);
  if (!found) return [];
  const range = document.createRange();
  range.setStart(node, found.start);
  range.setEnd(node, found.end);
  return [{ id: root.id, range }];
}

/** The words that are chosen in the field, as it is shown or while it is edited: { text, start, end, box }. */
function chosenIn(element, text) {
  const field = document.activeElement;
  if (field?.localName === 'textarea' && element.contains(field)) {
    const { value, selectionStart: start, selectionEnd: end } = field;
    return start === end ? null : { text: value, start, end, box: field.getBoundingClientRect() };
  }
  const selection = getSelection();
  const node = textNode(element, text);
  if (!node || selection.isCollapsed || selection.rangeCount === 0 || !selection.containsNode(node, true)) return null;
  const range = selection.getRangeAt(0).cloneRange();
  // What is chosen beyond the field is not meant.
  const all = document.createRange();
  all.selectNodeContents(node);
  if (range.compareBoundaryPoints(Range.START_TO_START, all) < 0) range.setStart(node, 0);
  if (range.compareBoundaryPoints(Range.END_TO_END, all) > 0) range.setEnd(node, node.length);
  if (range.startContainer !== node || range.endContainer !== node) return null;
  return { text, start: range.startOffset, end: range.endOffset, box: range.getBoundingClientRect() };
}

function popFor(room, about, field, { shown, element, threads }) {
  const close = () => {
    shown.set(null);
    element.querySelector('.edit')?.focus();
  };
  const form = computed(() => (shown()?.id ? `thread ${shown().id}` : shown()?.isWriting ? 'box' : shown() && 'offer'));
  const drawn = () => {
    const { id, anchor } = shown.peek() ?? {};
    if (id) {
      const root = computed(last => threads().find(it => it.id === id) ?? last ?? room.comment(id));
      return html`<ol class="threads discuss">${thread(room, root, { isOpen: true })}</ol>`;
    }
    if (!shown.peek()?.isWriting) {
      return html`
        <button type="button" class="btn sm quiet" aria-keyshortcuts=${KEYS} title="Ctrl Alt M"
          @pointerdown=${event => event.preventDefault()}
          @click=${() => shown.update(it => ({ ...it, isWriting: true }))}>Comment</button>`;
    }
    return html`
      <figure class="stretch"><figcaption>On these words</figcaption><blockquote dir="auto">${anchor.quote}</blockquote></figure>
      ${commentBox(room, about, { more: { field, ...anchor }, done: close, cancel: close, isEager: true })}`;
  };
  const pop = html`
    <div class="pop stretch-pop" popover="manual" role="dialog" tabindex="-1" aria-label="Comment on these words"
      data-form=${() => form()?.split(' ')[0]}
      @keydown=${event => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); close(); } }}>
      ${match(form, now => (now ? drawn() : null))}</div>`;
  // Above whatever is open: a dialog lets nothing beside it be used.
  (element.closest('dialog') ?? document.body).append(pop);
  return pop;
}

function show(pop, box) {
  pop.style.setProperty('--x', `${Math.max(12, box.left)}px`);
  pop.style.setProperty('--y', `${box.bottom}px`);
  if (!pop.matches(':popover-open')) pop.showPopover();
}
