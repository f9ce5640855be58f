// What a partner may write, for the compiler: `tsc --strict` must take it, and refuse the lines it is told to expect.

import { EngineError, about, assess, assessText, calendar, check, init, results, schema, verify } from "@hsmp/engine";
import type { Manat, Problem, Profile, Range, Receipt, Verified } from "@hsmp/engine";

const profile: Profile = {
  schema: 2,
  degrees: [{ level: "master", field: "engineering", year: 2014 }],
  pay: { gross: { amount: "3200.00", currency: "AZN" }, sector: "private" },
};

// @ts-expect-error: no such level
export const slip: Profile = { schema: 2, degrees: [{ level: "master's" }] };
// @ts-expect-error: the schema is a number
export const other: Profile = { schema: "2" };

export async function use(bytes: Uint8Array): Promise<string> {
  await init();
  await init({ module: bytes, langs: ["en", "fr"] });
  await init({ module: new URL("https://partner.example/engine.wasm") });
  // @ts-expect-error: nobody wrote the texts of this language
  await init({ langs: ["xx"] });
  const receipt: Receipt = assess(profile, "2026-11-21");
  const total: Range<number> = receipt.assessment.points.total;
  const net = receipt.assessment.pay?.payslip.net;
  const amount: Manat | undefined = typeof net === "string" ? net : undefined;
  const problems: Problem[] = check(profile, "2026-11-21", { lang: "fr" });
  const verified: Verified = verify(receipt);
  const file: string = calendar(profile, "2026-11-21", { lang: "fr", again: true });
  const words: string[] = results(assessText(profile, "2026-11-21"), "2026-11-21").map(({ name, text }) => `${name}: ${text}`);
  try {
    schema();
  } catch (why) {
    if (why instanceof EngineError && why.code === "not-loaded") return why.message;
  }
  return [total[0], amount, problems.length, verified.valid, file, ...words, about().languages[0]].join();
}
