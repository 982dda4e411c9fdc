// The only fetch of JSON. Refusals become ApiError, a line that fails becomes LineError after a few tries, unless what
// was asked for was read before: it is answered as it was then.

import { signal } from './signals.js';

/**
 * The server understood and said no, or could not. `errors` is [{ field, message }]; `conflicts` and `drift` are
 * for 409; `needs` is "code" or "secondFactor" where that is missing.
 */
export class ApiError extends Error {
  constructor(problem, status) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.name = 'ApiError';
    this.status = status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.conflicts = problem.conflicts ?? null;
    this.record = problem.record ?? null;
    this.drift = problem.drift ?? null;
    this.needs = problem.needs ?? null;
  }

  messageFor(field) { return this.errors.find(each => each.field === field)?.message ?? null; }
}

/** No answer, or one that says "later": the same request may be sent again. */
export class LineError extends Error {
  constructor(cause) {
    super('There is no connection to the server.', { cause });
    this.name = 'LineError';
  }
}

const TRIES = 3;
const PATIENCE = 4000;         // for a line that hangs, where there is something to answer
const READ_AT = 'Quartet-Read-At';
const LATER = new Set([408, 429, 502, 503, 504]);

/** Since when some of what is on the screen was not read anew, in milliseconds; null while all of it was. */
export const readAt = signal(null);

let memory = null;

/** `keep(path, response)` is given what was read, `recall(path)` answers { text, at } or null, `drop(path)` forgets. */
export const onReading = given => { memory = given; };

let signedOut = () => {};
export const onSignedOut = fn => { signedOut = fn; };

let member = null;

/** From now on the page asks as this member: it is refused, and not answered as somebody who has signed in here since. */
export const askAs = id => { member = id; };
export const asMember = () => (member ? { 'Quartet-Member': member } : {});

/**
 * Sends one request. Reads, and writes that carry a `key`, are tried again when the line fails.
 * Answers { status, body, seq, entry, etag }.
 */
export async function call(method, path, { body, key, rev, etag, signal, tries, keepalive } = {}) {
  const headers = { Accept: 'application/json', ...asMember() };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  if (rev !== undefined) headers['If-Match'] = `"${rev}"`;
  if (etag) headers['If-None-Match'] = etag;
  const mayRepeat = method === 'GET' || Boolean(key);
  const request = { method, headers, signal, keepalive, body: body === undefined ? undefined : JSON.stringify(body) };
  // URLSearchParams writes a space as "+", which is a plus to whoever reads addresses and not forms.
  const address = path.replaceAll('+', '%20');
  const response = await send(address, request, { mayRepeat, tries: mayRepeat ? tries ?? TRIES : 1 });
  const isNew = method === 'GET' && response.status === 200 && !response.headers.has(READ_AT);
  if (isNew) memory?.keep(address, response.clone());
  const seq = Number(response.headers.get('Quartet-Seq')) || null;
  const entry = Number(response.headers.get('Quartet-Entry')) || null;
  return { status: response.status, body: await read(response), seq, entry, etag: response.headers.get('ETag') };
}

async function send(path, request, { mayRepeat, tries }) {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await (request.method === 'GET' ? fetchOrRecall(path, request) : fetch(path, request));
      // Who may not be asked again is told why not now.
      if (LATER.has(response.status) && mayRepeat) throw new Error(`${response.status}`);
      if (response.ok || response.status === 304) return response;
      throw await refusal(response, path);
    } catch (error) {
      if (error instanceof ApiError || error.name === 'AbortError') throw error;
      if (attempt >= tries) throw new LineError(error);
      await pause(200 * 3 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}

async function fetchOrRecall(path, request) {
  const asked = fetch(path, request).then(response => {
    if (LATER.has(response.status)) throw new Error(`${response.status}`);
    return response;
  });
  let timer;
  const hangs = new Promise(done => { timer = setTimeout(done, readAt.peek() ? PATIENCE / 4 : PATIENCE); });
  const isAborted = error => error.name === 'AbortError';
  try {
    const answer = await Promise.race([asked, hangs]);
    return answer ?? await recall(path) ?? await asked;
  } catch (error) {
    if (isAborted(error)) throw error;
    const answer = await recall(path);
    if (answer) return answer;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function recall(path) {
  const kept = await memory?.recall(path).catch(() => null);
  if (!kept) return null;
  readAt.update(at => Math.min(at ?? Infinity, kept.at));
  return new Response(kept.text, { headers: { [READ_AT]: kept.at } });
}

async function refusal(response, path) {
  const isProblem = response.headers.get('Content-Type')?.includes('json');
  const problem = isProblem ? await response.json().catch(() => ({})) : {};
  const error = new ApiError(problem, response.status);
  if (response.status === 401 && path !== '/api/session') signedOut();
  if ([403, 404].includes(response.status)) memory?.drop(path);
  return error;
}

async function read(response) {
  if (response.status === 204 || response.status === 304) return null;
  try { return await response.json(); } catch (error) { throw new LineError(error); }
}

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

export const get = async (path, options) => (await call('GET', path, options)).body;
export const post = async (path, body, options) => (await call('POST', path, { body, ...options })).body;
export const patch = async (path, body, options) => (await call('PATCH', path, { body, ...options })).body;
export const del = async (path, options) => (await call('DELETE', path, options)).body;
