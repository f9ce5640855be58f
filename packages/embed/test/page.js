// A partner's page, plain or built. It hands in what it heard; only this test's pages send anything.

import { HsmpCalculator } from "@hsmp/embed";

import { host } from "./host.js";

const said = [];
console.error = (...parts) => said.push(parts.join(" "));
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => said.push(`${violatedDirective} ${blockedURI}`));

const heard = (name, element) => new Promise((resolve) => element.addEventListener(name, ({ detail }) => resolve(detail), { once: true }));

async function work() {
  const calculator = document.createElement("hsmp-calculator");
  calculator.setAttribute("host", host);
  calculator.setAttribute("calculator", "pay");
  calculator.setAttribute("lang", "fr");
  const hears = Promise.all(["hsmp-ready", "hsmp-height"].map((name) => heard(name, calculator)));
  // Without a host it would be in a frame of this very page's origin, where a sandbox protects nothing.
  document.body.append(calculator, document.createElement("hsmp-calculator"));
  const [ready, height] = await hears;
  return { ready, height, dropped: calculator.dropped, isOwn: calculator instanceof HsmpCalculator, said };
}

const outcome = await work().catch((why) => ({ failure: String(why) }));
await fetch("outcome", { method: "POST", body: JSON.stringify(outcome) });
