// The service worker: the app itself, for when there is no line. What members read is not its business (js/kept.js).
//
// It keeps each edition of the app as the one file that holds all of it. Pages tell which edition they are of; the two
// newest are kept, so that a tab of the one before still finds its modules after an update.

const CACHE = 'quartet-app';
const KEPT = 2;
const PATIENCE = 3000;         // for a line that hangs
const DOWN = [502, 503, 504];  // a proxy answers, and nothing behind it
const TYPES = {
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml', webmanifest: 'application/manifest+json',
};

const opened = new Map();      // address of an edition's file → promise of { files, headers }

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('message', event => {
  const tell = isKept => event.ports[0].postMessage(isKept);
  event.waitUntil(keep(event.data.edition).then(() => tell(true), () => tell(false)));
});
self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isScreen(pathname)) event.respondWith(screen(request));
    return;
  }
  const [, edition, path] = /^\/edition\/(\w+)(\/.+)$/.exec(pathname) ?? [];
  if (edition && pathname !== addressOf(edition)) event.respondWith(module(request, addressOf(edition), path));
});

const addressOf = edition => `/edition/${edition}/whole.json`;

// What others are sent by a link is none of the app's screens.
const isScreen = path => !/^\/(api|share)(\/|$)|\./.test(path);

async function keep(edition) {
  const cache = await caches.open(CACHE);
  const address = addressOf(edition);
  const last = (await cache.keys()).at(-1);
  if (!last?.url.endsWith(address)) {
    const response = await cache.match(address) ?? await fetch(address, { cache: 'no-store' });
    if (!response.ok) throw new Error(`${response.status}`);
    // The server has another edition by now, whose pages will tell of it.
    if (!response.headers.get('Cache-Control')?.includes('immutable')) throw new Error('another edition');
    await cache.put(address, response);
  }
  for (const old of (await cache.keys()).slice(0, -KEPT)) {
    opened.delete(new URL(old.url).pathname);
    await cache.delete(old);
  }
}

/** The page from the server if it answers in time, or else the one of the newest edition that is kept. */
async function screen(request) {
  const asked = fetch(request);
  const inTime = new Promise((_, reject) => setTimeout(() => reject(new Error('too late')), PATIENCE));
  const answer = await Promise.race([asked, inTime]).catch(() => null);
  if (answer && !DOWN.includes(answer.status)) return answer;
  // Opening what is not there would make it, and whoever signed out wants nothing to be there.
  const newest = await caches.has(CACHE) && (await (await caches.open(CACHE)).keys()).at(-1);
  if (!newest) return asked;
  const edition = await open(new URL(newest.url).pathname);
  return from(edition, `${new URL(request.url).pathname}.html`) ?? from(edition, '/index.html');
}

async function module(request, address, path) {
  return from(await open(address), path) ?? fetch(request);
}

function open(address) {
  if (!opened.has(address)) opened.set(address, read(address));
  return opened.get(address);
}

async function read(address) {
  const response = await caches.match(address, { cacheName: CACHE });
  if (response) return { files: await response.json(), headers: response.headers };
  opened.delete(address);
  return null;
}

/** A file of an edition under the headers that the server gives to all of them, its security policy among them. */
function from(edition, path) {
  if (!edition || !Object.hasOwn(edition.files, path)) return null;
  const headers = new Headers(edition.headers);
  for (const name of ['Content-Encoding', 'Content-Length', 'ETag']) headers.delete(name);
  headers.set('Content-Type', TYPES[path.split('.').at(-1)] ?? 'text/plain; charset=utf-8');
  return new Response(edition.files[path], { headers });
}
