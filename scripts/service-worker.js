// Keeps the built page in the browser, so that it opens again without a network. The build fills in version and files.
const VERSION = '@version@';
const FILES = JSON.parse('@files@');
const CACHE = `paperscope-${VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith('paperscope-') && name !== CACHE).map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

/** Data that only some problems need is kept once it was asked for. */
async function fetched(request) {
  const response = await fetch(request);
  if (response.ok && request.url.includes('/data/')) await (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

/** The page itself from the network first, so that a new version is seen; its files, named by content, from the cache. */
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  // Some servers vary their answers by origin; a script tag asks without one.
  const kept = () => caches.match(request, { ignoreSearch: request.mode === 'navigate', ignoreVary: true });
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => kept().then((page) => page ?? caches.match('./'))));
  } else {
    event.respondWith(kept().then((file) => file ?? fetched(request)));
  }
});
