// The only event stream: one per page, by fetch, so that a refusal is seen. It resumes where it stopped.
//
// watch(plan) before reading the plan's snapshot: the cursor stands still when the stream opens anew, so that
// nothing falls between the two.

import { asMember } from './api.js';
import { onCleanup, signal } from './signals.js';

/** "connecting", "live", "reconnecting", "offline" or "resting" (the page is hidden). */
export const line = signal('connecting');

const presences = new Map();   // plan → signal of { members, places }
const watched = new Map();   // plan, or ALL → how many ask for it
let hooks = {};
let cursor = null;
let current = null;
let failures = 0;
let retry = null;
let isOn = false;
let hiding = null;

const ALL = '*';
const HIDDEN_FOR = 60_000;
const SILENCE = 50_000;      // two heartbeats and a half

/** The members who have a plan open. Reactive. */
export const presence = plan => presenceOf(plan)().members;

/** Where on it they say they are, oneself too: [{ member, place, doing }], `doing` null, "typing" or "leading". Reactive. */
export const places = plan => presenceOf(plan)().places;

/**
 * Says where on a plan one is, until said otherwise: "objective:<id>.target" is a field, "" nowhere. A page is in one
 * such place at a time; besides, it leads one review ("leading"), which `here(plan, '', 'leading')` ends.
 */
export const here = (...where) => import('./live/here.js').then(it => it.here(...where), () => {});

const NOBODY = { members: [], places: [] };

function presenceOf(plan) {
  if (!presences.has(plan)) presences.set(plan, signal(NOBODY));
  return presences.get(plan);
}

/** `hooks` are entry, figures, reset, gone, live, barred and signedOut; the stream begins after `epoch`.`seq`. */
export function start(given, { epoch, seq }) {
  hooks = given;
  cursor = `${epoch}.${seq}`;
  isOn = true;
  document.addEventListener('visibilitychange', visibility);
  addEventListener('online', wake);
  addEventListener('offline', offline);
  open();
}

export function stop() {
  isOn = false;
  clearTimeout(retry);
  clearTimeout(hiding);
  current?.abort();
  document.removeEventListener('visibilitychange', visibility);
  removeEventListener('online', wake);
  removeEventListener('offline', offline);
}

/** Adds a plan to what the stream carries, until released or until the surrounding scope ends. */
export const watch = plan => hold(plan);

/** The stream carries all that the member may see, held in the same way; it makes nobody present anywhere. */
export const watchAll = () => hold(ALL);

function hold(what) {
  let isHeld = true;
  watched.set(what, (watched.get(what) ?? 0) + 1);
  if (watched.get(what) === 1) reopenSoon();
  const release = () => {
    if (!isHeld) return;
    isHeld = false;
    const left = watched.get(what) - 1;
    if (left) return void watched.set(what, left);
    watched.delete(what);
    presences.get(what)?.set(NOBODY);
    reopenSoon();
  };
  onCleanup(release);
  return release;
}

// Going from one plan to the next releases and watches in one breath, and must open the stream once.
let isReopening = false;
function reopenSoon() {
  if (isReopening) return;
  current?.abort();
  isReopening = true;
  queueMicrotask(() => {
    isReopening = false;
    if (isOn && line.peek() !== 'resting') open();
  });
}

function visibility() {
  clearTimeout(hiding);
  if (document.visibilityState === 'hidden') {
    hiding = setTimeout(() => { line.set('resting'); current?.abort(); }, HIDDEN_FOR);
  } else if (line.peek() === 'resting') {
    open();
  }
}

function wake() {
  failures = 0;
  open();
}

function offline() {
  current?.abort();
  again();
}

async function open() {
  clearTimeout(retry);
  current?.abort();
  if (!isOn) return;
  const attempt = current = new AbortController();
  const plans = [...watched.keys()].filter(it => it !== ALL).join(',');
  const scope = watched.has(ALL) ? '&scope=all' : '';
  const headers = { Accept: 'text/event-stream', 'Last-Event-ID': cursor, ...asMember() };
  try {
    const { signal: ends } = attempt;
    const response = await fetch(`/api/live?plans=${plans}${scope}`, { headers, signal: ends, cache: 'no-store' });
    if (response.status === 401) return hooks.signedOut();
    if (response.status === 403) hooks.barred();
    if (!response.ok) throw new Error(`${response.status}`);
    await readEvents(response.body, attempt);
    throw new Error('the stream ended');
  } catch {
    if (attempt === current && !attempt.signal.aborted) again();
  }
}

function again() {
  if (!isOn || line.peek() === 'resting') return;
  line.set(navigator.onLine ? 'reconnecting' : 'offline');
  const delay = Math.min(300 * 2 ** failures++, 8000) * (0.5 + Math.random());
  clearTimeout(retry);
  retry = setTimeout(open, delay);
}

async function readEvents(body, attempt) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let isHeard = false;
  for (;;) {
    const silence = setTimeout(() => reader.cancel().catch(() => {}), SILENCE);
    const { value, done } = await reader.read().finally(() => clearTimeout(silence));
    if (done || attempt !== current) return;
    if (!isHeard) heard();
    isHeard = true;
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) dispatch(parse(block));
  }
}

function heard() {
  failures = 0;
  line.set('live');
  hooks.live?.();
}

function parse(block) {
  const event = { name: 'message', id: null, data: '' };
  for (const text of block.split(/\r?\n/)) {
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = text.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event.name = value;
    else if (field === 'id') event.id = value;
    else if (field === 'data') event.data += value;
  }
  return event;
}

function dispatch({ name, id, data }) {
  const content = data ? JSON.parse(data) : null;
  if (name === 'entry') hooks.entry(content);
  else if (name === 'presence') presenceOf(content.plan).set(content);
  else if (name === 'gone') hooks.gone(content.plan);
  else if (name === 'figures') hooks.figures(content);
  else if (name === 'reset') hooks.reset();
  if (id) cursor = id;
}
