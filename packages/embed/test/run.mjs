// Installs the packed element into an empty folder and uses it there as others would, with the calculator on another
// name of this machine. `make packages-test` calls it with the tools on the path.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process, { env } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

import { visit } from "../../visit.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TOP = join(HERE, "../../..");
const TARGET = env.CARGO_TARGET_DIR ?? join(TOP, "target");
const TOOLS = join(env.HSMP_PACKAGES, "node_modules");
const tools = createRequire(join(TOOLS, "none.js"));

const project = mkdtempSync(join(tmpdir(), "hsmp-embed-"));
const installed = join(project, "node_modules/@hsmp/embed");
const copy = (file, name = file) => copyFileSync(join(HERE, file), join(project, name));
const run = (program, ...options) => execFileSync(program, options, { cwd: project, stdio: "inherit" });
const json = (file) => JSON.parse(readFileSync(file, "utf8"));

function install() {
  const { version } = json(join(TARGET, "packages/embed/package.json"));
  run("npm", "install", "--silent", "--offline", "--no-audit", "--no-fund", join(TOP, `dist/packages/hsmp-embed-${version}.tgz`));
  assert.deepEqual(Object.keys(json(join(project, "package-lock.json")).packages), ["", "node_modules/@hsmp/embed"], "it needs nothing else");
  const script = readFileSync(join(installed, "hsmp-calculator.js"));
  const integrity = `sha384-${createHash("sha384").update(script).digest("base64")}`;
  assert.equal(json(join(installed, "releases.json"))[version], integrity, "the hash of the release is that of the script");
  // What renders pages on a server may import it.
  run("node", "--input-type=module", "--eval", 'const { HsmpCalculator } = await import("@hsmp/embed"); if (!HsmpCalculator) throw new Error("no class");');
  console.log(`  ${version}: the released bytes, alone, harmless in Node.js`);
}

/** What the guide says and what the manifest says is the same, and the manifest has the form that others read. */
function manifest() {
  const { default: Ajv } = tools("ajv");
  const validate = new Ajv({ strict: false }).compile(tools("custom-elements-manifest/schema.json"));
  const own = json(join(installed, "custom-elements.json"));
  assert.ok(validate(own), JSON.stringify(validate.errors));
  const [{ attributes, events, cssProperties, members }] = own.modules[0].declarations;
  const guide = readFileSync(join(TOP, "docs/EMBEDDING.md"), "utf8");
  /** The names in the first column of the table that has this heading. */
  const column = (heading) => {
    const [, table] = guide.split(`\n| ${heading} |`);
    return table.split("\n\n")[0].split("\n").map((row) => /^\| `([^`]+)` \|/.exec(row)?.[1]).filter(Boolean).sort();
  };
  const names = (list) => list.map(({ name }) => name).sort();
  assert.deepEqual(names(attributes), column("Attribute"));
  assert.deepEqual(names(events), column("Event"));
  assert.deepEqual(names(cssProperties), column("Property"));
  for (const { name } of members) assert.ok(guide.includes(`element.${name}`), name);
  const script = readFileSync(join(installed, "hsmp-calculator.js"), "utf8");
  const [, observed] = /observedAttributes = (\[.*\])/.exec(script);
  assert.deepEqual(JSON.parse(observed).sort(), names(attributes), "the script looks at the same attributes");
  console.log(`  custom-elements.json: ${attributes.length} attributes, ${events.length} events, as documented`);
}

function types() {
  copy("sample.ts", "sample.mts");
  copy("sample.tsx");
  mkdirSync(join(project, "node_modules/@types"));
  symlinkSync(join(TOOLS, "@types/react"), join(project, "node_modules/@types/react"));
  const always = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022,dom"];
  const tsc = (...options) => run(join(TOOLS, ".bin/tsc"), ...always, ...options);
  tsc("--module", "nodenext", "sample.mts");
  tsc("--module", "esnext", "--moduleResolution", "bundler", "sample.mts");
  tsc("--module", "esnext", "--moduleResolution", "bundler", "--jsx", "react-jsx", "sample.tsx");
  console.log("  types: tsc --strict, also for React");
}

/** The calculator, served with its headers under another name than the page. */
async function served(work) {
  const server = spawn(join(TARGET, "debug/xtask"), ["serve", "8970"], { cwd: TOP, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const host = await new Promise((resolve, reject) => {
      let said = "";
      server.stdout.on("data", (part) => {
        said += part;
        const found = /at (http:\S+)/.exec(said);
        if (found) resolve(found[1]);
      });
      server.on("exit", () => reject(new Error(`the calculator is not served: ${said}`)));
    });
    await work(host);
  } finally {
    server.removeAllListeners("exit");
    server.kill();
  }
}

/** The page as Vite builds it, in the folder `built`. */
async function vite() {
  copy("built.html", "index.html");
  const { build } = await import(pathToFileURL(join(TOOLS, "vite/dist/node/index.js")));
  await build({ root: project, configFile: false, base: "./", logLevel: "warn", build: { outDir: "built", target: "es2022" } });
}

async function pages(host) {
  for (const file of ["plain.html", "page.js"]) copy(file);
  writeFileSync(join(project, "host.js"), `export const host = ${JSON.stringify(host)};\n`);
  await vite();
  // The package's line in the guide; and this page's own script, import map, and handing in.
  const guide = readFileSync(join(TOP, "docs/EMBEDDING.md"), "utf8");
  const [, line] = /with the package from npm:\n\n```\n(.*)\n```/.exec(guide);
  const policy = `default-src 'none'; script-src 'self' 'nonce-page'; connect-src 'self'; ${line.replace("https://HOST", new URL(host).origin)}`;
  for (const [name, folder, page] of [["plain HTML", project, "plain.html"], ["Vite", join(project, "built"), "index.html"]]) {
    const { outcome } = await visit(folder, page, policy, "localhost");
    assert.equal(outcome.failure, undefined, name);
    assert.equal(outcome.ready.type, "connected", name);
    assert.match(outcome.ready.build, /^[0-9a-f]{16}$/, name);
    assert.ok(outcome.height.px >= 200, name);
    assert.deepEqual([outcome.dropped, outcome.isOwn], [0, true], name);
    assert.ok(outcome.said.length === 1 && outcome.said[0].includes("another origin"), `${name}: ${outcome.said.join("; ")}`);
    console.log(`  ${name} in Chromium: the calculator runs, ${outcome.height.px} px`);
  }
}

try {
  console.log("packages-test: @hsmp/embed");
  install();
  manifest();
  types();
  await served(pages);
} catch (why) {
  console.error(`packages-test: ${why.message}`);
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true, maxRetries: 5 });
}
