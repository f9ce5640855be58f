// Makes the package out of what cargo compiled, and packs it: `make packages` calls this with the tools on the path.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env, exit } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TOP = join(HERE, "../..");
const TARGET = env.CARGO_TARGET_DIR ?? join(TOP, "target");
const STAGING = join(TARGET, "packages/engine");
const PACKED = join(TOP, "dist/packages");
/** The most that the module may weigh, as brotli. */
const MOST_BYTES = 250_000;

const run = (program, ...options) => execFileSync(program, options, { stdio: ["ignore", "ignore", "inherit"] });

/** The module and its glue. */
function module() {
  const linked = join(TARGET, "wasm32-unknown-unknown/release/hsmp_engine.wasm");
  run("wasm-bindgen", linked, "--target=web", "--no-typescript", "--omit-default-module-path", "--remove-producers-section", `--out-dir=${STAGING}`);
  const path = join(STAGING, "hsmp_engine_bg.wasm");
  run("wasm-opt", "-Oz", path, "-o", path);
  const weight = brotliCompressSync(readFileSync(path)).length;
  if (weight > MOST_BYTES) throw new Error(`the module weighs ${weight} bytes as brotli; it may weigh ${MOST_BYTES}`);
  return weight;
}

/** The texts of each language, as the build of the core left them. */
function texts() {
  const options = ["build", "--quiet", "--release", "--locked", "--package=hsmp-engine", "--target=wasm32-unknown-unknown", "--message-format=json"];
  const told = execFileSync("cargo", options, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 100_000_000 });
  const messages = told.trim().split("\n").map((line) => JSON.parse(line));
  const core = messages.find(({ reason, package_id }) => reason === "build-script-executed" && /[/]core#(hsmp@)?/.test(package_id));
  const files = readdirSync(core.out_dir).filter((file) => file.endsWith("-details.txt"));
  const langs = files.map((file) => file.slice(0, -"-details.txt".length)).sort();
  for (const lang of langs) {
    const parts = [`${lang}.txt`, `${lang}-details.txt`].map((file) => readFileSync(join(core.out_dir, file), "utf8"));
    writeFileSync(join(STAGING, `texts-${lang}.js`), `export default ${JSON.stringify(parts)};\n`);
  }
  const rows = langs.map((lang) => `  ${lang}: () => import("./texts-${lang}.js"),\n`);
  writeFileSync(join(STAGING, "texts.js"), `// Each language is loaded when it is asked for.\nexport const texts = {\n${rows.join("")}};\n`);
  const type = langs.map((lang) => JSON.stringify(lang)).join(" | ");
  writeFileSync(join(STAGING, "languages.d.ts"), `/** A language of the engine. */\nexport type Language = ${type};\n`);
}

/** The type of a profile, from its schema. */
async function types() {
  const tool = join(env.HSMP_PACKAGES, "node_modules/json-schema-to-typescript/dist/src/index.js");
  const { compileFromFile } = await import(pathToFileURL(tool));
  const options = { bannerComment: "/* From the JSON Schema of a profile. */", additionalProperties: true };
  return compileFromFile(join(TOP, "public/schema/profile.v2.json"), options);
}

/** Cargo's version is the package's own. */
function manifest() {
  const [, version] = /^version = "(.+)"$/m.exec(readFileSync(join(TOP, "Cargo.toml"), "utf8"));
  const own = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));
  return `${JSON.stringify({ ...own, version }, null, 2)}\n`;
}

try {
  rmSync(STAGING, { recursive: true, force: true });
  mkdirSync(STAGING, { recursive: true });
  mkdirSync(PACKED, { recursive: true });
  // One that failed to be made must not look made.
  for (const file of readdirSync(PACKED).filter((file) => file.startsWith("hsmp-engine-"))) rmSync(join(PACKED, file));
  texts();
  const weight = module();
  writeFileSync(join(STAGING, "profile.d.ts"), await types());
  writeFileSync(join(STAGING, "package.json"), manifest());
  for (const file of ["index.js", "node.js", "engine.js", "index.d.ts", "README.md"]) copyFileSync(join(HERE, file), join(STAGING, file));
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(join(TOP, file), join(STAGING, file));
  const told = execFileSync("npm", ["pack", "--silent", STAGING, `--pack-destination=${PACKED}`], { encoding: "utf8" });
  console.log(`packages: dist/packages/${told.trim()}, module ${weight} bytes as brotli`);
} catch (why) {
  console.error(`packages: ${why.message}`);
  exit(1);
}
