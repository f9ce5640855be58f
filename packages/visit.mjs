// A page of a partner's in a real browser, for the tests of the packages.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";

const PATIENCE = 120_000;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

function chromium() {
  const found = ["chromium", "chromium-browser", "google-chrome"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (!found) throw new Error("no Chromium found; run 'scripts/setup.sh packages'");
  return found;
}

/** What a page hands in, and the paths it asked for. `host` is the name of this machine in the page's address. */
export async function visit(folder, page, policy, host = "127.0.0.1") {
  const paths = [];
  let handIn;
  const handedIn = new Promise((resolve) => (handIn = resolve));
  const server = createServer(async (request, response) => {
    paths.push(request.url);
    if (request.method === "POST") {
      handIn(JSON.parse(await text(request)));
      response.end();
      return;
    }
    try {
      const bytes = readFileSync(join(folder, request.url));
      response.writeHead(200, { "Content-Type": TYPES[extname(request.url)] ?? "text/plain", "Content-Security-Policy": policy }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, host);
  await once(server, "listening");
  const profile = mkdtempSync(join(tmpdir(), "hsmp-packages-browser-"));
  const options = ["--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", `--user-data-dir=${profile}`];
  const browser = spawn(chromium(), [...options, `http://${host}:${server.address().port}/${page}`], { stdio: "ignore" });
  const ended = once(browser, "exit");
  const late = setTimeout(PATIENCE, { failure: "the page handed nothing in" }, { ref: false });
  const outcome = await Promise.race([handedIn, late]);
  browser.kill();
  await ended;
  server.closeAllConnections();
  server.close();
  await remove(profile);
  return { outcome, paths: paths.filter((path) => path !== "/favicon.ico" && path !== "/outcome") };
}

/** Removes a browser's folder. Its processes go one after another, and may still write. */
async function remove(folder) {
  for (let tries = 1; ; tries += 1) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (why) {
      if (tries === 50) throw why;
      await setTimeout(200);
    }
  }
}
