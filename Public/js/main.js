// Joins api, stream, store and router, and opens the workspace. (What stands before it: access/doors.js.)

import { LineError, get, onReading, onSignedOut, readAt } from './api.js';
import { effect, html, mount } from './dom.js';
import { keepTime, useSettings } from './format.js';
import { followMine, isFresh, loadMine } from './home/mine.js';
import { kick, onOutbox, open as openOutbox } from './outbox.js';
import { current, reload, startRouter } from './router.js';
import { SCREENS } from './screens.js';
import { ENROL, LEAVING, me, resume, session, workspace } from './session.js';
import { apply, forget } from './store.js';
import { start as startStream } from './stream.js';
import { isStaff } from './access/rights.js';
import { hearFigures } from './alignment/figures.js';
import { listenForKeys } from './shell/keys.js';
import { askWhichStands, fetchInTime, finishLeaving, offerUndo, showUnsent, toSignIn } from './shell/later.js';
import { nowhere } from './shell/nowhere.js';
import { showShell } from './shell/shell.js';
import { tell } from './shell/tell.js';

/** What our teams make of all plans is not for guests: to them these addresses lead nowhere. */
const FOR_STAFF = new Set(['/alignment', '/teams/:id?']);

async function begin() {
  onSignedOut(toSignIn);
  onReading(reading);
  try {
    if (localStorage.getItem(LEAVING)) await finishLeaving();
    await resume();
  } catch (error) {
    if (error.status === 401) return toSignIn();
    if (error.needs) return location.replace(ENROL);
    return cannotBegin(error);
  }
  await enter();
}

// How long the first screen may hold up what stands around it, in milliseconds.
const ONE_GO = 100;

// What is read is kept for when the line is not there, which can wait until the first screen stands.
const SETTLED_AFTER = 1000;
let stands;
const standing = new Promise(done => { stands = done; });
const kept = () => import('./kept.js');
const keptLater = async () => { await standing; return kept(); };

async function beginKeeping() {
  // What cannot be fetched keeps nothing, and harms nobody.
  const store = await kept().catch(() => null);
  if (!store) return;
  store.keepFor(session().member);
  stands();
}

const reading = {
  keep: async (path, response) => (await keptLater()).keep(path, response),
  drop: async path => (await keptLater()).drop(path),
  recall: async path => (await kept()).recall(path),
};

// Just before the entry itself, which may tell of more.
const asEntry = ({ kind, id }, fields) => ({
  seq: fields.rev - 0.5, at: fields.updatedAt, changes: [{ kind, id, rev: fields.rev, action: 'restore', fields }],
});

async function enter() {
  effect(() => useSettings({ currency: workspace()?.currency, timeZone: me()?.timeZone }));
  onOutbox({
    conflict: askWhichStands,
    refused: error => tell(error, { text: 'Review', run: showUnsent }),
    written: offerUndo,
    // What is kept of a record knows of it, whether or not the stream still tells.
    arrived: (edit, record) => {
      if (record?.rev && record.id === edit.id) keptLater().then(it => it.note(asEntry(edit, record)));
    },
  });
  startStream({
    entry(entry) {
      apply(entry);
      // Who was erased is not kept here either.
      const isErasure = entry.changes.some(it => it.verb === 'erased');
      keptLater().then(it => (isErasure ? it.clear() : it.note(entry)));
    },
    figures: hearFigures,
    live() {
      kick();
      if (readAt.peek() === null) return;
      readAt.set(null);
      for (const read of [loadMine, current.peek()?.readAgain]) read?.().catch(() => {});
    },
    signedOut: toSignIn,
    // It may be demanded from now on of who has no second factor.
    barred: () => get('/api/session').catch(error => error.needs && location.replace(ENROL)),
    gone(plan) {
      forget(plan);
      keptLater().then(it => it.clear());
      hearFigures({ plan, isActive: false });
      if (current.peek()?.path?.includes(plan)) reload();
    },
    // Another history began on the server, a restored backup: nothing that was read before holds.
    reset: () => kept().then(it => it.clear()).finally(() => location.reload()),
  }, session());
  keepTime();
  const first = startRouter(SCREENS.filter(([path]) => isStaff(me()) || !FOR_STAFF.has(path)), nowhere);
  // What it shows is mostly here already: then all is drawn in one go.
  await Promise.race([first, new Promise(done => setTimeout(done, ONE_GO))]);
  showShell();
  listenForKeys();
  followMine();
  await first;
  // Home has read it; beside any other screen it can wait.
  if (!isFresh()) loadMine().catch(() => {});
  openOutbox(session().member).catch(() => {});
  setTimeout(beginKeeping, SETTLED_AFTER);
  fetchInTime();
}

function cannotBegin(error) {
  const text = error instanceof LineError ? 'The server does not answer.' : error.message;
  mount(document.body, () => html`
    <main class="door"><div class="empty-state"><h1>Quartet cannot start</h1><p>${text}</p>
      <button type="button" class="btn line" @click=${() => location.reload()}>Try again</button></div></main>`);
}

begin();
