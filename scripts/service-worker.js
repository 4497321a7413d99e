// Keeps the built page in the browser, so that it opens again without a network. The build fills in version and files.
const VERSION = '@version@';
const FILES = JSON.parse('@files@');
const PREFIX = 'paperscope-';
const CACHE = `${PREFIX}${VERSION}`;

// A new version waits until the reader takes it, or the last tab is closed: an open page goes on with the files it knows.
self.addEventListener('install', (event) => event.waitUntil(keepFiles()));

/** Files fetched at once; between two such handfuls the page may ask to wait. */
const HANDFUL = 6;
/** Resolves when the page wants files fetched: it asks to wait while a run goes on. */
let mayFetch = Promise.resolve();
let fetchOn = () => undefined;

async function keepFiles() {
  const cache = await caches.open(CACHE);
  for (let from = 0; from < FILES.length; from += HANDFUL) {
    await mayFetch;
    await cache.addAll(FILES.slice(from, from + HANDFUL));
  }
}

self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
  fetchOn();
  if (event.data === 'wait with the files')
    mayFetch = new Promise((resolve) => {
      fetchOn = resolve;
    });
});

/** The version before stays for tabs that still show it. */
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => {
        const others = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
        return Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
      })
      .then(() => self.clients.claim()),
  );
});

/** A kept file: of this version first, then of the one before. Some servers vary their answers by origin. */
async function kept(request) {
  const options = { ignoreSearch: request.mode === 'navigate', ignoreVary: true };
  const page = request.mode === 'navigate' ? './' : request;
  const cache = await caches.open(CACHE);
  return (await cache.match(request, options)) ?? (await cache.match(page, options)) ?? caches.match(page, options);
}

/** Data that only some problems need is kept once it was asked for. */
async function fetched(request) {
  const response = await fetch(request);
  if (response.ok && request.url.includes('/data/')) {
    const copy = response.clone();
    // A full disk keeps nothing, and takes nothing away.
    caches
      .open(CACHE)
      .then((cache) => cache.put(request, copy))
      .catch(() => undefined);
  }
  return response;
}

/** The page itself from the network first, so that a new version is seen; its files, named by content, from the cache. */
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => kept(request)));
  else event.respondWith(kept(request).then((file) => file ?? fetched(request)));
});
