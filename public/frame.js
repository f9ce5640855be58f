// The first script of the page that stands in frames of other sites (embed.html). It reads what the site asks for, checks
// it, and leaves it on the root element for boot.js and the application; and it speaks with the page around.
//
// No answer passes here but one: a receipt that the person has just sent by a button that names the site. Whatever comes
// from outside is checked by its form, counted when it does not fit, and never becomes markup or a name.

const NS = "hsmp.embed";
const VERSION = 1;
/** The most characters of a message, as JSON; of a receipt, which is long, the second. */
const MOST = 8192;
const MOST_OF_RECEIPT = 4000000;
/** The least contrast of a colour against what it stands on. */
const LEAST = 4.5;
/** When the page around is told that this one is ready, in milliseconds from now: it may not listen yet. */
const TELLS = [0, 50, 200, 800];

const root = document.documentElement;
const PAGES = new Map([
  ["points", "points"],
  ["residency", "tax-residence"],
  ["pay", "pay"],
  ["permits", "permits"],
  ["plan", "timeline"],
  ["programmes", "programmes"],
  ["full", "summary"],
]);
const THEMES = ["auto", "light", "dark"];
const CODES = ["calculator", "language", "setting", "version", "start", "panic"];

// --- What a setting may be: what comes of it, or nothing where it is none ---

const oneOf = (list) => (value) => (list.includes(value) ? value : undefined);
const whole = (least, most) => (value) => (Number.isInteger(value) && value >= least && value <= most ? value : undefined);
const colour = (value) => (typeof value === "string" && /^[0-9a-f]{6}$/i.test(value) ? value.toLowerCase() : undefined);
const LOOK = { accent: colour, radius: whole(0, 24), scale: whole(80, 200) };
const theme = oneOf(THEMES);

const number = (text) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
const languages = [...document.querySelectorAll(".boot-text")].map((section) => section.lang);
const SETTINGS = {
  lang: (text) => oneOf(languages)(text.toLowerCase().split("-")[0]),
  theme,
  accent: colour,
  radius: (text) => LOOK.radius(number(text)),
  scale: (text) => LOOK.scale(number(text)),
  storage: oneOf(["none", "session", "device"]),
  share: (text) => (text === "1" ? text : undefined),
};

// --- What the site asks for, `#points?lang=en&theme=dark` ---

// The application puts addresses of its own in that place. So a reload of the frame finds what was asked for in the
// frame's name, which goes nowhere; where a browser has lost that, the application's address still says which page.
const asked = () => {
  const text = location.hash.slice(1);
  if (!text.startsWith("/")) return text;
  if (window.name.startsWith(NS + "#")) return window.name.slice(NS.length + 1);
  const page = /^\/+([a-z-]*)/.exec(text)[1];
  return [...PAGES.keys()].find((name) => PAGES.get(name) === page) ?? "";
};

const text = asked();
window.name = NS + "#" + text;
const [calculator, query = ""] = text.split(/\?(.*)/s);
const page = PAGES.get(calculator);
const given = {};
let fault = page ? undefined : "calculator";
for (const [name, value] of new URLSearchParams(query)) {
  const checked = Object.hasOwn(SETTINGS, name) ? SETTINGS[name](value) : undefined;
  if (checked === undefined) fault ??= name === "lang" ? "language" : "setting";
  else given[name] = checked;
}

root.dataset.embed = page ? calculator : "";
root.dataset.embedStorage = given.storage ?? "none";
if (given.lang) root.dataset.embedLang = given.lang;
if (fault) root.dataset.embedFault = fault;
history.replaceState(history.state, "", "#/" + (page ?? ""));

// The site asks for something else: that is another frame. (A link in the application begins with `#/`.)
addEventListener("hashchange", () => {
  if (PAGES.has(location.hash.slice(1).split("?")[0])) location.reload();
});

// --- Colours, corners and the size of letters ---

const parts = (hex) => {
  const digits = hex.trim().replace("#", "");
  const six = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return [0, 2, 4].map((at) => parseInt(six.slice(at, at + 2), 16));
};

const brightness = (colour) => {
  const [r, g, b] = colour.map((part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

// As the Web Content Accessibility Guidelines work it out.
const contrast = (one, other) => {
  const [low, high] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const hex = (colour) => "#" + colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");

let look = { theme: given.theme, accent: given.accent, radius: given.radius, scale: given.scale };

// The site's colour, and what goes with it: what stands on it, and a soft one on which it stands.
const accents = () => {
  if (!look.accent) return {};
  const surface = parts(getComputedStyle(root).getPropertyValue("--surface"));
  const accent = parts(look.accent);
  // Without our style there is nothing that it could stand on.
  if (surface.some(Number.isNaN)) return {};
  if (contrast(accent, surface) < LEAST) {
    console.warn(`hsmp: the colour ${look.accent} has a contrast below ${LEAST} here and is not used.`);
    return {};
  }
  const [white, black] = ["#fff", "#000"];
  const mixed = (share) => accent.map((part, place) => part * share + surface[place] * (1 - share));
  const soft = [0.15, 0.1, 0.05, 0].map(mixed).find((soft) => contrast(accent, soft) >= LEAST) ?? surface;
  const on = contrast(accent, parts(white)) >= contrast(accent, parts(black)) ? white : black;
  return { "--accent": "#" + look.accent, "--accent-soft": hex(soft), "--on-accent": on };
};

const put = (values) => {
  for (const name of ["--accent", "--accent-soft", "--on-accent", "--radius", "--scale"]) {
    if (values[name]) root.style.setProperty(name, values[name]);
    else root.style.removeProperty(name);
  }
};

const dress = () => {
  const { radius, scale } = look;
  put({
    ...accents(),
    "--radius": radius === undefined ? "" : radius + "px",
    "--scale": scale === undefined ? "" : scale + "%",
  });
};

const setTheme = () => {
  if (look.theme === "light" || look.theme === "dark") root.dataset.theme = look.theme;
  else delete root.dataset.theme;
};

setTheme();
dress();
// The colour is checked against what it stands on now. That is another when the device turns dark, or the person does.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
new MutationObserver(dress).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
// Paper is white.
addEventListener("beforeprint", () => put({}));
addEventListener("afterprint", dress);

// --- Messages ---

let port;
let mayShare = false;
const waiting = new Map();

const drop = () => (root.dataset.embedDropped = Number(root.dataset.embedDropped ?? 0) + 1);

const fits = (message) => {
  try {
    return JSON.stringify(message).length <= MOST;
  } catch {
    return false;
  }
};

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isOurs = (data) => isObject(data) && data.ns === NS && typeof data.type === "string";
const isLook = (data) =>
  theme(data.theme) !== undefined &&
  isObject(data.vars) &&
  Object.keys(LOOK).every((name) => !Object.hasOwn(data.vars, name) || LOOK[name](data.vars[name]) !== undefined);

const wear = ({ theme, vars }) => {
  const own = (name) => (Object.hasOwn(vars, name) ? LOOK[name](vars[name]) : undefined);
  look = { theme, accent: own("accent"), radius: own("radius"), scale: own("scale") };
  // By the attribute's change the colours are looked at again, but only if there is one.
  setTheme();
  dress();
};

const post = (message) => port.postMessage({ ns: NS, ...message });

// What happens before the page around listens is told once it does, the last of each kind and each fault.
const tell = (message) => {
  if (port) post(message);
  else waiting.set(message.type + (message.code ?? ""), message);
};

const hearSettings = ({ data }) => {
  if (isOurs(data) && data.type !== "settings") return;
  if (isOurs(data) && isLook(data) && fits(data)) wear(data);
  else drop();
};

const greeted = ({ source, origin, data, ports }) => {
  if (port || source !== parent || parent === window) return;
  if (isOurs(data) && data.type !== "hello") return;
  if (isOurs(data) && data.v !== VERSION && ports.length === 1) {
    ports[0].postMessage({ ns: NS, type: "error", code: "version" });
    return;
  }
  const isHello =
    isOurs(data) &&
    ports.length === 1 &&
    typeof data.nonce === "string" &&
    /^[\w-]{1,64}$/.test(data.nonce) &&
    typeof data.share === "boolean" &&
    isLook(data) &&
    fits(data);
  if (!isHello) return drop();
  [port] = ports;
  port.onmessage = hearSettings;
  // A page without an origin has no name by which the person could know it.
  if (data.share && given.share && origin !== "null") {
    mayShare = true;
    root.dataset.embedHost = origin;
    dispatchEvent(new Event("hsmp-embed-host"));
  }
  wear(data);
  post({ type: "connected", v: VERSION, build: root.dataset.build });
  measure();
  waiting.forEach(post);
  waiting.clear();
};
addEventListener("message", greeted);

const ready = () => {
  if (!port && parent !== window) parent.postMessage({ ns: NS, type: "ready", v: [VERSION] }, "*");
};
TELLS.forEach((after) => setTimeout(ready, after));
addEventListener("pageshow", (event) => event.persisted && ready());

// --- What the application says ---

const count = whole(0, 1000);
const EVENTS = new Map([
  ["step", ({ index, total }) => count(index) !== undefined && count(total) !== undefined && index <= total && { index, total }],
  ["completed", () => ({})],
  ["error", ({ code }) => CODES.includes(code) && { code }],
  // Only what the person has just asked for.
  [
    "result",
    ({ receipt }) =>
      mayShare &&
      navigator.userActivation?.isActive !== false &&
      typeof receipt === "string" &&
      receipt.length <= MOST_OF_RECEIPT && { receipt },
  ],
]);

addEventListener("hsmp-embed", ({ detail }) => {
  let said;
  try {
    said = JSON.parse(detail);
  } catch {
    return drop();
  }
  const message = isObject(said) && EVENTS.get(said.type)?.(said);
  if (message) tell({ type: said.type, ...message });
  else drop();
});

if (fault) tell({ type: "error", code: fault });

// --- Height ---

let sent = 0;
let isDue = false;

const measure = () => {
  isDue = false;
  if (!port) return;
  const px = Math.min(20000, Math.max(200, Math.ceil(document.body.getBoundingClientRect().height)));
  if (Math.abs(px - sent) < 2) return;
  sent = px;
  post({ type: "height", px });
};

// Once a frame of the screen at most. Browsers draw no frames of what is out of sight, and it has a height all the same.
const soon = () => {
  if (isDue) return;
  isDue = true;
  const once = () => isDue && measure();
  requestAnimationFrame(once);
  setTimeout(once, 200);
};
new ResizeObserver(soon).observe(document.body);

// How the start ended, which boot.js says, whatever has become of the application.
new MutationObserver(() => {
  const code = { failed: "start", panicked: "panic" }[root.dataset.app];
  if (code) tell({ type: "error", code });
  soon();
}).observe(root, { attributes: true, attributeFilter: ["data-app"] });
