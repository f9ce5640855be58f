// For React 19: `import type {} from "@hsmp/embed/react"` once, anywhere.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { HsmpCalculator, HsmpCalculatorAttributes, HsmpCalculatorEventMap } from "./index.js";

type Handlers = { [K in keyof HsmpCalculatorEventMap as `on${K}`]?: (event: HsmpCalculatorEventMap[K]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "hsmp-calculator": Omit<DetailedHTMLProps<HTMLAttributes<HsmpCalculator>, HsmpCalculator>, keyof HsmpCalculatorAttributes> &
        HsmpCalculatorAttributes &
        Handlers;
    }
  }
}
