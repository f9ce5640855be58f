/** What the frame shows. */
export type Calculator = "points" | "residency" | "pay" | "permits" | "plan" | "programmes" | "full";

export type Theme = "auto" | "light" | "dark";

/** What the visitor's browser keeps of the answers, for your site only. */
export type Storage = "none" | "session" | "device";

/** Why something could not be done. Each shows the visitor a readable notice too. */
export type ErrorCode = "calculator" | "language" | "setting" | "version" | "start" | "panic";

/** The calculator runs. */
export interface Connected {
  type: "connected";
  v: 1;
  /** The build, as "About and your data" shows it. */
  build: string;
}

/** How high the frame is now, in whole pixels. */
export interface Height {
  type: "height";
  px: number;
}

/** So many of the sections that the calculator asks about have an answer. */
export interface Step {
  type: "step";
  index: number;
  total: number;
}

/** There is a result. What it is, is not in it. */
export interface Completed {
  type: "completed";
}

export interface Failed {
  type: "error";
  code: ErrorCode;
}

/** Only with `allow-share`, and only after the visitor pressed the button that names your site. */
export interface Result {
  type: "result";
  /** A receipt as text: `verify()` of @hsmp/engine checks it. It holds the visitor's answers. */
  receipt: string;
}

/** The events of the element. All bubble. */
export interface HsmpCalculatorEventMap {
  "hsmp-ready": CustomEvent<Connected>;
  "hsmp-height": CustomEvent<Height>;
  "hsmp-step": CustomEvent<Step>;
  "hsmp-completed": CustomEvent<Completed>;
  "hsmp-error": CustomEvent<Failed>;
  "hsmp-result": CustomEvent<Result>;
}

/** What may stand in the start tag. docs/EMBEDDING.md says what each does. */
export interface HsmpCalculatorAttributes {
  calculator?: Calculator | undefined;
  /** A language of the calculator; the visitor's own where it is left out. */
  lang?: string | undefined;
  theme?: Theme | undefined;
  /** `#0b5563`. Below a contrast of 4.5:1 it is refused. */
  accent?: string | undefined;
  /** Whole pixels, 0 to 24. */
  radius?: number | `${number}` | undefined;
  /** The size of text in whole percent, 80 to 200. */
  scale?: number | `${number}` | undefined;
  storage?: Storage | undefined;
  "allow-share"?: boolean | "" | undefined;
  /** Pixels kept free while it loads; 560 where it is left out. */
  "min-height"?: number | `${number}` | undefined;
  /** The address of the calculator, where this script does not come from there, as with this package. */
  host?: string | undefined;
  /** What screen readers call the frame. */
  title?: string | undefined;
}

/** The element `<hsmp-calculator>`. Importing this package defines it. */
export declare class HsmpCalculator extends HTMLElement {
  /** How many messages were dropped because they did not fit the protocol. */
  readonly dropped: number;

  addEventListener<K extends keyof HsmpCalculatorEventMap>(
    type: K,
    listener: (this: HsmpCalculator, event: HsmpCalculatorEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HsmpCalculator, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;

  removeEventListener<K extends keyof HsmpCalculatorEventMap>(
    type: K,
    listener: (this: HsmpCalculator, event: HsmpCalculatorEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HsmpCalculator, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "hsmp-calculator": HsmpCalculator;
  }
}
