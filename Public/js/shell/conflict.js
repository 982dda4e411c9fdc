// Two people changed one field. Nobody's words are lost: whoever came second sees both and decides.

import { html } from '../dom.js';
import { openDialog } from '../elements/dialog.js';
import { ago, day, exactMoney, number } from '../format.js';
import { member, team } from '../session.js';
import { peek, record } from '../store.js';

/** Answers "mine" or "theirs". Closing the dialog leaves the record as it is. */
export async function askWhichStands({ kind, id, conflicts }) {
  const { closed } = openDialog(close => html`
    <form class="form" method="dialog" @submit=${event => { event.preventDefault(); close('theirs'); }}>
      <header><h2 id="conflict-h">Changed at the same time</h2></header>
      ${conflicts.map(conflict => oneField(kind, id, conflict))}
      <div class="acts">
        <button type="button" class="btn line" @click=${() => close('mine')}>Keep mine</button>
        <button class="btn primary" autofocus>Take theirs</button>
      </div>
    </form>`, { labelledby: 'conflict-h', role: 'alertdialog', isLight: false });
  return await closed ?? 'theirs';
}

function oneField(kind, id, { field, theirs, yours, by, at }) {
  const about = peek(kind, id);
  const who = member(by)?.name ?? 'Somebody';
  return html`
    <p>${who} changed the ${words(field)}${about?.title ? html` of <b>${about.title}</b>` : null}, ${when(at)}.</p>
    <div class="conflict"><dl>
      <dt>Theirs</dt><dd>${shown(field, theirs)}</dd>
      <dt>Yours</dt><dd>${shown(field, yours)}</dd>
    </dl></div>`;
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
