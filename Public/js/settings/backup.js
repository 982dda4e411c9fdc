// Backups that the server makes by itself: whether and when, which stay, and how the last ones went.

import { call, get } from '../api.js';
import { each, html, onCleanup, signal, when } from '../dom.js';
import { moment } from '../format.js';
import { edit } from '../outbox.js';
import { workspace } from '../session.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { adminField } from './field.js';
import { longAgo, megabytes } from './words.js';

const STATES = { made: ['Made', 'good'], failed: ['Failed', 'bad'], begun: ['Being made', ''], cutOff: ['Cut off', 'bad'] };
const HOURS = Array.from({ length: 24 }, (_, hour) => [hour, `${String(hour).padStart(2, '0')}:00`]);
const LOOK_AGAIN = 2000;

export function backupPage() {
  const state = signal(null);
  const isMaking = signal(false);
  let timer = null;
  const load = () => get('/api/backups').then(body => {
    state.set(body);
    clearTimeout(timer);
    if (body.isRunning) timer = setTimeout(load, LOOK_AGAIN);
  }, tell);
  onCleanup(() => clearTimeout(timer));
  const isBusy = () => isMaking() || state()?.isRunning;
  const make = async () => {
    if (isBusy()) return;
    isMaking.set(true);
    await call('POST', '/api/backups', { body: {} }).then(() => toast('Backup made'), tell);
    isMaking.set(false);
    await load();
  };
  const turn = event => {
    const box = event.currentTarget;
    const says = box.checked ? 'Backups are made daily' : 'No more backups are made by themselves';
    edit('workspace', workspace().id, { makesBackups: box.checked }, { says }).then(load, error => {
      box.checked = !box.checked;
      tell(error);
    });
  };
  load();
  return html`
    <section class="card" aria-labelledby="backup-h" aria-busy=${() => (state() ? null : 'true')}>
      <header><h2 id="backup-h">Backup</h2><p>All data in one file, checked, while everybody works on</p>
        <div class="acts"><button type="button" class="btn line sm" ?hidden=${() => !state()?.folder}
          aria-disabled=${() => String(Boolean(isBusy()))} @click=${make}>
          ${() => (isBusy() ? 'Backing up…' : 'Back up now')}</button></div></header>
      ${() => warning(state())}
      <dl class="set">
        <div><dt>Folder<span class="hint">QUARTET_BACKUPS, or --backups, of the server</span></dt>
          <dd>${() => (state() && !state().folder
            ? html`<span class="off">None: whoever runs the server has to name one</span>` : state()?.folder ?? '–')}</dd></div>
        <div><dt>Daily<span class="hint">${() => due(state())}</span></dt>
          <dd><label class="check"><input type="checkbox" .checked=${() => workspace()?.makesBackups} @change=${turn}>
            Make a backup every day</label></dd></div>
        ${line('backupHour', 'At', 'By the clock of the workspace', { type: 'choice', choices: HOURS })}
        ${line('backupDays', 'Days kept', 'The last backup of each', { type: 'number' })}
        ${line('backupWeeks', 'Weeks kept', 'The last backup of each', { type: 'number' })}
      </dl>
      ${when(state, () => when(() => state().items.length, () => runs(state),
        () => html`<p class="foot">No backup was made yet.</p>`))}
    </section>`;
}

const line = (field, label, hint, options) => html`
  <div><dt>${label}<span class="hint">${hint}</span></dt>
    <dd>${adminField('workspace', workspace, field, { label, isRequired: true, ...options })}</dd></div>`;

function due(state) {
  if (!state?.next || !state.folder) return 'Whoever restores one has all up to then';
  return `The next is due ${moment(state.next)}`;
}

/** What an admin has to know before anything else. */
function warning(state) {
  const [last] = (state?.items ?? []).filter(it => it.state !== 'begun');
  if (!last || last.state === 'made') {
    return state?.problem
      ? html`<p class="foot" role="alert"><span class="tag bad">None can be made</span> ${state.problem}</p>` : null;
  }
  const since = state.last ? `The last one that was made is of ${moment(state.last)}.` : 'No backup was made yet.';
  return html`<p class="foot" role="alert"><span class="tag bad">The last backup ${last.state === 'failed'
    ? 'failed' : 'was cut off'}</span> ${last.error} ${since}</p>`;
}

const runs = state => html`
  <table class="tbl">
    <caption class="vh">The last backups</caption>
    <thead><tr><th scope="col">Made</th><th scope="col">How it went</th><th scope="col" class="r">Size</th></tr></thead>
    <tbody>${each(() => state().items, it => it.at, it => html`
      <tr><th scope="row"><time datetime=${() => it().at} title=${() => it().file}>${() => moment(it().at)}</time>${' '}
          <span class="hint">${() => longAgo(it().at)}</span></th>
        <td><span class=${() => ['tag', STATES[it().state][1]]}>${() => STATES[it().state][0]}</span>${' '}
          ${() => it().error}</td>
        <td class="r">${() => (it().size ? megabytes(it().size) : '–')}</td></tr>`)}</tbody>
  </table>`;
