// Completes a name after an "@" in a text field: a list beneath it, arrows move, Enter or Tab takes, Esc leaves.

import { computed, each, effect, html, signal } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { callable, labelOf } from './mentions.js';

const SHOWN = 6;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
/** The last "@" before the cursor, and what may be a name after it. */
const ASKED = /(?:^|[\s([{"'“‘])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)$/u;

let count = 0;

/**
 * `about()` is what one writes about, `field()` answers the textarea. Gives { list, attributes, look, steer, close }: the list is put beside the field, the
 * field carries the attributes, `look()` follows each input, `steer(event)` answers whether a key was for the list.
 */
export function completion(room, about, field) {
  const id = `people-${++count}`;
  const asked = signal(null);
  const at = signal(0);
  const found = computed(() => (asked() === null ? [] : matching(callable(room, about()), asked()).slice(0, SHOWN)));
  const isOpen = () => found().length > 0;
  const close = () => asked.set(null);

  const look = () => {
    const { value, selectionStart, selectionEnd } = field();
    const words = selectionStart === selectionEnd ? ASKED.exec(value.slice(0, selectionStart))?.[1] : undefined;
    at.set(0);
    asked.set(words ?? null);
  };
  const take = person => {
    const { selectionStart } = field();
    const start = selectionStart - asked.peek().length;
    field().setRangeText(`${labelOf(person, room)} `, start, selectionStart, 'end');
    close();
    field().dispatchEvent(new Event('input', { bubbles: true }));
    field().focus();
  };
  const steer = event => {
    const people = found.peek();
    if (people.length === 0 || event.isComposing || event.metaKey || event.ctrlKey) return false;
    const step = STEPS[event.key];
    if (step) at.update(now => (now + step + people.length) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(people[at.peek()]);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  const list = html`
    <ul class="menu callable" popover="manual" role="listbox" id=${id} aria-label="People who see this"
      @mousedown=${event => event.preventDefault()}>
      ${each(found, person => person.id, (person, index) => html`
        <li role="option" id=${() => `${id}-${index()}`} aria-selected=${() => String(at() === index())}
          @pointermove=${() => at.set(index.peek())} @click=${() => take(person.peek())}>
          ${() => avatar(person(), 'xs')}<span>${() => labelOf(person(), room)}</span>
          <small>${() => room.names.team(person().team) ?? ''}</small></li>`)}
    </ul>`;
  effect(() => {
    const isWanted = isOpen();
    if (!list.isConnected || list.matches(':popover-open') === isWanted) return;
    if (isWanted) list.showPopover({ source: field() });
    else list.hidePopover();
  });
  return {
    list, look, steer, close,
    attributes: {
      role: () => (isOpen() ? 'combobox' : null),
      expanded: () => (isOpen() ? 'true' : null),
      controls: () => (isOpen() ? id : null),
      active: () => (isOpen() ? `${id}-${at()}` : null),
    },
  };
}

/** Each word that is typed begins a word of the name. */
function matching(people, words) {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  return people.filter(person => {
    const name = folded(person.name).split(/[\s-]+/);
    return wanted.every(word => name.some(part => part.startsWith(word)));
  });
}

const folded = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
