// A value that is edited where it stands: click or Enter opens it, Enter or leaving saves, Esc leaves it as it was.
//
//   edit({ read, save, label, type, … })
//     read      reads the value        save(value, rev)   gets what was entered, null for nothing; if the promise it
//               answers is rejected, the field opens again with what was entered and the reason
//     of        { kind, field }, by which its bounds are known (bounds.js)
//     place     answers { plan, name }, where others who have the plan open see who edits it
//     begin     answers the revision that is being looked at when editing begins
//     canEdit   reads whether this member may change it
//     type      text, lines, number, money, day, choice, team or member
//     choices   [[value, word], …] or a function of them; teams, members: functions of the records to choose from
//     show      a value in words; `empty` stands where there is none; `isRequired` keeps it from being cleared
//     mark      fn(element), for marking what others change (journal/marks.js)

import { html, signal, when } from '../dom.js';
import { exactMoney, isNothing, number } from '../format.js';
import { fetchEditor } from '../shell/later.js';
import { tell } from '../shell/tell.js';
import { avatar } from './avatar.js';
import { teamName } from './team.js';

// Known as soon as the first editable value is drawn, so that a click opens it at once and no key is lost.
let editor = null;
const prepare = async () => { ({ editor } = await fetchEditor()); };

export function edit(options) {
  if (!editor) afterPaint(prepare);
  const isOpen = signal(false);
  let refused = null;
  const canEdit = options.canEdit ?? (() => true);
  const slot = html`<span class="edit-slot" ${options.mark ?? (() => {})}></span>`;
  const open = async () => {
    if (!editor) await prepare();
    isOpen.set(true);
  };
  const save = (value, rev, text) => Promise.resolve(options.save(value, rev)).catch(error => {
    if (isOpen.peek() || !slot.isConnected) return tell(error);
    refused = { text, error };
    isOpen.set(true);
  });
  const close = () => {
    isOpen.set(false);
    slot.querySelector('.edit')?.focus();
  };
  slot.append(html`${when(isOpen,
    () => {
      const again = refused;
      refused = null;
      return editor(options, { close, leave: () => isOpen.set(false), save, refused: again });
    },
    () => when(canEdit, () => closed(options, open), () => plain(options)))}`);
  return slot;
}

let isPlanned = false;

function afterPaint(work) {
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(() => setTimeout(() => work().catch(() => {})));
}

function closed(options, open) {
  const { read, label, empty = 'Empty', type } = options;
  const isPick = ['choice', 'team', 'member', 'day'].includes(type);
  const spoken = () => `${label}: ${isNothing(read()) ? empty : inWords(options, read())}. Edit`;
  const look = () => ['edit', isNothing(read()) && 'empty', isPick && 'pick', type === 'lines' && 'block'];
  const shown = () => (isNothing(read()) && options.look !== 'avatar' ? empty : drawn(options, read()));
  if (type !== 'lines') {
    return html`
      <button type="button" aria-label=${spoken} title=${label} class=${look} @click=${open}>${shown}</button>`;
  }
  // Words can be chosen in it, which a button's cannot.
  const onKey = event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open();
  };
  return html`
    <div role="button" tabindex="0" aria-label=${spoken} title=${label} class=${look}
      @click=${() => getSelection().isCollapsed && open()} @keydown=${onKey}>${shown}</div>`;
}

function plain(options) {
  const isBlank = () => isNothing(options.read()) && options.look !== 'avatar';
  return html`<span>${() => (isBlank() ? '–' : drawn(options, options.read()))}</span>`;
}

export function drawn(options, value) {
  const { type, look } = options;
  if (type === 'member') {
    const member = options.find?.(value) ?? options.members().find(it => it.id === value);
    if (look === 'avatar') return avatar(member, 'sm');
    return member ? html`<span class="person">${avatar(member, 'xs')}<span>${member.name}</span></span>` : 'Somebody';
  }
  if (type === 'team') return teamName(options.teams().find(it => it.id === value)) ?? 'A team';
  return inWords(options, value);
}

export const listOf = choices => (typeof choices === 'function' ? choices() : choices);

export function inWords(options, value) {
  const { type, show } = options;
  if (show) return show(value);
  if (type === 'choice') return listOf(options.choices).find(([key]) => key === value)?.[1] ?? String(value);
  if (type === 'member' || type === 'team') {
    const from = type === 'member' ? options.members() : options.teams();
    return from.find(it => it.id === value)?.name ?? 'somebody';
  }
  if (type === 'money') return exactMoney(value);
  return type === 'number' ? number(value) : String(value);
}
