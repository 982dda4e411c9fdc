// Two people changed one field. Nobody's words are lost: whoever came second sees both and decides.

import { html } from '../dom.js';
import { boundsOf } from '../elements/bounds.js';
import { openDialog } from '../elements/dialog.js';
import { ago, day, exactMoney, many, number } from '../format.js';
import { member, team } from '../session.js';
import { peek, record } from '../store.js';
import { styles } from '../styles.js';
import { merge } from '../text/merge.js';

/**
 * Answers "mine", "theirs" or { both: fields }. `was` holds the values by field that mine began from; closing the dialog
 * leaves the record as it is.
 */
export async function askWhichStands({ kind, id, conflicts, was = {} }) {
  await styles('conflict');
  const merged = new Map(conflicts.filter(it => isLong(kind, it))
    .map(({ field, theirs, yours }) => [field, merge(was[field] ?? '', yours, theirs)]));
  // Both is a way only where it is one for each field.
  const both = merged.size === conflicts.length
    ? Object.fromEntries([...merged].map(([field, { text }]) => [field, text])) : null;
  const { closed } = openDialog(close => html`
    <form class=${['form', both && 'wide']} method="dialog"
      @submit=${event => { event.preventDefault(); close(both ? { both } : 'theirs'); }}>
      <header><h2 id="conflict-h">Changed at the same time</h2></header>
      ${conflicts.map(conflict => oneField(kind, id, conflict, was[conflict.field], merged.get(conflict.field)))}
      <div class="acts">
        <button type="button" class="btn line" @click=${() => close('mine')}>Keep mine</button>
        ${both ? html`
          <button type="button" class="btn line" @click=${() => close('theirs')}>Take theirs</button>
          <button class="btn primary" autofocus>Keep both</button>`
          : html`<button class="btn primary" autofocus>Take theirs</button>`}
      </div>
    </form>`, { labelledby: 'conflict-h', role: 'alertdialog', isLight: false });
  return await closed ?? 'theirs';
}

/** Texts of several lines or sentences can stand together; a title cannot. */
const isLong = (kind, { field, theirs, yours }) => Boolean(boundsOf({ kind, field }).multiline)
  && typeof theirs === 'string' && typeof yours === 'string';

function oneField(kind, id, { field, theirs, yours, by, at }, was, both) {
  const about = peek(kind, id);
  const who = member(by)?.name ?? 'Somebody';
  return html`
    <p>${who} changed the ${words(field)}${about?.title ? html` of <b>${about.title}</b>` : null}, ${when(at)}.</p>
    <div class="conflict"><dl>
      <dt>Theirs</dt><dd>${shown(field, theirs)}</dd>
      <dt>Yours</dt><dd>${shown(field, yours)}</dd>
    </dl></div>
    ${both ? preview(both, { was, theirs, yours }) : null}`;
}

/** The merged text, each line that somebody changed marked with whose it is. */
function preview({ text, clashes }, versions) {
  const lines = Object.fromEntries(Object.entries(versions)
    .map(([name, version]) => [name, new Set((version ?? '').split('\n'))]));
  const whose = line => {
    if (lines.was.has(line)) return null;
    if (lines.theirs.has(line)) return lines.yours.has(line) ? null : 'theirs';
    return 'yours';
  };
  return html`
    <section class="both" aria-labelledby="both-h">
      <h3 id="both-h">Both together</h3>
      <p class="sub">${clashes.length === 0 ? 'You changed different lines; each keeps its place.'
        : `In ${many(clashes.length, 'place')} you both changed the same lines: theirs stand first, yours below.`}</p>
      <div class="lines" tabindex="0" role="group" aria-labelledby="both-h">${text.split('\n').map(line => {
        const from = whose(line);
        return html`
          <p class=${from}><span>${line || ' '}</span>${from ? html`<small>${from}</small>` : null}</p>`;
      })}</div>
    </section>`;
}

const when = at => (ago(at) === 'now' ? 'just now' : `${ago(at)} ago`);
const words = field => field.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

function shown(field, value) {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (field === 'arr') return exactMoney(value);
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return value.map(each => shown(field, each)).join(', ') || 'nothing';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
  return named(value) ?? value;
}

const named = id => member(id)?.name ?? team(id)?.name
  ?? ['objective', 'task'].map(kind => record(kind, id)?.title).find(Boolean);
