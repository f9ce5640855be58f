// Packs the element: `make packages` calls this when the delivery is there. The script is the delivered one, to the byte,
// so that the hashes of the releases hold for it too.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env, exit } from "node:process";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TOP = join(HERE, "../..");
const TARGET = env.CARGO_TARGET_DIR ?? join(TOP, "target");
const STAGING = join(TARGET, "packages/embed");
const PACKED = join(TOP, "dist/packages");

try {
  rmSync(STAGING, { recursive: true, force: true });
  mkdirSync(STAGING, { recursive: true });
  mkdirSync(PACKED, { recursive: true });
  // One that failed to be made must not look made.
  for (const file of readdirSync(PACKED).filter((file) => file.startsWith("hsmp-embed-"))) rmSync(join(PACKED, file));
  const read = (file) => JSON.parse(readFileSync(join(HERE, file), "utf8"));
  const releases = read("releases.json");
  const number = (version) => version.split(".").reduce((sum, part) => sum * 10_000 + Number(part), 0);
  const version = Object.keys(releases).sort((a, b) => number(a) - number(b)).at(-1);
  const script = readFileSync(join(TOP, `dist/embed/v${version}/hsmp-calculator.js`));
  const integrity = `sha384-${createHash("sha384").update(script).digest("base64")}`;
  if (integrity !== releases[version]) throw new Error(`dist/ has another ${version} than releases.json names; run 'make build'`);
  writeFileSync(join(STAGING, "hsmp-calculator.js"), script);
  writeFileSync(join(STAGING, "package.json"), `${JSON.stringify({ ...read("package.json"), version }, null, 2)}\n`);
  for (const file of ["index.d.ts", "react.d.ts", "jsx.d.ts", "custom-elements.json", "releases.json", "README.md"]) {
    copyFileSync(join(HERE, file), join(STAGING, file));
  }
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(join(TOP, file), join(STAGING, file));
  const told = execFileSync("npm", ["pack", "--silent", STAGING, `--pack-destination=${PACKED}`], { encoding: "utf8" });
  console.log(`packages: dist/packages/${told.trim()}, script ${script.length} bytes`);
} catch (why) {
  console.error(`packages: ${why.message}`);
  exit(1);
}
