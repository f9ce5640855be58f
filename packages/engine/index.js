// In browsers: the module is fetched from beside this file.

import { initFrom } from "./engine.js";

export { EngineError, about, assess, assessText, calendar, check, results, schema, schemaText, verify } from "./engine.js";

export function init({ module, langs } = {}) {
  return initFrom(() => module ?? new URL("./hsmp_engine_bg.wasm", import.meta.url), langs);
}
