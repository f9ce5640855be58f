// In Node.js, which fetches no files: the module is read from beside this file.

import { readFile } from "node:fs/promises";

import { initFrom } from "./engine.js";

export { EngineError, about, assess, assessText, calendar, check, results, schema, schemaText, verify } from "./engine.js";

export function init({ module, langs } = {}) {
  return initFrom(() => module ?? readFile(new URL("./hsmp_engine_bg.wasm", import.meta.url)), langs);
}
