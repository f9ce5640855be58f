// Makes the page, opens it in a headless Chromium, and prints what it found. `make bench-peers` calls it with the
// tools on the path; see README.md.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { loadavg, tmpdir } from "node:os";
import { extname, join } from "node:path";
import { env, exit } from "node:process";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TARGET = env.CARGO_TARGET_DIR ?? join(HERE, "../../target");
const PAGE = join(TARGET, "peers");
const NPM = join(env.HSMP_PEERS, "node_modules");
const PATIENCE = 10 * 60 * 1000;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

function run(program, ...options) {
  // Packages stand outside the clone, and this is how esbuild finds them.
  execFileSync(program, options, { stdio: "inherit", env: { ...env, NODE_PATH: NPM } });
}

function bundle(entry, out, ...options) {
  const always = ["--bundle", "--format=esm", "--minify", "--log-level=warning"];
  run(join(NPM, ".bin/esbuild"), join(HERE, entry), ...always, `--outfile=${join(PAGE, out)}`, ...options);
}

function make() {
  rmSync(PAGE, { recursive: true, force: true });
  mkdirSync(PAGE, { recursive: true });
  const module = join(PAGE, "peers_bg.wasm");
  run("wasm-bindgen", join(TARGET, "wasm32-unknown-unknown/release/peers.wasm"), "--target=web", "--no-typescript", `--out-dir=${PAGE}`);
  // As for the delivery.
  run("wasm-opt", "-Oz", module, "-o", module);
  bundle("page.mjs", "page.js", "--external:./peers.js");
  // These are only weighed.
  bundle("publicodes.mjs", "publicodes.js");
  bundle("json-logic.mjs", "json-logic.js");
  copyFileSync(join(HERE, "index.html"), join(PAGE, "index.html"));
}

function chromium() {
  const found = ["chromium", "chromium-browser", "google-chrome"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (!found) throw new Error("no Chromium found; run 'scripts/setup.sh peers'");
  return found;
}

/** Serves the page to a browser until it has handed in its results. */
async function results() {
  let handIn;
  const handedIn = new Promise((resolve) => (handIn = resolve));
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      handIn(JSON.parse(await text(request)));
      response.end();
      return;
    }
    try {
      const file = request.url === "/" ? "index.html" : request.url.slice(1);
      // A page that is isolated from others has a finer clock.
      const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
      const bytes = readFileSync(join(PAGE, file));
      response.writeHead(200, { "Content-Type": TYPES[extname(file)], ...isolated }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const profile = mkdtempSync(join(tmpdir(), "hsmp-peers-"));
  const options = ["--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"];
  const browser = spawn(chromium(), [...options, `--user-data-dir=${profile}`, `http://127.0.0.1:${server.address().port}/`], { stdio: "ignore" });
  const ended = once(browser, "exit");
  const without = async (event, why) => {
    await event;
    return { failure: why };
  };
  const found = await Promise.race([
    handedIn,
    without(ended, "the browser ended before the page had handed in its results"),
    without(setTimeout(PATIENCE, undefined, { ref: false }), "the page handed in no results"),
  ]);
  browser.kill();
  await ended;
  server.closeAllConnections();
  server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return found;
}

/** A row of a table; the first column is words, the others are numbers. */
function row(name, ...cells) {
  console.log(name.padEnd(20) + cells.map((cell) => String(cell).padStart(22)).join(""));
}

function print({ browser, samples, amounts, compared, timed }) {
  console.log(`\n${browser.match(/\S*Chrome\/\S+/)?.[0] ?? browser}, load of the machine ${loadavg()[0].toFixed(1)}`);
  console.log(`all engines agree on ${amounts} amounts in every sector; on more:`);
  for (const { where, compared: count, different, first } of compared) {
    console.log(`  ${where}: ${different} of ${count} differ${different > 0 ? `; ${first}` : ""}`);
  }
  for (const { work, sector, engines } of timed) {
    console.log(`\n${work}, ${sector}, median of ${samples} samples`);
    row("", "µs each", "each second", ...Object.keys(engines[0].ratios).map((own) => `÷ ${own}`));
    for (const { name, median, ratios } of engines) {
      row(name, median.toFixed(3), Math.round(1e6 / median).toLocaleString("en"), ...Object.values(ratios).map((ratio) => ratio.toFixed(2)));
    }
  }
  console.log("\nweight in bytes");
  row("", "raw", "brotli");
  const weighed = { ours: ["peers_bg.wasm", "peers.js"], publicodes: ["publicodes.js"], "json-logic": ["json-logic.js"] };
  for (const [name, files] of Object.entries(weighed)) {
    const all = files.map((file) => readFileSync(join(PAGE, file)));
    const sum = (weight) => all.reduce((total, bytes) => total + weight(bytes), 0).toLocaleString("en");
    row(name, sum((bytes) => bytes.length), sum((bytes) => brotliCompressSync(bytes).length));
  }
}

make();
const found = await results();
if (found.failure) {
  console.error(`bench-peers: ${found.failure}`);
  exit(1);
}
print(found);
