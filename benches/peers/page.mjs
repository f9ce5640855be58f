// What the page does: it compares the amounts of all engines, times them side by side, and hands in what it found.

import init, { Month, sectors } from "./peers.js";

import * as jsonLogic from "./json-logic.mjs";
import { LINES } from "./lines.mjs";
import * as publicodes from "./publicodes.mjs";

const YEAR = 2026;

/** Amounts on which all must agree, in qəpik: ordinary ones, and both sides of where something changes. */
const AMOUNTS = [34500, 120000, 123456, 250000, 250001, 300000, 800000, 800001, 800100, 2000000];

/** Besides, differences are counted on every 97th qəpik up to 19,400 manat. */
const MORE_AMOUNTS = Array.from({ length: 20000 }, (_, place) => 97 * place);

/** Samples of each engine, and how many milliseconds one lasts: a browser's clock is too coarse for single runs. */
const [SAMPLES, SAMPLE] = [101, 10];

/** For each kind of work the engines, ours first, all from the same figures of the rulebook. */
function works(sector) {
  const month = new Month(YEAR, sector);
  const figures = JSON.parse(month.figures());
  return {
    payslip: {
      "ours, explained": (gross) => month.payslip(gross),
      "ours, amounts only": (gross) => month.amounts(gross),
      publicodes: publicodes.payslip(figures),
      "json-logic": jsonLogic.payslip(figures),
    },
    "tax schedule": {
      ours: (taxable) => month.income_tax(taxable),
      publicodes: publicodes.incomeTax(figures),
      "json-logic": jsonLogic.incomeTax(figures),
    },
  };
}

/** The first line in which two engines differ, in words. */
function difference(ours, theirs, amount) {
  const lines = (result) => (typeof result === "number" ? [result] : Array.from(result));
  const [own, other] = [lines(ours(amount)), lines(theirs(amount))];
  const line = own.findIndex((value, line) => value !== other[line]);
  return line < 0 ? undefined : `at ${amount} qəpik ${LINES[line]} is ${own[line]}, there ${other[line]}`;
}

/** Fails where an engine differs on one of the amounts; counts the differences on all the others. */
function compare(sector, work, engines) {
  const [[, ours], ...others] = Object.entries(engines);
  return others.map(([name, theirs]) => {
    const where = `${work}, ${sector}, ${name}`;
    for (const amount of AMOUNTS) {
      const found = difference(ours, theirs, amount);
      if (found) throw new Error(`${where}: ${found}`);
    }
    const differences = [];
    for (const amount of MORE_AMOUNTS) {
      const found = difference(ours, theirs, amount);
      if (found) differences.push(found);
    }
    return { where, compared: MORE_AMOUNTS.length, different: differences.length, first: differences[0] };
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Microseconds that each engine takes for one amount, and how many times as long as ours, as medians. */
function time(engines) {
  const run = (work, rounds) => {
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1) work(AMOUNTS[round % AMOUNTS.length]);
    return performance.now() - start;
  };
  const timed = Object.entries(engines).map(([name, work]) => {
    let rounds = AMOUNTS.length;
    // This also warms up.
    while (run(work, rounds) < SAMPLE) rounds *= 2;
    return { name, work, rounds, samples: [] };
  });
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    for (const { work, rounds, samples } of timed) samples.push((1000 * run(work, rounds)) / rounds);
  }
  // Samples taken one after the other are compared, because the machine may be busier at another moment.
  const ours = timed.filter(({ name }) => name.startsWith("ours"));
  const ratio = (samples, own) => median(samples.map((sample, place) => sample / own[place]));
  return timed.map(({ name, samples }) => ({
    name,
    median: median(samples),
    ratios: Object.fromEntries(ours.map((own) => [own.name, ratio(samples, own.samples)])),
  }));
}

async function results() {
  await init();
  const all = sectors().map((sector) => ({ sector, kinds: Object.entries(works(sector)) }));
  const compared = all.flatMap(({ sector, kinds }) => kinds.flatMap(([work, engines]) => compare(sector, work, engines)));
  const [{ sector, kinds }] = all;
  const timed = kinds.map(([work, engines]) => ({ work, sector, engines: time(engines) }));
  return { browser: navigator.userAgent, samples: SAMPLES, amounts: AMOUNTS.length, compared, timed };
}

const found = await results().catch((error) => ({ failure: String(error) }));
await fetch("results", { method: "POST", body: JSON.stringify(found) });
