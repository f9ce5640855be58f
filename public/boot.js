// Starts the application: language and theme first, then the WebAssembly module and the texts of
// the one language, then the second module and all other texts, then the lockdown after which
// this page can send nothing anywhere.
//
// It runs before anything else is known to work, so it depends on nothing and guards every
// access. What it needs to know stands in the page, written by the build: file names and
// integrity hashes on its own script element and on the section of each language.
//
// The build removes comments that fill a line; others it leaves.

const root = document.documentElement;
const script = document.querySelector("script[data-glue]");
const boot = document.getElementById("boot");
const languages = [...document.querySelectorAll(".boot-text")];
// In a frame of another site frame.js has left what that site asks for.
const isFramed = "embed" in root.dataset;

// The application makes every element by name and never markup or scripts out of text. So the
// policy the browser asks about such text refuses all of it, whoever tries.
if (window.trustedTypes) {
  // The one script that it may name is the worker that keeps this build on the device.
  window.trustedTypes.createPolicy("default", { createHTML: () => null, createScriptURL: (url) => (url === "sw.js" ? url : null) });
}

// Nothing of ours uses cookies or opens windows. A cookie would go to our own host with the next load, and from another
// window a script could go where this page may not. So both are gone before anything else runs, and for good.
const seal = (object, name, descriptor) => {
  if (name in object) Object.defineProperty(object, name, { ...descriptor, configurable: false });
};
seal(Document.prototype, "cookie", { get: () => "", set: () => {} });
seal(window, "cookieStore", { value: undefined, writable: false });
seal(window, "open", { value: () => null, writable: false });
seal(Document.prototype, "open", { value: () => null, writable: false });

// Answers that somebody shared come in the address, where the history, a reload and whoever looks would find them. So
// they leave it before anything is shown, and wait here for the application.
let shared = "";
let hand = () => {};
const takeShared = () => {
  const [, text] = /^#(?:\/|%2F)*shared(?:\/|%2F)+(.+)/is.exec(location.hash) || [];
  if (!text) return;
  history.replaceState(history.state, "", "#/shared");
  shared = text;
  hand();
};
// What stands in a frame's address is the word of the site around it.
if (!isFramed) {
  addEventListener("hashchange", takeShared);
  takeShared();
}

// Storage throws where the browser forbids it to this page. Then nothing was ever chosen. A frame keeps what it may.
const stored = (key) => {
  if (isFramed && root.dataset.embedStorage !== "device") return null;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const choice = (name) => stored("hsmp/v1/" + name) || "";

const chooseLanguage = () => {
  // Where storage is denied, the application leaves the choice in the history entry it reloads.
  for (const wanted of [history.state?.language, root.dataset.embedLang, choice("language"), ...(navigator.languages || [])]) {
    const code = String(wanted).toLowerCase().split("-")[0];
    const section = languages.find((candidate) => candidate.lang === code);
    if (section) return section;
  }
  return languages[0];
};

// The application goes back to where one was, which it knows and a browser that restores too early does not. A
// reload is left to the browser. A new entry of the history has this from the one before it, except in WebKit.
const restores = (how) => {
  if ("scrollRestoration" in history) history.scrollRestoration = how;
};
restores("manual");
addEventListener("popstate", () => restores("manual"));
addEventListener("pagehide", () => restores("auto"));
addEventListener("pageshow", () => restores("manual"));

// Turned, a phone shows another part of the page. Who is in a field stays there.
matchMedia("(orientation: portrait)").addEventListener("change", () => {
  const field = document.activeElement;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(field?.nodeName)) field.scrollIntoView({ block: "center" });
});

const section = chooseLanguage();
section.classList.add("boot-chosen");
root.lang = section.lang;
root.dir = section.dir;
root.dataset.bootLang = section.lang;
document.title = section.querySelector("h1").textContent;

// The icon for Safari's home screen. Firefox would fetch it at every start, so only those get it that have such a screen.
if ("standalone" in navigator && !isFramed) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "apple-touch-icon", href: "./apple-touch-icon.png" }));
}

const theme = root.dataset.theme || choice("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;

// Every way to fail has a code, so that a report says what happened without saying anything
// about the person.
class Failure extends Error {
  constructor(code, cause) {
    super(code, { cause });
    this.code = code;
  }
}

const failed = (code) => (cause) => {
  throw cause instanceof Failure ? cause : new Failure(code, cause);
};

// The same where the code is to say what is missing and not why.
const lost = (code) => (cause) => {
  throw new Failure(code, cause);
};

const show = (name, code) => {
  section.querySelector(".boot-loading").hidden = true;
  const panel = section.querySelector(name) || document.querySelector(name);
  panel.querySelectorAll(".boot-code").forEach((place) => (place.textContent = code));
  panel.hidden = false;
  boot.hidden = false;
  return panel;
};

// The browser compares the bytes with the hash and refuses others, so what runs is what was
// built. It matches the preload in the page, so the file is fetched once.
const load = async (url, integrity, code) => {
  const response = await fetch(url, { integrity }).catch(failed(code));
  if (!response.ok) throw new Failure(code);
  return response;
};

// Compiles while the bytes arrive. Some hosts give WebAssembly another type; then it is compiled
// when it has arrived, unless it is no WebAssembly at all but, say, the host's error page.
const compile = async (response) => {
  if ((response.headers.get("content-type") || "").startsWith("application/wasm") && WebAssembly.compileStreaming) {
    return WebAssembly.compileStreaming(response).catch(failed("wasm-compile"));
  }
  const bytes = await response.arrayBuffer().catch(failed("wasm-fetch"));
  if (bytes.byteLength < 4 || new DataView(bytes).getUint32(0) !== 0x0061736d) throw new Failure("wasm-mime");
  return WebAssembly.compile(bytes).catch(failed("wasm-compile"));
};

// The style of what comes with the second module.
const dress = (href, integrity) =>
  new Promise((done, fail) => {
    const link = document.createElement("link");
    link.onload = done;
    link.onerror = () => fail(new Failure("style"));
    Object.assign(link, { rel: "stylesheet", integrity, href });
    document.head.append(link);
  });

// The second module is a part of the first: it works in the same memory, and puts its functions
// into the table from which the first calls them. It gets nothing else.
const join = (first) => (module) => WebAssembly.instantiate(module, { __wasm_split: first });

// Counts for the line at the foot, from the lockdown on: what the browser reports as asked for, and to which addresses it
// stopped something. It reports a stopped image as both.
const count = () => {
  const since = performance.now();
  const asked = [];
  const stopped = new Set();
  const tell = () => {
    root.dataset.left = asked.filter((address) => !stopped.has(address)).length;
    root.dataset.stopped = stopped.size;
    dispatchEvent(new Event("hsmp-requests"));
  };
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    // Of what was no address, such as a script in an attribute, it says a word.
    if (!blockedURI.includes(":")) return;
    stopped.add(blockedURI);
    tell();
  });
  new PerformanceObserver((list) => {
    // What was asked for before may be reported only now.
    for (const { name, startTime } of list.getEntries()) if (startTime >= since) asked.push(name);
    tell();
  }).observe({ type: "resource" });
};

// A policy added to the page can only tighten the one before. From here on no script, image,
// style or connection is allowed, not even to our own host.
const lockDown = () => {
  count();
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = script.dataset.lockdown;
  document.head.append(policy);
};

// Where a browser translates the page, it takes a text of ours away and puts elements of its own in its place: <font>,
// or ones with a hyphen in their names, of which we make none. What the application then writes into its text, puts
// before it or removes would not be seen. So the text goes back, empty, before its translation. When the application
// changes or removes it, the translation goes, and the browser translates the new text. When the browser shows the
// original again, so does the text. (Decision 0061.)
const translations = new WeakMap();
const translates = (node) => node && /^FONT$|-/.test(node.nodeName) && !translations.has(node);
const putBeside = (node, next) => {
  const found = [];
  for (; translates(node); node = node[next]) found.push(node);
  return found;
};
const texts = new MutationObserver((records) => {
  const emptied = new Set();
  for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    const changed = type === "characterData";
    for (const node of changed ? [target] : removedNodes) {
      const known = translations.get(node);
      // Most of what goes is an element of ours.
      if (!known && !(node instanceof Text && !node.isConnected)) continue;
      const text = known ? known.text : node;
      if (known) {
        known.put.forEach((element) => element.remove());
        translations.delete(text);
        // It may have been changed before its words were taken out here.
        if (!changed || emptied.has(text)) text.data = known.words;
      }
      let put = [...addedNodes].filter(translates);
      if (!put.length) put = putBeside(previousSibling, "previousSibling").reverse();
      if (!put.length) put = putBeside(nextSibling, "nextSibling");
      if (put.length) {
        const pair = { text, put, words: text.data };
        [text, ...put].forEach((one) => translations.set(one, pair));
        put[0].before(text);
        text.data = "";
        emptied.add(text);
      }
    }
  }
  // What was done here is no news.
  texts.takeRecords();
});
texts.observe(document.getElementById("app"), { characterData: true, childList: true, subtree: true });

let panicked = false;
// The texts of the chosen language: a text a line. Those of the page itself are written as soon as they come.
let lines = [];
const write = (catalogue) => {
  lines = catalogue.split("\n");
  boot.querySelectorAll("[data-line]").forEach((place) => (place.textContent = lines[place.dataset.line]));
  return catalogue;
};

const start = async () => {
  if (typeof WebAssembly === "undefined") throw new Failure("no-wasm");
  const { glue, wasm, wasmIntegrity, pages, pagesIntegrity, style, styleIntegrity, examples, examplesIntegrity } = script.dataset;
  const text = (url, integrity, code) => load(url, integrity, code).then((response) => response.text().catch(failed(code)));
  // The worked examples are only for the page of calculation checks, and after the start nothing can be loaded.
  const tested = /^#\/*checks(\/|$)/.test(location.hash);
  // They do not wait for one another.
  const [module, application, catalogue, rows] = await Promise.all([
    load(wasm, wasmIntegrity, "wasm-fetch").then(compile),
    import(new URL(glue, document.baseURI).href).catch(failed("glue")),
    text(section.dataset.catalogue, section.dataset.integrity, "catalogue").then(write),
    tested ? text(examples, examplesIntegrity, "examples") : undefined,
  ]);
  // The line is free while the first module starts, so what follows is already on its way.
  const follows = [
    text(section.dataset.details, section.dataset.detailsIntegrity, "details"),
    pages ? load(pages, pagesIntegrity, "pages") : undefined,
    dress(style, styleIntegrity),
  ];
  // What fails is said below, if the start itself has not failed.
  Promise.allSettled(follows);
  const first = await application.default({ module_or_path: module }).catch(failed("glue"));
  try {
    application.start(section.lang, catalogue, rows);
  } catch (cause) {
    throw new Failure("start", cause);
  }
  hand = () => {
    application.shared(shared);
    shared = "";
  };
  if (shared) hand();
  boot.hidden = true;
  performance.mark("app-started");
  // The answers are on the screen. Other pages, sources and longer texts may come a moment later.
  const rest = [
    follows[0],
    follows[1]?.then(compile).then(join(first)).catch(lost("pages")),
    follows[2],
  ];
  // Where one fails, the others are not to be cut off by the lockdown.
  await Promise.allSettled(rest);
  const [details] = await Promise.all(rest);
  if (panicked) return;
  if (pages) await application.second_module_arrived();
  // Only now the application calls what the second module holds.
  application.details(details);
  // What these ask for is to have left before the lockdown. Who is kept waiting is locked all the same. Frames of other
  // sites leave it to the page itself.
  const wait = new Promise((done) => setTimeout(done, 3000));
  await Promise.race([Promise.allSettled(isFramed ? [] : [keepOffline(), describe()]), wait]);
  if (!panicked) root.dataset.app = "started";
};

// Browsers read what they need for installing the page when they like. After the lockdown that is too late, and would
// count as a request that was stopped. This question has them read it now, and they keep it as long as the page is
// there. Where it cannot be put, they are to read nothing later. (Decision 0071.)
const describe = async () => {
  if (navigator.getInstalledRelatedApps) await navigator.getInstalledRelatedApps();
  else document.querySelector("link[rel=manifest]")?.remove();
};

// Keeps this build on the device, so that it opens without a network (sw.js). Private windows and pages without TLS
// may have no such thing; all else works there too.
let workers;
try {
  workers = navigator.serviceWorker;
} catch {
  // So it is in a sandbox.
}
const tellUpdate = (update) => {
  // That the rules were wrong outlasts everything else.
  if (root.dataset.update !== "expired") root.dataset.update = update;
  dispatchEvent(new Event("hsmp-update"));
};
// Another version may take over while this page is still starting, so this listens from the beginning.
let controlled = workers?.controller;
workers?.addEventListener("controllerchange", () => {
  if (controlled) tellUpdate("replaced");
  controlled = true;
});
workers?.addEventListener("message", ({ data }) => data === "expired" && tellUpdate(data));

// Asked for before the lockdown, which forbids it.
const keepOffline = async () => {
  if (!workers) return;
  const registration = await workers.register("sw.js", { updateViaCache: "none" });
  const look = () => registration.waiting && workers.controller && tellUpdate("ready");
  const watch = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", watch);
  // It may have been found already.
  watch();
  look();
  addEventListener("hsmp-take-update", () => registration.waiting?.postMessage("take over"));
  addEventListener("hsmp-wiped", async () => {
    registration.unregister();
    for (const name of await caches.keys()) if (name.startsWith("hsmp ")) caches.delete(name);
  });
};

// Hands the person a file of whatever is stored, as it is: after a panic nothing is trusted to understand it. Language
// and theme are no answers. Says what came of it.
const save = () => {
  let stored = [];
  try {
    stored = Object.entries(localStorage).filter(([key]) => /^hsmp\/v1\/(?!(language|theme)$)/.test(key));
  } catch {
    // Denied storage holds nothing.
  }
  if (!stored.length) return "nothing";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(Object.fromEntries(stored), null, 1)]));
  link.download = "hsmp-stored.json";
  link.click();
  return "saved";
};

// The application's panic hook sends this. After a panic the module's memory cannot be trusted:
// nothing is saved, the page is left to be read but not used, and what was saved before can be taken away as a file.
// The text of the panic may hold what the person typed, so it is not shown and goes nowhere; the code says only
// where in the program it happened, and in which build.
window.addEventListener("hsmp-panic", () => {
  // Whatever follows the first follows from it.
  if (panicked) return;
  panicked = true;
  root.dataset.app = "panicked";
  document.getElementById("app").inert = true;
  const code = ["panic", root.dataset.panic, root.dataset.build].filter(Boolean).join(" ");
  const panel = show("#boot-panic", code);
  const told = panel.querySelector(".boot-told");
  const tell = (what) => (told.textContent = lines[told.dataset[what]]);
  const [keep, reload, copy] = panel.querySelectorAll("button");
  keep.onclick = () => tell(save());
  reload.onclick = () => location.reload();
  copy.onclick = async () => {
    getSelection().selectAllChildren(panel.querySelector("code"));
    try {
      await navigator.clipboard.writeText(code);
      tell("copied");
    } catch {
      // The person still can.
      tell("selected");
    }
  };
  panel.querySelector("h2").focus();
});

start()
  .catch((failure) => {
    // A panic has already said what there is to say.
    if (panicked) return;
    const code = failure.code || "start";
    root.dataset.app = "failed";
    root.dataset.bootCode = code;
    show(code === "no-wasm" ? ".boot-no-wasm" : ".boot-failed", code);
    console.error("hsmp:", code, failure.cause || "");
  })
  // Whatever came of the start: nothing is to be loaded after it, so nothing may be sent.
  .finally(lockDown);
