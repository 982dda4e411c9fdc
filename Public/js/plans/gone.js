// Where a link leads to what was deleted: what it was, by whom it was deleted, its history, and the way back.

import { html, signal, when } from '../dom.js';
import { get } from '../api.js';
import { openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { moment } from '../format.js';
import { lazyHistory } from '../journal/lazy-history.js';
import { restoreDeleted } from '../journal/take-back.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { styles } from '../styles.js';
import { historyRights } from './history-rights.js';

const CALLED = { task: 'Task', objective: 'Objective' };

/** `leave` takes the record's name out of the address; `again` opens what that names, once it is there. */
export async function openGone(room, kind, id, { leave, again }) {
  const [{ items: [deletion] }] = await Promise.all([
    get(`/api/changes?plan=${room.id}&record=${id}&what=deleted&limit=1`), styles('history'),
  ]);
  if (!deletion || deletion.id !== id) {
    toast('What this link leads to is no longer there.');
    return;
  }
  const refused = signal(null);
  const { number, title } = deletion.before;
  const name = kind === 'task' ? `T-${number}` : `O${number}`;
  const { close } = openDialog(shut => {
    const restore = async () => {
      refused.set(await restoreDeleted(deletion));
      if (refused.peek()) return;
      shut(true);
    };
    return html`
      <header><span class="oid">${name}</span><h2 class="sub">${CALLED[kind]}</h2>
        <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button>
      </header>
      <div class="detail">
        <h3 class="title">${title}</h3>
        <p>${room.names.member(deletion.actor) ?? 'Somebody'} deleted this, ${moment(deletion.at)}.</p>
        <p><a class="link" href=${`/plans/${room.id}/history?at=${deletion.seq - 1}`}>The plan as it stood before</a></p>
        ${when(() => historyRights(room).canRestore(deletion), () => html`
          <div><button type="button" class="btn primary" autofocus @click=${restore}>Restore</button></div>`)}
        ${() => (refused() ? html`
          <div class="reasons" role="alert"><p>This cannot be done:</p>
            <ul>${refused().map(reason => html`<li>${reason}</li>`)}</ul></div>` : null)}
        ${lazyHistory(room, kind, id)}
      </div>`;
  }, {
    look: 'panel', label: `${CALLED[kind]}, deleted`,
    async onClose(isRestored) {
      if (!isRestored) return leave();
      if (!room[kind](id)) await room.load().catch(tell);
      again();
    },
  });
}
