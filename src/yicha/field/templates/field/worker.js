// The shell only, never data. A new version waits until the officer says so: it takes over by itself neither here nor on activation.
const SHELL = "field-shell-{{ version }}";
const FILES = new Set({{ files|safe }});

self.addEventListener("install", (event) => {
  const fresh = [...FILES].map((file) => new Request(file, { cache: "reload" })); // never from the HTTP cache
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(fresh)));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("field-shell-") && name !== SHELL;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !FILES.has(pathname)) return;
  const kept = caches.open(SHELL).then((cache) => cache.match(pathname, { ignoreVary: true }));
  event.respondWith(kept.then((hit) => hit || fetch(event.request)));
});

self.addEventListener("message", ({ data }) => data === "activate" && self.skipWaiting());
