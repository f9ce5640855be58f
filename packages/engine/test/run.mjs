// Installs the packed engine into an empty folder and uses it there as others would. `make packages-test` calls it with
// the tools on the path.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process, { env } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

import { visit } from "../../visit.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TOP = join(HERE, "../../..");
const TARGET = env.CARGO_TARGET_DIR ?? join(TOP, "target");
const HSMP = join(TARGET, "debug/hsmp");
const TOOLS = join(env.HSMP_PACKAGES, "node_modules");
/** What docs/ENGINE.md says that a page needs, and what this test's page needs besides: its import map, and to hand in. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-page'; connect-src 'self'";

const project = mkdtempSync(join(tmpdir(), "hsmp-engine-"));
const copy = (file, name = file) => copyFileSync(join(HERE, file), join(project, name));
const run = (program, ...options) => execFileSync(program, options, { cwd: project, stdio: "inherit", env: { ...env, HSMP, HSMP_ROOT: TOP } });

function install() {
  const version = JSON.parse(readFileSync(join(TARGET, "packages/engine/package.json"), "utf8")).version;
  const packed = join(TOP, `dist/packages/hsmp-engine-${version}.tgz`);
  run("npm", "install", "--silent", "--offline", "--no-audit", "--no-fund", packed);
  const own = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
  assert.deepEqual(Object.keys(own.packages), ["", "node_modules/@hsmp/engine"], "it needs nothing else");
  for (const file of ["index.js", "hsmp_engine.js", "hsmp_engine_bg.wasm", "texts-en.js"]) {
    const bytes = readFileSync(join(project, "node_modules/@hsmp/engine", file), "latin1");
    assert.ok(!bytes.includes(TOP.replace(/\/$/, "")) && !bytes.includes("/.cargo/"), `${file} names a folder of the machine that built it`);
  }
}

/** What the guide and the package's own page say is run as it stands. */
function documented() {
  const texts = ["docs/ENGINE.md", "packages/engine/README.md"].map((file) => readFileSync(join(TOP, file), "utf8"));
  const examples = texts.flatMap((text) => [...text.matchAll(/^```js\n(.*?)^```/gms)].map(([, code]) => code));
  assert.ok(examples.length > 2);
  for (const code of examples) {
    writeFileSync(join(project, "documented.mjs"), code);
    execFileSync("node", ["documented.mjs"], { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  }
  console.log(`  ${examples.length} documented examples run`);
}

function types() {
  copy("sample.ts", "sample.mts");
  const always = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022,dom"];
  for (const resolution of [["--module", "nodenext"], ["--module", "esnext", "--moduleResolution", "bundler"]]) {
    run(join(TOOLS, ".bin/tsc"), ...always, ...resolution, "sample.mts");
  }
  console.log("  types: tsc --strict");
}

/** The page as Vite builds it, in the folder `built`. */
async function vite() {
  copy("built.html", "index.html");
  mkdirSync(join(project, "public"));
  copyFileSync(join(TOP, "examples/profiles/engineer.json"), join(project, "public/profile.json"));
  const { build } = await import(pathToFileURL(join(TOOLS, "vite/dist/node/index.js")));
  await build({ root: project, configFile: false, base: "./", logLevel: "warn", build: { outDir: "built", target: "es2022" } });
}

async function pages() {
  const expected = execFileSync(HSMP, ["assess", "examples/profiles/engineer.json", "--on", "2026-11-21", "--format", "json"], {
    cwd: TOP,
    encoding: "utf8",
  });
  for (const file of ["plain.html", "page.js"]) copy(file);
  copyFileSync(join(TOP, "examples/profiles/engineer.json"), join(project, "profile.json"));
  await vite();
  for (const [name, folder, page] of [["plain HTML", project, "plain.html"], ["Vite", join(project, "built"), "index.html"]]) {
    const { outcome, paths } = await visit(folder, page, POLICY);
    assert.equal(outcome.failure, undefined, name);
    assert.equal(outcome.early, "not-loaded", name);
    assert.ok(outcome.receipt === expected, `${name}: other bytes than the command line's`);
    assert.equal(outcome.valid, true, name);
    assert.match(outcome.problems[0].message, /séjour/i, name);
    assert.ok(paths.every((path) => !path.includes("?")) && !paths.some((path) => path.includes("texts-en")), paths.join(" "));
    assert.equal(paths.filter((path) => path.endsWith(".wasm")).length, 1, paths.join(" "));
    const without = await visit(folder, page, POLICY.replace(" 'wasm-unsafe-eval'", ""));
    assert.equal(without.outcome.failure, "not-loaded", `${name}, without 'wasm-unsafe-eval'`);
    console.log(`  ${name} in Chromium: the same bytes`);
  }
}

try {
  console.log("packages-test: @hsmp/engine");
  install();
  copy("node.mjs");
  run("node", "node.mjs");
  documented();
  types();
  await pages();
} catch (why) {
  console.error(`packages-test: ${why.message}`);
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true, maxRetries: 5 });
}
