// <hsmp-calculator>: one of our calculators in a page of yours. It makes a frame of our host, keeps its height, and tells
// what happens there as events, of which none holds an answer but the one that the person sends by a button.
//
// docs/EMBEDDING.md describes attributes, events and what your content security policy needs. The build removes comments
// that fill a line.

const NAME = "hsmp-calculator";
const NS = "hsmp.embed";
const HOME = new URL("../../", import.meta.url).href;
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox";

// What visitors may read: the frame's name, and that there is none. Why stands in the console, for whoever builds the page.
const TEXTS = {
  en: ["HSMP Calculator", "The calculator can’t run here."],
  fr: ["Calculateur HSMP", "Le calculateur ne fonctionne pas ici."],
  az: ["HSMP kalkulyatoru", "Kalkulyator burada işləmir."],
  ru: ["Калькулятор HSMP", "Калькулятор здесь не работает."],
  tr: ["HSMP Hesaplayıcı", "Hesaplayıcı burada çalışmıyor."],
  ar: ["حاسبة HSMP", "الحاسبة لا تعمل هنا."],
};

const whole = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;

// What each message of the frame must hold, and what of it becomes the event's detail.
const MESSAGES = {
  connected: ({ v, build }) => v === 1 && typeof build === "string" && { v, build },
  height: ({ px }) => whole(px, 200, 20000) && { px },
  step: ({ index, total }) => whole(total, 0, 1000) && whole(index, 0, total) && { index, total },
  completed: () => ({}),
  error: ({ code }) => /^(calculator|language|setting|version|start|panic)$/.test(code) && { code },
  result: ({ receipt }, element) => element.hasAttribute("allow-share") && typeof receipt === "string" && receipt.length <= 4000000 && { receipt },
};

const fits = (data) => {
  try {
    return data.type === "result" || JSON.stringify(data).length <= 8192;
  } catch {
    // What is no JSON is no message.
  }
};

const SURFACES = { light: "f3f6f7", dark: "1a2428" };
const brightness = (hex) =>
  [0.2126, 0.7152, 0.0722].reduce((sum, share, place) => {
    const part = parseInt(hex.slice(2 * place, 2 * place + 2), 16) / 255;
    return sum + share * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0.05);
const isReadable = (one, other) => {
  const ratio = brightness(one) / brightness(other);
  return Math.max(ratio, 1 / ratio) >= 4.5;
};

export class HsmpCalculator extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ["calculator", "lang", "storage", "allow-share", "host", "theme", "accent", "radius", "scale", "min-height", "title"];

  /** How many messages of the frame did not fit and were dropped. */
  dropped = 0;
  #root = this.attachShadow({ mode: "open" });
  #frame;
  #home;
  #port;
  #said;
  #px = 0;
  #stop = () => {};

  connectedCallback() {
    this.#stop();
    const hear = (event) => this.#hear(event);
    addEventListener("message", hear);
    this.#stop = () => removeEventListener("message", hear);
    this.#load();
  }

  disconnectedCallback() {
    this.#stop();
    this.#frame.remove();
    this.#frame = undefined;
  }

  // Where a browser moves an element without taking it out, the frame goes on as it was.
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (!this.#frame || before === now) return;
    if (HsmpCalculator.observedAttributes.indexOf(name) < 5) this.#load();
    else this.#tell();
  }

  // A frame whose settings change is another frame.
  #load() {
    const [title, cannot] = TEXTS[(this.lang || document.documentElement.lang).slice(0, 2)] ?? TEXTS.en;
    const home = new URL("embed.html", new URL(this.getAttribute("host") ?? HOME, document.baseURI));
    const { theme, vars } = this.#look();
    const settings = new URLSearchParams();
    const set = (name, value) => value != null && settings.set(name, value);
    set("lang", this.getAttribute("lang"));
    set("theme", this.getAttribute("theme"));
    // What is none goes along too: the frame says so where people read it.
    for (const name of ["accent", "radius", "scale"]) set(name, vars[name] ?? this.getAttribute(name));
    set("storage", this.getAttribute("storage"));
    if (this.hasAttribute("allow-share")) set("share", 1);
    home.hash = (this.getAttribute("calculator") ?? "points") + "?" + settings;

    this.#port?.close();
    this.#port = undefined;
    this.#said = JSON.stringify({ theme, vars });
    this.#home = home.origin;
    const refused = home.origin === self.origin ? "needs another origin than this page" : self.origin === "null" && "needs a page with an origin";
    const part = (this.#frame = document.createElement(refused ? "p" : "iframe"));
    if (refused) {
      part.textContent = cannot;
      console.error(NAME + ": " + refused);
    } else {
      part.sandbox = SANDBOX;
      part.allow = "clipboard-write";
      part.referrerPolicy = "no-referrer";
      part.loading = "lazy";
      part.title = this.title || title;
      // Custom properties have no event of their own, but a transition of theirs has.
      part.style.cssText = "display:block;width:100%;border:0;transition:1ms allow-discrete;transition-property:--hsmp-accent,--hsmp-radius,--hsmp-scale";
      part.ontransitionrun = () => this.#tell();
      this.#size();
      part.src = home;
    }
    this.#root.replaceChildren(part);
  }

  #size() {
    const least = Number(this.getAttribute("min-height") ?? 560);
    this.#frame.style.height = Math.max(this.#px, whole(least, 0, 20000) ? least : 560) + "px";
  }

  // Colours, corners and letters, by attribute or by custom property. What cannot be used is said and left out.
  #look() {
    const style = getComputedStyle(this);
    const say = (name) => (this.getAttribute(name) ?? style.getPropertyValue("--hsmp-" + name)).trim();
    const vars = {};
    const take = (name, form, value) => {
      const text = say(name);
      const found = form.exec(text);
      if (found) vars[name] = value(found[1]);
      else if (text) console.warn(NAME + ": " + name + " cannot be " + text);
    };
    take("accent", /^#?([0-9a-f]{6})$/i, (hex) => hex.toLowerCase());
    take("radius", /^(\d|1\d|2[0-4])(?:px)?$/, Number);
    take("scale", /^([89]\d|1\d\d|200)%?$/, Number);
    const theme = this.getAttribute("theme");
    const surface = SURFACES[theme] ? [SURFACES[theme]] : Object.values(SURFACES);
    if (vars.accent && !surface.some((surface) => isReadable(vars.accent, surface))) {
      console.warn(NAME + ": the contrast of #" + vars.accent + " is below 4.5, so it is not used");
      delete vars.accent;
    }
    return { theme: SURFACES[theme] ? theme : "auto", vars };
  }

  #tell() {
    if (!this.#frame?.src) return;
    this.#size();
    if (this.title) this.#frame.title = this.title;
    const look = this.#look();
    const said = JSON.stringify(look);
    if (!this.#port || said === this.#said) return;
    this.#said = said;
    this.#port.postMessage({ ns: NS, type: "settings", ...look });
  }

  #hear({ source, origin, data }) {
    if (!source || source !== this.#frame?.contentWindow || origin !== this.#home) return;
    if (data?.ns !== NS || data.type !== "ready" || !Array.isArray(data.v) || !data.v.includes(1)) {
      this.dropped++;
      return;
    }
    // The frame takes the first of these ports and says so through it.
    const { port1, port2 } = new MessageChannel();
    const frame = this.#frame;
    port1.onmessage = ({ data }) => frame === this.#frame && this.#take(port1, data);
    const look = this.#look();
    this.#said = JSON.stringify(look);
    const hello = { ns: NS, type: "hello", v: 1, nonce: String(Math.random()).slice(2), ...look, share: this.hasAttribute("allow-share") };
    source.postMessage(hello, origin, [port2]);
  }

  #take(port, data) {
    const type = data?.ns === NS && data.type;
    if (typeof type === "string" && !Object.hasOwn(MESSAGES, type)) return;
    const detail = type && MESSAGES[type](data, this);
    if (!detail || !fits(data)) {
      this.dropped++;
      return;
    }
    if (type === "connected") {
      if (this.#port !== port) this.#port?.close();
      this.#port = port;
    }
    if (type === "height") {
      this.#px = detail.px;
      this.#size();
    }
    const name = type === "connected" ? "ready" : type;
    this.dispatchEvent(new CustomEvent("hsmp-" + name, { bubbles: true, detail: { type, ...detail } }));
  }
}

// Where another copy was first, it stays.
if (globalThis.customElements && !customElements.get(NAME)) customElements.define(NAME, HsmpCalculator);
