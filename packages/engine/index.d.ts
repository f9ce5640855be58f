import type { Language } from "./languages.js";
import type { HSMPCalculatorProfile } from "./profile.js";

export type { Language };

/** A profile as `schema()` describes it. What it does not know is kept and ignored. */
export type Profile = HSMPCalculatorProfile;

/** A day, written `2026-11-21`. */
export type IsoDate = string;

/** An amount of manat, written `2733.00`. */
export type Manat = string;

/** The least and the most that is possible. Both are the same where it is certain. */
export type Range<T> = [low: T, high: T];

export type Tri = "yes" | "no" | "unknown";

/** A text by its name, with what stands in its gaps. `results()` and `check()` give words. */
export type Message = string | { text: string; with: Record<string, unknown> };

/** That a rule for this date is not known. */
export interface NotKnown {
  not_known: unknown;
}

/** Why a figure is what it is. */
export interface Step {
  [part: string]: unknown;
}

export interface Points {
  total: Range<number>;
  pass_mark: number;
  scale: number;
  verdict: "above" | "depends" | "below";
  shares: { criterion: string; points: Range<number>; maximum: Range<number>; own: boolean }[];
  why: Step;
  [part: string]: unknown;
}

export interface Condition {
  id: string;
  met: Tri;
  open: string | null;
  why: Step;
}

export interface ResidencyOutcome {
  days: Range<number>;
  resident: Tri;
  [part: string]: unknown;
}

export interface Residency {
  year: number;
  outcome: ResidencyOutcome;
  other: ResidencyOutcome;
  becomes_on: IsoDate | null;
  [part: string]: unknown;
}

export interface Payslip {
  month: string;
  sector: string;
  gross: Manat;
  employee: Record<string, Manat | NotKnown>;
  employer: Record<string, Manat | NotKnown>;
  net: Manat | NotKnown;
  cost: Manat | NotKnown;
  why: Step;
}

export interface Permit {
  way: string;
  state: string;
  [part: string]: unknown;
}

export interface PlanStep {
  step: string;
  done: boolean;
  when: Range<IsoDate>;
  [part: string]: unknown;
}

/** The main parts of an assessment. The others are there, and described by what they hold. */
export interface Assessment {
  points: Points;
  conditions: Condition[];
  residency: Residency | NotKnown;
  pay: { payslip: Payslip; [part: string]: unknown } | null;
  permits: Permit[];
  plan: { steps: PlanStep[]; [part: string]: unknown };
  problems: { slot: string; message: Message; used: boolean }[];
  [part: string]: unknown;
}

/** What went in, what came out and why, so that anybody can work it out again. */
export interface Receipt {
  receipt: 1;
  /** The version of the program that made it. */
  program: string;
  /** The SHA-256 of the rules. */
  rulebook: string;
  on: IsoDate;
  profile: Profile;
  /** Every rule it rests on. */
  rules: { rule: string; reading: string | null; valid: [from: IsoDate, to: IsoDate | null]; value: string }[];
  assessment: Assessment;
}

export interface InLanguage {
  /** A language that was given to `init`; English where it is left out. */
  lang?: Language;
}

export interface Result {
  name: string;
  text: string;
}

export interface Problem {
  /** The answer's place in the profile: `stays.2.to`. */
  slot: string;
  /** What is asked there. */
  question: string;
  /** Whether the answer is used all the same. */
  used: boolean;
  message: string;
}

export interface Verified {
  /** Whether everything in it follows from its answers, under today's rules. Whether these are true it does not say. */
  valid: boolean;
  on: IsoDate;
  program: string;
  otherProgram: boolean;
  otherRules: boolean;
  mismatches: { path: string; stated: string; got: string }[];
}

export type EngineErrorCode =
  | "not-loaded"
  | "not-json"
  | "not-a-profile"
  | "not-a-receipt"
  | "newer"
  | "locked"
  | "too-long"
  | "too-many-rows"
  | "date"
  | "language"
  | "internal";

export declare class EngineError extends Error {
  private constructor();
  readonly name: "EngineError";
  readonly code: EngineErrorCode;
}

export interface Start {
  /** The module: an address, a response, bytes, or compiled. From beside this package's files where it is left out. */
  module?: URL | string | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;
  /** The languages to load; English where they are left out. A later call adds others. */
  langs?: Language[];
}

/** Loads the engine, once. All other functions need it. */
export declare function init(options?: Start): Promise<void>;

/** The receipt of a profile on a date. */
export declare function assess(profile: Profile | string, date: IsoDate): Receipt;

/** The same as the text that `hsmp assess --format json` prints, to the byte. */
export declare function assessText(profile: Profile | string, date: IsoDate): string;

/** The main results in words: points, conditions, tax residence, net pay, permits, the steps of the plan. */
export declare function results(profile: Profile | string, date: IsoDate, options?: InLanguage): Result[];

/** What about the answers cannot be used, or is worth a look. */
export declare function check(profile: Profile | string, date: IsoDate, options?: InLanguage): Problem[];

/** Works a receipt out again and compares. */
export declare function verify(receipt: Receipt | string): Verified;

/**
 * The plan as a calendar file, the text that `hsmp calendar` prints. With `again` it also cancels what an earlier
 * file had and no longer applies.
 */
export declare function calendar(profile: Profile | string, date: IsoDate, options?: InLanguage & { again?: boolean }): string;

/** The JSON Schema of a profile. */
export declare function schema(): Record<string, unknown>;

/** The same as the text that `hsmp schema` prints, to the byte. */
export declare function schemaText(): string;

/** Which program and rules these are. */
export declare function about(): { program: string; rulebook: string; schema: number; languages: Language[] };
