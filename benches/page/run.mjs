// Times what a person waits for, on the delivery itself, in a headless Chromium with a slow line and a slow
// processor. `make bench-page` calls it with the tools on the path; see README.md.
//
//   node benches/page/run.mjs [FOLDER]...     each folder holds a delivery; the first is the one under test

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { loadavg, tmpdir } from "node:os";
import { extname, join } from "node:path";
import { argv, exit } from "node:process";

const FOLDERS = argv.length > 2 ? argv.slice(2) : ["dist"];
const STARTS = 9;
const REPEATS = 15;
// Slow 4G as Chromium's developer tools have it, and a quarter of the processor.
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const SLOWDOWN = 4;
const PHONE = { width: 360, height: 740, deviceScaleFactor: 2, mobile: true };
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".json": "application/json",
};

/** Serves a delivery as a host would: the copies compressed by brotli. */
async function serve(folder) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const file = join(folder, path === "/" ? "index.html" : path);
    const compressed = existsSync(`${file}.br`);
    try {
      const bytes = readFileSync(compressed ? `${file}.br` : file);
      response.writeHead(200, { "Content-Type": TYPES[extname(file)], ...(compressed && { "Content-Encoding": "br" }) }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => (server.closeAllConnections(), server.close()) };
}

/** A headless Chromium that takes commands of the DevTools protocol over a pipe. */
async function chromium() {
  const program = ["chromium", "chromium-browser", "google-chrome"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (!program) throw new Error("no Chromium found; run 'scripts/setup.sh test'");
  const profile = mkdtempSync(join(tmpdir(), "hsmp-page-"));
  const options = ["--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", "--remote-debugging-pipe"];
  const process = spawn(program, [...options, `--user-data-dir=${profile}`], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const ended = once(process, "exit");
  const [, , , write, read] = process.stdio;
  const waiting = new Map();
  let number = 0;
  let rest = "";
  read.setEncoding("utf8").on("data", (data) => {
    const messages = (rest + data).split("\0");
    rest = messages.pop();
    for (const message of messages.map((message) => JSON.parse(message))) {
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) answer?.reject(new Error(message.error.message));
      else answer?.resolve(message.result);
    }
  });
  const call = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      number += 1;
      waiting.set(number, { resolve, reject });
      write.write(`${JSON.stringify({ id: number, method, params, sessionId })}\0`);
    });
  const close = async () => {
    process.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { call, close };
}

/** Opens a page with an empty cache, works on it, and closes it. */
async function visit(browser, line, work) {
  const { browserContextId } = await browser.call("Target.createBrowserContext");
  const { targetId } = await browser.call("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await browser.call("Target.attachToTarget", { targetId, flatten: true });
  const call = (method, params) => browser.call(method, params, sessionId);
  const run = async (expression) => {
    const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await call("Page.enable");
  await call("Network.enable");
  await call("Emulation.setDeviceMetricsOverride", PHONE);
  await call("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  if (line) await call("Network.emulateNetworkConditions", LINE);
  const outcome = await work({ call, run });
  await browser.call("Target.disposeBrowserContext", { browserContextId });
  return outcome;
}

/** Waits for a start, and says when the answers and when everything was there, in milliseconds. */
async function started({ call, run }, address) {
  await call("Page.addScriptToEvaluateOnNewDocument", {
    source: `new MutationObserver(() => {
      if (document.documentElement?.dataset.app) performance.mark("everything");
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-app"] });`,
  });
  await call("Page.navigate", { url: address });
  const deadline = Date.now() + 60_000;
  const marks = () => run(`["app-started", "everything"].map((name) => performance.getEntriesByName(name)[0]?.startTime)`);
  for (;;) {
    const [answers, everything] = await marks();
    if (answers && everything) return { answers, everything };
    if (Date.now() > deadline) throw new Error("the page did not start within a minute");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

/** A life with 2,000 stays: every other day of almost eleven years at home, the last year 2026. */
function manyStays() {
  const day = (number) => new Date(Date.UTC(2026, 11, 30 - 2 * number)).toISOString().slice(0, 10);
  const stays = Array.from({ length: 2000 }, (_, number) => ({ id: number + 1, country: "AZ", from: day(number), to: day(number) }));
  return JSON.stringify({ schema: 2, stays, days: { year: 2026 } });
}

// In the page. An action is over when what it changed is painted: after the frame that follows it. (Answers are
// written to storage after that.)
const TIMED = `async (act) => {
  const begin = performance.now();
  act();
  await new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  }));
  return performance.now() - begin;
}`;

const PAUSE = `() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))`;

/** Puts a profile in place and opens one page of the application, at full speed of the line. */
async function opened(page, address, hash, profile) {
  await page.call("Page.navigate", { url: address });
  await started(page, address);
  await page.run(`localStorage.setItem("hsmp/v1/profile", ${JSON.stringify(profile)})`);
  await page.call("Page.navigate", { url: "about:blank" });
  await started(page, address + hash);
}

const typing = (field, event) => `async () => {
  const timed = ${TIMED}, pause = ${PAUSE}, all = [];
  const field = document.querySelector(${JSON.stringify(field)});
  for (let number = 0; number < ${REPEATS}; number += 1) {
    await pause();
    all.push(await timed(() => {
      field.value = ${event.value};
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }));
  }
  return all;
}`;

/** Changes the last day of one among 2,000 stays, time and again. */
function edits(browser, address) {
  return visit(browser, false, async (page) => {
    await opened(page, address, "#/tax-residence", manyStays());
    const { field, day } = await page.run(`(async () => {
      document.querySelector(".stay-table button").click();
      await (${PAUSE})();
      const field = document.querySelector('[id^="stays."][id$=".to"]');
      return { field: field.id, day: field.value };
    })()`);
    // The field says "2.1.2026" for 2 January.
    const [date, month, year] = day.split(".").map(Number);
    const next = new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
    return page.run(`(${typing(`[id="${field}"]`, { value: `number % 2 ? "${day}" : "${next}"` })})()`);
  });
}

/** Types and takes away a letter in the search of 129 programmes. */
function filters(browser, address) {
  return visit(browser, false, async (page) => {
    await opened(page, address, "#/programmes", readFileSync(new URL("../../examples/profiles/sample.json", import.meta.url), "utf8"));
    return page.run(`(${typing("input[type=search]", { value: 'number % 2 ? "vi" : "v"' })})()`);
  });
}

/** What stands in each of 2,000 rows of a section. */
const ROWS = {
  jobs: { role: "engineer", from: "2001-01-01", to: "2002-01-01", related: true },
  degrees: { name: "MSc", level: "master", year: 2010 },
  certificates: { name: "welder" },
  family: { relation: "child", born: "2015-01-01" },
  employers: { name: "employer" },
  foreign: { country: "DE", kind: "employment", amount: "1000.00", currency: "EUR" },
};

const PAGES = [
  ...["summary", "guide", "report", "answers", "points", "goals", "requirements", "assumptions", "permits", "timeline", "documents"],
  ...["family", "stay-limits", "pay", "tax-residence", "self-employment", "income", "payslip", "programmes"],
];

/** Opens every page with 2,000 rows of a section, at full speed: which takes longest, and how long. */
function slowestPage(browser, address, section) {
  const rows = Array.from({ length: 2000 }, (_, number) => ({ id: number + 1, ...ROWS[section] }));
  const profile = section === "stays" ? manyStays() : JSON.stringify({ schema: 2, [section]: rows });
  return visit(browser, false, async (page) => {
    await page.call("Emulation.setCPUThrottlingRate", { rate: 1 });
    await opened(page, address, "#/about", profile);
    return page.run(`(async () => {
      const timed = ${TIMED}, pause = ${PAUSE}, all = [];
      for (const name of ${JSON.stringify(PAGES)}) {
        await pause();
        all.push([await timed(() => (location.hash = "#/" + name)), name]);
      }
      return all.sort(([a], [b]) => b - a).slice(0, 2).map(([time, name]) => name + " " + Math.round(time)).join(", ");
    })()`);
  });
}

function row(name, ...cells) {
  console.log(name.padEnd(44) + cells.map((cell) => String(cell).padStart(16)).join(""));
}

const spread = (all) => `${Math.round(median(all))} (${Math.round(Math.min(...all))}–${Math.round(Math.max(...all))})`;

const servers = await Promise.all(FOLDERS.map(serve));
const browser = await chromium();
try {
  const starts = FOLDERS.map(() => []);
  for (let number = 0; number < STARTS; number += 1) {
    for (const [place, { address }] of servers.entries()) {
      starts[place].push(await visit(browser, true, (page) => started(page, address)));
    }
  }
  const { product } = await browser.call("Browser.getVersion");
  console.log(`${product}, a quarter of the processor, load of the machine ${loadavg()[0].toFixed(1)}; milliseconds, median (least–most)\n`);
  row(`of ${STARTS} starts with an empty cache, slow 4G`, ...FOLDERS);
  row("answers on the screen", ...starts.map((all) => spread(all.map((one) => one.answers))));
  row("everything there", ...starts.map((all) => spread(all.map((one) => one.everything))));
  row(`\nof ${REPEATS} times, until it is painted`, FOLDERS[0]);
  row("an edit among 2,000 stays", spread(await edits(browser, servers[0].address)));
  row("a letter in the search of 129 programmes", spread(await filters(browser, servers[0].address)));
  row("\nthe two slowest pages, full speed, with 2,000", FOLDERS[0]);
  for (const section of ["stays", ...Object.keys(ROWS)]) row(section, await slowestPage(browser, servers[0].address, section));
} catch (error) {
  console.error(`bench-page: ${error.message}`);
  exit(1);
} finally {
  await browser.close();
  servers.forEach((server) => server.close());
}
