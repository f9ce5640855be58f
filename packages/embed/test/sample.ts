// What a partner may write, for the compiler: `tsc --strict` must take it, and refuse the lines it is told to expect.

import { HsmpCalculator } from "@hsmp/embed";
import type { Calculator, ErrorCode, HsmpCalculatorAttributes, Result } from "@hsmp/embed";

const element = document.createElement("hsmp-calculator");
const found: HsmpCalculator | null = document.querySelector("hsmp-calculator");
const dropped: number = element.dropped;
element.addEventListener("hsmp-ready", ({ detail }) => console.log(detail.build, detail.v === 1));
element.addEventListener("hsmp-height", ({ detail }) => console.log(detail.px.toFixed()));
element.addEventListener("hsmp-step", ({ detail }) => console.log(detail.index / detail.total));
element.addEventListener("hsmp-error", ({ detail }) => {
  const code: ErrorCode = detail.code;
  console.log(code);
});
element.addEventListener("hsmp-result", (event: CustomEvent<Result>) => console.log(event.detail.receipt.length));
element.addEventListener("click", ({ clientX }) => console.log(clientX));
// @ts-expect-error: a step holds no answer
element.addEventListener("hsmp-step", ({ detail }) => console.log(detail.answer));
// @ts-expect-error: it only counts
element.dropped = 0;
// @ts-expect-error: there is no such calculator
export const slip: Calculator = "taxes";
export const attributes: HsmpCalculatorAttributes = { calculator: "pay", scale: "120", radius: 4, "allow-share": true };
export const isOne = found instanceof HsmpCalculator && dropped === 0;
