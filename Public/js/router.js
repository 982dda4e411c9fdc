// Addresses to screens. Links are real links; the Navigation API brings their clicks, back and forward here.
//
// A screen is a module, imported when it is first gone to, that exports
//   load(params, { signal }) → data     optional: fetches and puts into the store; may throw ApiError (404)
//   screen(params, data) → { title, crumbs, actions, here, create, view }
//       title   string or function: "FY27 plan · Velmora Rail"
//       crumbs  function → [{ text, href }], the last one is where we are
//       actions function → nodes for the top bar          here    function → ids of members who have it open
//       readAgain function: what was shown from what had been kept is asked for anew, now that there is a line
//       create  { text, run }: what the key c and the palette make here
//       view    the node
//   key(params) → string                optional, by default the path: while module and key stay the same, so does
//                                       the screen, and only `params` and query() change
//   skeleton(params) → node             optional: shown when load takes its time
// `params` is a signal: params().id, params().tab, params().search (URLSearchParams).

import { batch, scope, signal, untrack } from './signals.js';

const routes = [];
const SKELETON_AFTER = 150;

/** What the shell shows: null before the first screen, else what screen() gave, with its `path`. */
export const current = signal(null);

/** What stands after the "?" of the address, as URLSearchParams. Reactive. */
export const query = signal(new URLSearchParams(location.search));

let running = null;          // { module, key, params, lifetime } of the screen that is shown
let turn = 0;
let failure = null;

/** Whether none has been drawn yet but a skeleton. */
export const isFirst = () => running === null;

/** `patterns` is [["/plans/:id/:tab?", () => import(…)]]; `onFailure(error)` draws a screen. */
export function startRouter(patterns, onFailure) {
  failure = onFailure;
  for (const [pathname, load] of patterns) routes.push({ pattern: new URLPattern({ pathname }), load });
  navigation.addEventListener('navigate', event => {
    const to = new URL(event.destination.url);
    // A reload is the browser's: who asks for one wants nothing of what is here.
    const isOurs = event.canIntercept && event.navigationType !== 'reload'
      && !event.hashChange && event.downloadRequest === null && !event.formData;
    if (!isOurs || !matching(to)) return;
    event.intercept({ focusReset: 'manual', handler: () => show(to, { signal: event.signal, isMove: true }) });
  });
  return show(new URL(location.href), {});
}

export const go = (path, { replace = false } = {}) => {
  navigation.navigate(path, { history: replace ? 'replace' : 'auto' }).finished.catch(() => {});
};

/** The address with some of its search changed; what is empty is left out. */
export function withQuery({ path, search }, change) {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return query.size ? `${path}?${query}` : path;
}

/** Reads the current screen's data anew, as after a reset of the stream or the loss of access. */
export function reload() {
  running?.lifetime.dispose();
  running = null;
  return show(new URL(location.href), {});
}

function matching(url) {
  for (const { pattern, load } of routes) {
    const found = pattern.exec({ pathname: url.pathname });
    if (found) return { load, params: { ...found.pathname.groups, search: url.searchParams, path: url.pathname } };
  }
  return null;
}

async function show(url, { signal: aborted, isMove = false }) {
  const mine = ++turn;
  const found = matching(url);
  if (!found) return fail(new Error('nowhere'), url, isMove);
  try {
    const module = await found.load();
    if (mine !== turn) return;
    const key = module.key ? module.key(found.params) : url.pathname;
    if (running?.module === module && running.key === key) {
      stay(running, found.params, isMove);
      return;
    }
    query.set(found.params.search);
    const next = await prepare(module, found.params, { aborted, isStale: () => mine !== turn });
    if (!next) return;
    replaceWith({ module, key, ...next }, url, isMove);
  } catch (error) {
    if (mine === turn && error.name !== 'AbortError') fail(error, url, isMove);
  }
}

/** The screen is the one that is shown already. What was gone to meanwhile may have put its skeleton in its place. */
function stay({ params, shown }, given, isMove) {
  const isCovered = current.peek().isWaiting;
  batch(() => {
    query.set(given.search);
    params.set(given);
    if (isCovered) current.set({ ...shown, path: given.path });
  });
  if (isCovered && isMove) focusHeading();
}

async function prepare(module, first, { aborted, isStale }) {
  const params = signal(first);
  const lifetime = scope(() => null);
  const wait = setTimeout(() => {
    if (!module.skeleton || isStale()) return;
    current.set({ path: location.pathname, ...current.peek(), view: module.skeleton(params), isWaiting: true });
  }, current.peek() ? SKELETON_AFTER : 0);
  try {
    // The part of load() before its first await runs inside the screen's lifetime: what it watches ends with it.
    const data = await lifetime.run(() => module.load?.(params, { signal: aborted }));
    if (isStale()) throw new DOMException('left meanwhile', 'AbortError');
    return { params, lifetime, shown: lifetime.run(() => untrack(() => module.screen(params, data))) };
  } catch (error) {
    lifetime.dispose();
    throw error;
  } finally {
    clearTimeout(wait);
  }
}

function replaceWith(next, url, isMove) {
  const last = running;
  running = next;
  current.set({ ...next.shown, path: url.pathname });
  last?.lifetime.dispose();
  if (isMove) focusHeading();
}

function fail(error, url, isMove) {
  const lifetime = scope(() => failure(error));
  replaceWith({ module: null, key: null, lifetime, shown: lifetime.value }, url, isMove);
}

function focusHeading() {
  const heading = document.querySelector('main h1') ?? document.querySelector('main');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}
