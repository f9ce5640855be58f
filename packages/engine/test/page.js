// A partner's page, plain or built. It hands in what it found; only this test's pages send anything.

import { EngineError, assessText, check, init, verify } from "@hsmp/engine";

const DAY = "2026-11-21";

async function work() {
  const profile = await (await fetch("profile.json")).text();
  let early;
  try {
    assessText(profile, DAY);
  } catch (why) {
    early = why instanceof EngineError && why.code;
  }
  await init({ langs: ["fr"] });
  const receipt = assessText(profile, DAY);
  return { early, receipt, valid: verify(receipt).valid, problems: check(profile, DAY, { lang: "fr" }) };
}

const outcome = await work().catch((why) => ({ failure: why.code ?? String(why) }));
await fetch("outcome", { method: "POST", body: JSON.stringify(outcome) });
