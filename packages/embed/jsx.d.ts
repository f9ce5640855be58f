// For what takes its JSX types from the global namespace: `import type {} from "@hsmp/embed/jsx"` once, anywhere.

import type { HsmpCalculatorAttributes } from "./index.js";

declare global {
  namespace JSX {
    interface IntrinsicElements {
      "hsmp-calculator": HsmpCalculatorAttributes & { id?: string; class?: string; slot?: string; children?: unknown };
    }
  }
}
