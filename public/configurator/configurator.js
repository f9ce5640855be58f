// Writes the code that partners copy, and shows the calculator as they will have it. It asks for nothing, stores
// nothing, and makes every element by name. The build removes comments that fill a line.

const root = document.documentElement;
/** The release that the code names, and its hash. */
const { version, release: integrity } = document.querySelector("script[data-release]").dataset;
const sections = [...document.querySelectorAll(".speech")];
/** The folder that holds the calculator, wherever this host has it. */
const BASE = new URL("..", location.href).href.split(/[?#]/)[0];
const { origin, host } = new URL(BASE);

/** What frame.js and the loader take where nothing is said. */
const USUAL = { calculator: "points", lang: "", theme: "auto", accent: "", radius: "8", scale: "100", storage: "none", share: "", "min-height": "560" };
/** The least contrast, and on what frame.js and the loader measure it. */
const LEAST = 4.5;
const GROUNDS = { light: "#f3f6f7", dark: "#1a2428" };
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox";
/** How long typing rests before the calculator is shown anew, in milliseconds. */
const REST = 400;

const find = (place, selector) => place.querySelector(selector);
const make = (name, parts) => Object.assign(document.createElement(name), parts);
/** A text with what stands in its gaps. */
const say = (text, gaps) => text.replace(/\{([a-z]+)\}/g, (gap, name) => gaps[name] ?? gap);

// --- Contrast, as the Web Content Accessibility Guidelines work it out ---

const brightness = (colour) => {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (one, other) => {
  const [low, high] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** The colour as `#0b5563`; nothing where it is none. */
const colour = (typed) => {
  const [, digits] = /^#?([0-9a-f]{6})$/i.exec(typed.trim()) ?? [];
  return digits && `#${digits.toLowerCase()}`;
};

// --- What was chosen ---

/** The choices, as far as they can be used; and what is to be said about the others. */
const chosen = (section) => {
  const form = find(section, "form");
  const given = Object.fromEntries(new FormData(form));
  const choices = { ...USUAL, ...given, share: given.share ? "1" : "" };
  const faults = {};
  choices.accent = colour(given.accent) ?? "";
  if (given.accent.trim() && !choices.accent) faults.accent = "form";
  const height = form.elements["min-height"];
  if (!height.validity.valid || !height.value) {
    faults.height = "form";
    choices["min-height"] = USUAL["min-height"];
  }
  return { choices, faults };
};

/** Says how well the accent can be read. One that never can is taken out of the choices. */
const judge = (section, { choices, faults }) => {
  const field = find(section, "[name=accent]");
  const place = find(section, "[id$=-accent-said]");
  const words = place.dataset;
  const number = new Intl.NumberFormat(section.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  let text = faults.accent ? words.form : "";
  if (choices.accent) {
    const grounds = choices.theme === "auto" ? ["light", "dark"] : [choices.theme];
    const ratios = grounds.map((ground) => contrast(choices.accent, GROUNDS[ground]));
    // 4.46 is not to be shown as 4.5.
    const shown = ratios.map((ratio, at) => say(words[grounds[at]], { ratio: number.format(Math.floor(ratio * 10) / 10) }));
    const enough = ratios.filter((ratio) => ratio >= LEAST).length;
    if (!enough) {
      faults.accent = "poor";
      choices.accent = "";
    }
    text = say(enough === grounds.length ? words.good : enough ? words.one : words.poor, { contrast: shown.join(", ") });
  }
  if (place.textContent !== text) place.textContent = text;
  place.classList.toggle("wrong", !!faults.accent);
  field.setAttribute("aria-invalid", !!faults.accent);
};

const judgeHeight = (section, { faults }) => {
  const place = find(section, "[id$=-height-said]");
  const text = faults.height ? place.dataset.form : "";
  if (place.textContent !== text) place.textContent = text;
  place.classList.toggle("wrong", !!faults.height);
  find(section, "[name=min-height]").setAttribute("aria-invalid", !!faults.height);
};

// --- What comes of it ---

/** Where the frame is, with its settings behind the sign that no server sees. */
const address = (choices) => {
  const names = ["lang", "theme", "accent", "radius", "scale", "storage", "share"];
  const said = names.filter((name) => choices[name] !== USUAL[name]).map((name) => `${name}=${choices[name].replace("#", "")}`);
  return `${BASE}embed.html#${choices.calculator}${said.length ? `?${said.join("&")}` : ""}`;
};

/** A start tag, an attribute without a value where that is `true`. */
const tag = (name, attributes) => {
  const quoted = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const parts = Object.entries(attributes).map(([key, value]) => (value === true ? key : `${key}="${quoted(value)}"`));
  return `<${[name, ...parts].join(" ")}>`;
};

const texts = (section, choices) => {
  const script = tag("script", {
    type: "module",
    src: `${BASE}embed/v${version}/hsmp-calculator.js`,
    integrity,
    crossorigin: "anonymous",
    referrerpolicy: "no-referrer",
  });
  const names = ["lang", "theme", "accent", "radius", "scale", "storage", "min-height"];
  const said = Object.fromEntries(names.filter((name) => choices[name] !== USUAL[name]).map((name) => [name, choices[name]]));
  const element = tag("hsmp-calculator", { calculator: choices.calculator, ...said, ...(choices.share && { "allow-share": true }) });
  const link = `${tag("a", { href: BASE })}${section.dataset.fallback}</a>`;
  const frame = tag("iframe", {
    src: address({ ...choices, share: "" }),
    title: section.dataset.calculator,
    width: "100%",
    height: choices["min-height"],
    frameborder: "0",
    sandbox: SANDBOX,
    allow: "clipboard-write",
    referrerpolicy: "no-referrer",
    loading: "lazy",
  });
  return {
    element: `${script}</script>\n${element}\n  ${link}\n</hsmp-calculator>`,
    "element-policy": `script-src ${origin};\nframe-src ${origin}`,
    frame: `${frame}</iframe>`,
    "frame-policy": `frame-src ${origin}`,
  };
};

// The old frame stays until the new one is there, so that nothing flashes. What the preview keeps would be kept for this
// host and not for the partner's, so it keeps nothing.
const preview = (section, choices) => {
  const place = find(section, ".preview");
  const src = address({ ...choices, storage: "none", share: "" });
  const height = `${choices["min-height"]}px`;
  [...place.children].forEach((frame) => (frame.style.blockSize = height));
  if (place.lastElementChild?.src === src) return;
  find(place, ".next")?.remove();
  const next = make("iframe", { title: place.dataset.title, src, allow: "clipboard-write", referrerPolicy: "no-referrer" });
  next.style.blockSize = height;
  if (place.firstElementChild) next.className = "next";
  next.onload = () => {
    [...place.children].forEach((frame) => frame !== next && frame.remove());
    next.className = "";
  };
  place.append(next);
};

let resting;
/** Writes everything anew; the preview at once, or when typing rests. */
const write = (section, at = 0) => {
  const said = chosen(section);
  judge(section, said);
  judgeHeight(section, said);
  for (const [name, text] of Object.entries(texts(section, said.choices))) find(section, `[data-code=${name}]`).textContent = text;
  for (const output of section.querySelectorAll("output")) output.value = `${find(section, `[id="${output.htmlFor}"]`).value} ${output.dataset.unit}`;
  section.querySelectorAll(".copied").forEach((place) => (place.textContent = ""));
  clearTimeout(resting);
  resting = setTimeout(() => preview(section, said.choices), at);
};

/** Hands a text to the clipboard, and says what came of it. */
const copy = async (section, button) => {
  const code = find(section, `[data-code=${button.dataset.copy}]`);
  const place = find(button.parentElement, ".copied");
  place.textContent = "";
  try {
    await navigator.clipboard.writeText(code.textContent);
    place.textContent = section.dataset.copied;
  } catch {
    getSelection().selectAllChildren(code);
    place.textContent = section.dataset.selected;
  }
};

// --- The languages of this page ---

const prepare = (section) => {
  const languages = find(section, "[name=lang]");
  for (const { lang, dataset } of sections) {
    languages.append(make("option", { value: lang, textContent: dataset.name, lang }));
    const link = make("a", { href: `#${lang}`, lang, hreflang: lang, textContent: dataset.name });
    if (lang === section.lang) link.setAttribute("aria-current", "true");
    find(section, ".languages").append(link);
  }
  const statement = find(section, ".learns p:last-child");
  statement.textContent = say(statement.textContent, { host });
  const form = find(section, "form");
  form.hidden = false;
  const accent = form.elements.accent;
  const picker = find(section, ".picker");
  picker.value = "#0b5563";
  picker.addEventListener("input", (event) => {
    event.stopPropagation();
    accent.value = picker.value;
    write(section, REST);
  });
  form.addEventListener("input", () => {
    picker.value = colour(accent.value) ?? picker.value;
    write(section, REST);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", ({ target }) => target.dataset.copy && copy(section, target));
};

const wanted = () => {
  for (const tag of [location.hash.slice(1), ...navigator.languages]) {
    const code = tag.toLowerCase().split("-")[0];
    const section = sections.find(({ lang }) => lang === code);
    if (section) return section;
  }
  return sections[0];
};

/** Shows one language, with what was chosen in another. */
const show = (section) => {
  const before = find(document, ".speech.chosen");
  if (before === section) return;
  if (before) {
    for (const field of find(before, "form").elements) {
      const own = field.name && [...find(section, "form").elements].find(({ name, value, type }) => name === field.name && (type !== "radio" || value === field.value));
      if (own) Object.assign(own, /radio|checkbox/.test(own.type) ? { checked: field.checked } : { value: field.value });
    }
    before.classList.remove("chosen");
    find(before, ".preview").replaceChildren();
  }
  section.classList.add("chosen");
  root.dataset.speech = root.lang = section.lang;
  root.dir = section.dir;
  document.title = find(section, "h1").textContent;
  write(section);
  if (before) find(section, "h1").focus();
};

sections.forEach(prepare);
show(wanted());
addEventListener("hashchange", () => show(wanted()));
