// The same in Node.js and in browsers: texts of the module become objects, and its faults errors.

import load, * as engine from "./hsmp_engine.js";
import { texts } from "./texts.js";

/** What went wrong: `code` for programs, `message` for people. */
export class EngineError extends Error {
  constructor(code, message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "EngineError";
    this.code = code;
  }
}

let starting;
let isReady = false;
/** Each language that was asked for, once its texts are there. */
const words = new Map();

/** Starts the module from what a function gives, unless it runs, and adds languages. */
export async function initFrom(source, langs = ["en"]) {
  for (const lang of langs) {
    if (!Object.hasOwn(texts, lang)) throw new EngineError("language", `'${lang}' is not a language; there are: ${Object.keys(texts).join(", ")}`);
  }
  try {
    starting ??= start(source);
    const [found] = await Promise.all([Promise.all(langs.map((lang) => texts[lang]())), starting]);
    for (const [place, lang] of langs.entries()) {
      if (!words.has(lang)) words.set(lang, guarded(() => new engine.Words(lang, ...found[place].default)));
    }
  } catch (why) {
    // It may go better next time.
    if (!isReady) starting = undefined;
    if (why instanceof EngineError) throw why;
    throw new EngineError("not-loaded", `the engine could not be loaded: ${why?.message ?? why}`, why);
  }
}

async function start(source) {
  await load({ module_or_path: await source() });
  isReady = true;
}

/** Calls the module. What it throws is code and text of a fault; anything else is a fault of its own. */
function guarded(work) {
  if (!isReady) throw new EngineError("not-loaded", "call 'await init()' first");
  try {
    return work();
  } catch (why) {
    if (why instanceof EngineError) throw why;
    if (typeof why !== "string") throw new EngineError("internal", `the engine failed: ${why?.message ?? why}`, why);
    const { code, message } = JSON.parse(why);
    throw new EngineError(code, message);
  }
}

function inLanguage(lang, work) {
  return guarded(() => {
    const found = words.get(lang);
    if (!found) throw new EngineError("language", `the texts of '${lang}' are not loaded; call 'await init({ langs: ["${lang}"] })' first`);
    return work(found);
  });
}

/** JSON, of an object or as it came. */
function json(given) {
  if (typeof given === "string") return given;
  let text;
  try {
    text = JSON.stringify(given);
  } catch (why) {
    throw new EngineError("not-json", `this cannot be written as JSON: ${why.message}`, why);
  }
  if (text === undefined) throw new EngineError("not-json", `an object or JSON is needed, not ${typeof given}`);
  return text;
}

export function assessText(profile, date) {
  return guarded(() => engine.assess(json(profile), String(date)));
}

export function assess(profile, date) {
  return JSON.parse(assessText(profile, date));
}

export function results(profile, date, { lang = "en" } = {}) {
  return JSON.parse(inLanguage(lang, (words) => words.results(json(profile), String(date))));
}

export function check(profile, date, { lang = "en" } = {}) {
  return JSON.parse(inLanguage(lang, (words) => words.check(json(profile), String(date))));
}

export function verify(receipt) {
  return JSON.parse(guarded(() => engine.verify(json(receipt))));
}

export function calendar(profile, date, { lang = "en", again = false } = {}) {
  return inLanguage(lang, (words) => words.calendar(json(profile), String(date), again));
}

export function schema() {
  return JSON.parse(schemaText());
}

export function schemaText() {
  return guarded(() => engine.schema());
}

export function about() {
  return JSON.parse(guarded(() => engine.about()));
}
