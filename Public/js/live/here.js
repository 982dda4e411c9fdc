// Tells the server where on a plan this page is: seldom, again and again while it holds, and not while nobody looks.

import { post } from '../api.js';
import { newId } from '../kinds.js';
import { effect } from '../signals.js';
import { line } from '../stream.js';

const PAUSE = 400;
const AGAIN_AFTER = 10_000;    // a third of the time for which the server keeps it

// A page is somewhere once as who writes and once as who leads; to the server these are two tabs of one member.
const tabs = { writing: newId(), leading: newId() };
const wanted = new Map();      // "plan tab" → { plan, tab, place, doing }
const told = new Map();        // "plan tab" → what the server was told last; null is to be told again
let due = null;
let again = null;
let toldAt = -PAUSE;

/** See stream.js, by which it is called. */
export function here(plan, place = '', doing = undefined) {
  const tab = tabs[doing === 'leading' ? 'leading' : 'writing'];
  wanted.set(`${plan} ${tab}`, { plan, tab, place, doing: place ? doing : undefined });
  due ??= setTimeout(tell, Math.max(0, toldAt + PAUSE - performance.now()));
}

function tell() {
  clearTimeout(due);
  clearTimeout(again);
  due = null;
  if (line.peek() !== 'live') return;
  toldAt = performance.now();
  const isSeen = document.visibilityState === 'visible';
  for (const [key, { plan, tab, ...where }] of wanted) {
    const now = isSeen ? where : { place: '' };
    const said = now.place && `${now.place} ${now.doing}`;
    if ((told.get(key) ?? (told.has(key) ? null : '')) !== said) say(key, { plan, tab, ...now }, said);
    if (!where.place) wanted.delete(key);
  }
  if (wanted.size) again = setTimeout(tellAgain, AGAIN_AFTER);
}

// What does not arrive is told again in time, or forgotten by the server. A page that is being left is heard, too.
function say(key, where, said) {
  if (said) told.set(key, said);
  else told.delete(key);
  post('/api/presence', where, { keepalive: true, tries: 1 }).catch(() => told.has(key) && told.set(key, null));
}

function tellAgain() {
  for (const key of told.keys()) told.set(key, null);
  tell();
}

document.addEventListener('visibilitychange', tell);
effect(() => { if (line() === 'live') tellAgain(); });
