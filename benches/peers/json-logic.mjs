// The payslip as JsonLogic has it: amounts in whole qəpik. The figures come from rules/payroll.toml (`figures` in
// wasm/src/lib.rs); which rules they are is named beside each line.

import jsonLogic from "json-logic-js";

import { EMPLOYEE, EMPLOYER, LINES } from "./lines.mjs";

// JsonLogic cannot round; operations of one's own are its way to add what is missing.
jsonLogic.add_operation("round", Math.round); // income-tax.rounding

const value = (name) => ({ var: name });

/** Rates by slices, the highest first: the first one reached counts. */
const charged = (on, brackets) => ({
  if: [
    ...brackets.toReversed().flatMap(({ over, base, of, parts }) => [
      { ">": [on, over] },
      { "+": [base, { round: { "/": [{ "*": [{ "-": [on, over] }, of] }, parts] } }] },
    ]),
    0,
  ],
});

/** From gross pay to all lines. JsonLogic has no names for what was worked out, so one rule follows the other. */
export function payslip(figures) {
  const gross = value("gross");
  // income-tax.exemption-private and its like in other sectors, income-tax.exemption-limit
  const exemption = { if: [{ "<=": [gross, figures.exemption_limit] }, figures.exemption, 0] };
  const rules = {
    taxable: { max: [0, { "-": [gross, exemption] }] },
    // income-tax.private, income-tax.oil-gas-state, income-tax.technology-park
    income_tax: charged(value("taxable"), figures.income_tax),
  };
  // social.*, unemployment.*, medical.*
  for (const side of [figures.employee, figures.employer]) {
    for (const [line, brackets] of Object.entries(side)) rules[line] = charged(gross, brackets);
  }
  rules.net = { "-": [gross, { "+": ["income_tax", ...EMPLOYEE].map(value) }] };
  rules.cost = { "+": ["gross", ...EMPLOYER].map(value) };
  const steps = Object.entries(rules);
  return (amount) => {
    const data = { gross: amount };
    for (const [name, rule] of steps) data[name] = jsonLogic.apply(rule, data);
    return LINES.map((line) => data[line]);
  };
}

/** From taxable pay to income tax: one table alone. */
export function incomeTax(figures) {
  const rule = charged(value("taxable"), figures.income_tax);
  return (taxable) => jsonLogic.apply(rule, { taxable });
}
