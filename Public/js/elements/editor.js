// The field that lies over a value while it is edited (edit.js).

import { effect, html, onCleanup, signal, untrack } from '../dom.js';
import { isNothing, list, minorUnits, number } from '../format.js';
import { othersIn } from '../live/seats.js';
import { member } from '../session.js';
import { onEntry } from '../store.js';
import { here } from '../stream.js';
import { merge } from '../text/merge.js';
import { boundsOf } from './bounds.js';
import { drawn, inWords, listOf } from './edit.js';

/** `refused` is { text, error } where what was entered before stands here again because the server refused it. */
export function editor(options, { close, leave, save, refused }) {
  let start = untrack(options.read);
  const problem = signal(refused ? wrongWith(options, refused.error) : null);
  let base = options.begin?.();
  const theirs = signal(undefined);
  const author = signal(null);
  const note = signal(null);
  let isDone = false;
  const field = fieldFor(options, start);
  if (refused) field.value = refused.text;
  const finish = (way, value) => {
    if (isDone) return;
    isDone = true;
    way();
    if (value !== undefined && value !== untrack(options.read)) save(value, base, field.value);
  };
  const commit = way => {
    if (theirs.peek() !== undefined) return;
    const { value, wrong } = entered(options, field);
    if (wrong) { problem.set(wrong); return; }
    finish(way, value === (start ?? null) ? undefined : value);
  };
  // Their value has been seen and is overwritten on purpose: what is newest is what this edit is based on.
  const seen = () => {
    theirs.set(undefined);
    start = untrack(options.read);
    base = options.begin?.();
  };
  const keep = () => {
    seen();
    commit(close);
  };
  /** Both stand in the field, to be looked at before they are saved. */
  const join = () => {
    const { text, clashes } = merge(start ?? '', field.value, theirs.peek() ?? '');
    seen();
    field.value = text;
    field.focus();
    note.set(clashes.length === 0 ? 'Both are here now; leaving the field saves them.'
      : 'Both are here now. Where you changed the same lines, theirs stand above yours.');
  };
  field.addEventListener('keydown', event => {
    if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); finish(close); }
    const sends = event.key === 'Enter' && (options.type !== 'lines' || event.metaKey || event.ctrlKey);
    if (sends && !event.isComposing) { event.preventDefault(); commit(close); }
  });
  field.addEventListener('blur', () => commit(leave));
  if (field.localName === 'select') field.addEventListener('change', () => commit(close));
  queueMicrotask(() => begin(field, options, refused));
  const place = untrack(() => options.place?.());
  if (place) {
    tellOthers(field, place);
    onCleanup(onEntry(({ actor, changes }) => {
      const isHere = changes.some(it => `${it.kind}:${it.id}.${options.of.field}` === place.name
        && options.of.field in (it.fields ?? {}));
      if (isHere) author.set(member(actor)?.name ?? null);
    }));
  }
  effect(() => {
    if (problem()) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  });
  effect(() => {
    const now = options.read();
    if (now === start || isDone) return;
    note.set(null);
    theirs.set(now ?? null);
  });
  return html`
    <span class=${['edit-open', options.type === 'lines' && 'block']}>${ghost(options, start)}${field}
      ${() => place && together(othersIn(place))}
      ${() => (problem() ? html`<span class="error" role="alert">${problem()}</span>` : null)}
      ${() => (note() ? html`<span class="conflict" role="status">${note()}</span>` : null)}
      ${() => (theirs() === undefined ? null : conflict(options, theirs(), author(), {
        take: () => finish(close),
        keep,
        join: options.type === 'lines' ? join : null,
      }))}</span>`;
}

function tellOthers(field, { plan, name }) {
  field.addEventListener('focus', () => here(plan, name));
  field.addEventListener('blur', () => here(plan, ''));
  onCleanup(() => here(plan, ''));
}

/** Seen by their names at the field; said to whoever cannot see them. */
const together = people => (people.length === 0 ? null : html`
  <span class="vh" role="status">${list(people.map(it => it.name))} ${people.length > 1 ? 'are' : 'is'} editing this
    too.</span>`);

/** Keeps the value's place, so that nothing moves while the field lies over it. */
function ghost(options, value) {
  if (options.type === 'lines') return null;
  const shown = isNothing(value) && options.look !== 'avatar' ? options.empty ?? 'Empty' : drawn(options, value);
  return html`<span class="ghost" aria-hidden="true">${untrack(() => shown)}</span>`;
}

/** Somebody saved another value while this one was being written. */
function conflict(options, theirs, author, { take, keep, join }) {
  const stay = event => event.preventDefault();
  return html`
    <span class="conflict" role="alert" @mousedown=${stay}>
      <span>${author ? `${author} changed it` : 'Changed'} meanwhile to
        <b>${isNothing(theirs) ? 'nothing' : inWords(options, theirs)}</b></span>
      <span class="acts">
        <button type="button" class="btn line sm" @click=${take}>Take theirs</button>
        <button type="button" class="btn line sm" @click=${keep}>Keep mine</button>
        ${join ? html`<button type="button" class="btn line sm" @click=${join}>Keep both</button>` : null}
      </span>
    </span>`;
}

/** What the server says of the field, or of the edit as a whole. */
function wrongWith({ label, of }, error) {
  const said = error.errors?.find(each => each.field === of?.field);
  return said ? `${label} ${said.message}` : error.message;
}

function begin(field, { type }, refused) {
  if (!field.isConnected) return;
  if (refused) {
    // Whoever has gone on to something else is not called back.
    if (document.activeElement === document.body) field.focus();
    return;
  }
  field.focus();
  if (type === 'day' || field.localName === 'select') {
    try { field.showPicker(); } catch { /* only a click may open it; the field has the focus all the same */ }
  } else {
    field.select();
  }
}

function fieldFor(options, value) {
  const { label, type, isRequired } = options;
  const { maxLength } = boundsOf(options.of);
  if (type === 'lines') {
    return html`
      <textarea class="edit block" aria-label=${label} rows="2" maxlength=${maxLength}
        .value=${value ?? ''}></textarea>`;
  }
  if (type === 'day') {
    return html`
      <input class="edit" type="date" aria-label=${label} min="1970-01-01" max="2199-12-31" .value=${value ?? ''}>`;
  }
  if (['choice', 'team', 'member'].includes(type)) {
    const mayBeNothing = !isRequired && (type !== 'choice' || Boolean(options.empty));
    return html`
      <select class="edit" aria-label=${label}>
        ${mayBeNothing ? html`<option value="">${options.empty ?? 'Nobody'}</option>` : null}
        ${pairs(options).map(([key, word]) => html`<option value=${key} ?selected=${key === value}>${word}</option>`)}
      </select>`;
  }
  const isFigure = type === 'number' || type === 'money';
  const text = isNothing(value) ? '' : isFigure ? String(type === 'money' ? value / minorUnits() : value) : value;
  return html`
    <input class="edit" aria-label=${label} autocomplete="off" .value=${text} maxlength=${isFigure ? null : maxLength}
      inputmode=${isFigure ? 'decimal' : null}>`;
}

function pairs(options) {
  if (options.type === 'choice') return listOf(options.choices);
  const from = options.type === 'team' ? options.teams() : options.members();
  return from.map(it => [it.id, it.name]);
}

function entered(options, field) {
  const { type, isRequired, label } = options;
  const text = field.value.trim();
  if (!text) return isRequired ? { wrong: `${label} cannot be empty` } : { value: null };
  if (type === 'choice') return { value: pairs(options).find(([key]) => String(key) === text)[0] };
  if (type !== 'number' && type !== 'money') return { value: text };
  const figure = parsed(text);
  if (Number.isNaN(figure)) return { wrong: 'This is not a number' };
  const { min, max } = boundsOf(options.of);
  if (type === 'number' && (figure < min || figure > max)) {
    return { wrong: `${label} must be between ${number(min)} and ${number(max)}` };
  }
  return { value: type === 'money' ? Math.round(figure * minorUnits()) : figure };
}

/** "1,200.50", "1 200,50" and "1.2m" as people type them. */
function parsed(text) {
  const [, digits, scale] = /^([^a-z%€$£]*)\s*([km])?[%€$£]?$/i.exec(text.replace(/^[€$£]/, '')) ?? [];
  if (!digits) return NaN;
  const bare = digits.replace(/[\s'’]/g, '');
  const isCommaDecimal = /,\d{1,2}$/.test(bare) && !/\..*,.*,/.test(bare);
  const plain = isCommaDecimal ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '');
  return Number(plain) * ({ k: 1e3, m: 1e6 }[scale?.toLowerCase()] ?? 1);
}
