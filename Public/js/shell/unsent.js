// The edits that wait for the line, and those that came back refused: what, on what, why; to mend, or to give up.

import { computed, each, html, signal, when } from '../dom.js';
import { boundsOf } from '../elements/bounds.js';
import { openDialog, sentence } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { day, many, moment } from '../format.js';
import { forgetRefused, mend, queued, refused, waiting, withdraw } from '../outbox.js';
import { member, team } from '../session.js';
import { peek } from '../store.js';
import { styles } from '../styles.js';

export async function showUnsent() {
  await styles('unsent');
  const held = computed(() => (waiting() ? queued() : []));
  openDialog(close => html`
    <header>
      <h2 id="unsent-h">Edits not sent</h2>
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${close}>${icon('x')}</button>
    </header>
    <div class="detail unsent">
      ${when(() => refused().length, () => html`
        <section aria-labelledby="refused-h">
          <h3 id="refused-h">Not accepted <span class="n">${() => refused().length}</span></h3>
          <ul>${each(refused, it => it.order, it => broken(it.peek()))}</ul>
        </section>`)}
      ${when(() => held().length, () => html`
        <section aria-labelledby="held-h">
          <h3 id="held-h">Waiting for the line <span class="n">${() => held().length}</span></h3>
          <p class="sub">They are sent by themselves, in this order, once the server answers.</p>
          <ol>${each(held, it => it.edit.key, it => waits(it))}</ol>
        </section>`)}
      ${when(() => !refused().length && !held().length, () => html`<p class="sub">Everything has been sent.</p>`)}
    </div>`, { look: 'panel', labelledby: 'unsent-h' });
}

const title = edit => html`
  <p class="what"><b>${edit.says ?? 'Changed'}</b>${named(edit)}<time datetime=${edit.at}>${moment(edit.at)}</time></p>`;

/** On which record: by the name it had when it was edited, since it may be gone. */
const named = ({ about }) => (about ? html`<span>${about}</span>` : null);

const waits = it => html`
  <li>
    ${title(it.peek().edit)}
    ${values(it.peek().edit)}
    ${when(() => !it().isOut, () => html`
      <div class="acts"><button type="button" class="btn quiet sm" @click=${() => withdraw(it.peek().edit)}>Drop</button>
      </div>`)}
  </li>`;

/** What a person wrote or chose; what the edit carries along says nothing to them. */
function shownFields({ kind, type, fields }) {
  if (type !== 'create' && type !== 'edit') return [];
  const isSaid = name => !['id', 'plan', 'order'].includes(name) && !boundsOf({ kind, field: name }).fixed;
  return Object.entries(fields).filter(([name, value]) => isSaid(name) && value !== undefined);
}

const label = name => sentence(name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`));

const values = edit => html`
  <dl class="props">
    ${shownFields(edit).map(([name, value]) => html`<dt>${label(name)}</dt><dd>${inWords(value)}</dd>`)}
  </dl>`;

function inWords(value) {
  if (value === null || value === '') return 'Nothing';
  if (Array.isArray(value)) return value.map(inWords).join(', ') || 'Nothing';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
  return nameOf(value) ?? (isId(value) ? 'Something that is no longer there' : String(value));
}

const isId = value => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);

const nameOf = id => member(id)?.name ?? team(id)?.name
  ?? ['objective', 'task', 'account'].map(kind => peek(kind, id)).map(it => it?.title ?? it?.name).find(Boolean);

/** One that was refused: its reason, its values to be changed, and the ways on. */
function broken(edit) {
  const { problem, dependents } = edit;
  const left = new Set();
  const version = signal(0);
  const said = name => problem.errors.find(it => it.field === name)?.message;
  const fields = shownFields(edit);
  const loose = problem.errors.filter(it => !fields.some(([name]) => name === it.field));
  // What is said at each field need not be said above them once more.
  const reason = problem.errors.length && !loose.length ? 'It was not accepted as it stands.'
    : [sentence(problem.message), ...loose.map(it => sentence(`${it.field} ${it.message}.`))].join(' ');
  const send = event => {
    event.preventDefault();
    const entered = [...new FormData(event.currentTarget)].map(([name, text]) => [name, valueOf(edit, name, text)]);
    const kept = Object.fromEntries(Object.entries(edit.fields).filter(([name]) => !left.has(name)));
    mend(edit, { ...kept, ...Object.fromEntries(entered) });
  };
  const leaveOut = name => {
    left.add(name);
    version.update(count => count + 1);
  };
  return html`
    <li>
      ${title(edit)}
      <p class="why">${icon('alert')}<span>${reason}</span></p>
      <form class="form" @submit=${send}>
        ${fields.map(([name, value]) => when(() => version() >= 0 && !left.has(name),
          () => control(edit, name, value, said(name), () => leaveOut(name))))}
        ${dependents.length ? html`<p class="sub">${many(dependents.length, 'later edit')} that
          build${dependents.length > 1 ? '' : 's'} on it will be sent after it.</p>` : null}
        <div class="acts">
          <button type="button" class="btn quiet" @click=${() => forgetRefused(edit)}>Drop</button>
          <button class="btn line">Send again</button>
        </div>
      </form>
    </li>`;
}

function control({ kind, type }, name, value, wrong, leaveOut) {
  const { type: shape, choices, maxLength, multiline, optional } = boundsOf({ kind, field: name });
  const invalid = wrong ? 'true' : null;
  const error = wrong ? html`<span class="error">${sentence(wrong)}</span>` : null;
  if (shape === 'choice') {
    return html`
      <label>${label(name)}<select class="field" name=${name} aria-invalid=${invalid}>
        ${choices.map(it => html`<option value=${it} ?selected=${it === value}>${label(it)}</option>`)}</select>${error}
      </label>`;
  }
  if (shape === 'day') {
    return html`<label>${label(name)}<input class="field" type="date" name=${name} .value=${value ?? ''}
      aria-invalid=${invalid}>${error}</label>`;
  }
  if (typeof value === 'number') {
    return html`<label>${label(name)}<input class="field" name=${name} inputmode="decimal" .value=${String(value)}
      aria-invalid=${invalid}>${error}</label>`;
  }
  if (shape === 'text' && multiline) {
    return html`<label>${label(name)}<textarea class="field" name=${name} rows="4" maxlength=${maxLength}
      aria-invalid=${invalid} .value=${value ?? ''}></textarea>${error}</label>`;
  }
  if (shape === 'text' || !shape && typeof value === 'string' && !nameOf(value)) {
    return html`<label>${label(name)}<input class="field" name=${name} maxlength=${maxLength} aria-invalid=${invalid}
      .value=${value ?? ''}>${error}</label>`;
  }
  // What stands for another record is chosen where that record is; here it can be left out.
  return html`
    <div class="chosen"><span>${label(name)}</span><span>${inWords(value)}</span>
      ${optional && type === 'create' ? html`
        <button type="button" class="btn quiet sm" @click=${leaveOut}>Leave out</button>` : null}${error}</div>`;
}

function valueOf({ kind, fields }, name, text) {
  if (text === '' && boundsOf({ kind, field: name }).optional) return null;
  if (typeof fields[name] !== 'number') return text;
  return Number.isNaN(Number(text)) ? text : Number(text);
}
