// The package in Node.js, from where it was installed: the same bytes as the command line, and an error for each fault.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { env } from "node:process";

import { EngineError, about, assess, assessText, calendar, check, init, results, schema, schemaText, verify } from "@hsmp/engine";

const DAY = "2026-11-21";
const EXAMPLES = join(env.HSMP_ROOT, "examples");
const hsmp = (...options) => execFileSync(env.HSMP, options, { encoding: "utf8", cwd: env.HSMP_ROOT, maxBuffer: 100_000_000 });
const module = createRequire(import.meta.url).resolve("@hsmp/engine/hsmp_engine_bg.wasm");

function refused(work, code, message) {
  assert.throws(work, (why) => {
    assert.ok(why instanceof EngineError && why instanceof Error && why.name === "EngineError");
    assert.equal(why.code, code);
    assert.match(why.message, message);
    return true;
  });
}

// Before anything is loaded; then a load that fails, which may be tried again.
refused(() => assess({ schema: 2 }, DAY), "not-loaded", /await init\(\)/);
await assert.rejects(init({ langs: ["xx"] }), { code: "language", message: "'xx' is not a language; there are: ar, az, en, fr, ru, tr" });
await assert.rejects(init({ module: new Uint8Array([1, 2, 3]) }), { code: "not-loaded" });
refused(() => schema(), "not-loaded", /init/);
await Promise.all([init({ module: readFileSync(module) }), init()]);
refused(() => check({ schema: 2 }, DAY, { lang: "fr" }), "language", /langs: \["fr"\]/);
await init({ langs: about().languages });

const files = ["profiles", "scenarios"].flatMap((folder) =>
  readdirSync(join(EXAMPLES, folder)).filter((file) => file.endsWith(".json")).map((file) => join(EXAMPLES, folder, file)),
);
assert.ok(files.length > 10);
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const receipt = assessText(text, DAY);
  assert.equal(receipt, hsmp("assess", file, "--on", DAY, "--format", "json"), file);
  assert.equal(assessText(JSON.parse(text), DAY), receipt, `${file}, as an object`);
  assert.deepEqual(assess(text, DAY), JSON.parse(receipt));
  assert.equal(verify(receipt).valid, true);
  assert.equal(verify(JSON.parse(receipt)).valid, true);
  for (const lang of about().languages) {
    assert.equal(calendar(text, DAY, { lang }), hsmp("calendar", file, "--on", DAY, "--language", lang), `${file}, ${lang}`);
  }
  assert.equal(calendar(text, DAY, { again: true }), hsmp("calendar", file, "--on", DAY, "--again"), `${file}, again`);
}
assert.equal(schemaText(), hsmp("schema"));
assert.equal(schema().properties.schema.const, about().schema);
assert.deepEqual(about().languages, ["en", "ar", "az", "fr", "ru", "tr"]);

const engineer = readFileSync(join(EXAMPLES, "profiles/engineer.json"), "utf8");
assert.equal(assess(engineer, DAY).rulebook, about().rulebook);
const points = (lang) => results(engineer, DAY, { lang })[0];
assert.deepEqual([points("en"), points("fr")], [{ name: "Points", text: "39 to 94" }, { name: "Points", text: "39 à 94" }]);
const late = { schema: 2, jobs: [{ id: 1, from: "2020-01-01", to: "2019-01-01" }] };
const [problem] = check(late, DAY);
assert.deepEqual([problem.slot, problem.used], ["jobs.1.to", false]);
assert.notEqual(problem.message, check(late, DAY, { lang: "fr" })[0].message);

const forged = assess(engineer, DAY);
forged.assessment.points.total[1] = 100;
assert.deepEqual(verify(forged).mismatches, [{ path: "assessment.points.total.1", stated: "100", got: "94" }]);
assert.equal(verify(forged).valid, false);

const round = { schema: 2 };
round.self = round;
for (const [profile, code, message] of [
  ["{", "not-json", /line 1/],
  ["", "not-json", /line/],
  ['{"schema":2,"schema":2}', "not-json", /twice/],
  [undefined, "not-json", /not undefined/],
  [round, "not-json", /circular/i],
  [null, "not-a-profile", /schema/],
  [[], "not-a-profile", /schema/],
  [{ schema: 2, stays: 7 }, "not-a-profile", /stays/],
  [{ schema: 99 }, "newer", /schema 99/],
  [{ schema: 2, filling: "x".repeat(1_000_000) }, "too-long", /1 MB/],
  [{ schema: 2, jobs: Array(10_001).fill({}) }, "too-many-rows", /jobs/],
]) {
  for (const work of [assess, check, results, calendar]) refused(() => work(profile, DAY), code, message);
}
for (const date of ["2026-02-30", "21.11.2026", "", undefined, new Date(0)]) refused(() => assess({ schema: 2 }, date), "date", /./);
refused(() => verify("{}"), "not-a-receipt", /receipt/);
refused(() => verify({ receipt: 1, on: "soon", profile: { schema: 2 } }), "date", /2026-01-31/);
refused(() => verify({ receipt: 1, on: DAY, profile: { schema: 99 } }), "newer", /schema 99/);
// After all these faults it works as before.
assert.equal(verify(assessText(engineer, DAY)).valid, true);
console.log(`  Node.js ${process.version}: ${files.length} profiles as the command line has them, to the byte`);
