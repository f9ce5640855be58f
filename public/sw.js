// Keeps one build of the calculator on the device, so that it opens without a network. It answers only for the files
// of its own build, at their exact addresses and never with a query, and asks the host for nothing else. Nobody's
// answers come here: the page sends this worker two words, "take over", when the person wants an update.

"use strict";

// slot: build
const BUILD = { id: "", version: "", oldest: "", files: [] };

const OURS = "hsmp ";
const CACHE = OURS + BUILD.version + " " + BUILD.id;
const PAGE = new URL("./", registration.scope).href;

// The page stands at the folder's address, and under its name.
const addresses = new Map([[new URL("index.html", PAGE).href, PAGE], [PAGE, PAGE]]);
for (const [name] of BUILD.files) addresses.set(new URL(name, PAGE).href, new URL(name, PAGE).href);

const ours = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

const isOlder = (version, than) => {
  const [own, other] = [version, than].map((text) => text.split(".").map(Number));
  const place = own.findIndex((number, index) => number !== other[index]);
  return place >= 0 && own[place] < other[place];
};

// All files or none. The browser compares each with its hash; the page, which names them all, must be of this build.
const keep = async () => {
  const cache = await caches.open(CACHE);
  const files = BUILD.files.map(([name, integrity]) => new Request(new URL(name, PAGE), { integrity }));
  try {
    await cache.addAll([new Request(PAGE, { cache: "no-cache" }), ...files]);
    const page = await (await cache.match(PAGE, { ignoreVary: true })).text();
    if (!page.includes('data-build="' + BUILD.id + '"')) throw new Error("the page is of another build");
  } catch (cause) {
    await caches.delete(CACHE);
    throw cause;
  }
  // What is wrong in an older version cannot wait until all its pages are closed.
  const kept = (await ours()).map((name) => name.split(" ")[1]);
  if (kept.some((version) => isOlder(version, BUILD.oldest))) await skipWaiting();
};

const takeOver = async () => {
  const old = (await ours()).filter((name) => name !== CACHE);
  const expired = old.some((name) => isOlder(name.split(" ")[1], BUILD.oldest));
  await Promise.all(old.map((name) => caches.delete(name)));
  if (expired) for (const page of await clients.matchAll({ type: "window" })) page.postMessage("expired");
};

const answer = async (address, request) => {
  const cache = await caches.open(CACHE);
  return (await cache.match(address, { ignoreVary: true })) || fetch(request);
};

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(skipWaiting());
});
addEventListener("fetch", (event) => {
  const address = addresses.get(event.request.url.split("#")[0]);
  if (event.request.method === "GET" && address) event.respondWith(answer(address, event.request));
});
