// The payslip as publicodes has it: amounts in manat. The figures come from rules/payroll.toml (`figures` in
// wasm/src/lib.rs); which rules they are is named beside each line.

import Engine from "publicodes";

import { EMPLOYEE, EMPLOYER, LINES } from "./lines.mjs";

const manat = (qepik) => qepik / 100;
const name = (line) => line.replaceAll("_", " ");

/** Rates by slices. publicodes adds the slices up by itself; `base` is not needed. */
const charged = (on, brackets) => ({
  barème: {
    assiette: on,
    tranches: brackets.map(({ of, parts }, place) => {
      const next = brackets[place + 1];
      return { taux: `${(100 * of) / parts}%`, ...(next && { plafond: manat(next.over) }) };
    }),
  },
  arrondi: "2 décimales", // income-tax.rounding
});

/** From gross pay to all lines. The rules are parsed here, before anything is timed. */
export function payslip(figures) {
  const rules = {
    gross: 0,
    // income-tax.exemption-private and its like in other sectors, income-tax.exemption-limit
    exemption: {
      variations: [{ si: `gross <= ${manat(figures.exemption_limit)}`, alors: manat(figures.exemption) }, { sinon: 0 }],
    },
    taxable: { valeur: "gross", abattement: "exemption" },
    // income-tax.private, income-tax.oil-gas-state, income-tax.technology-park
    "income tax": charged("taxable", figures.income_tax),
    net: ["gross", name("income_tax"), ...EMPLOYEE.map(name)].join(" - "),
    cost: ["gross", ...EMPLOYER.map(name)].join(" + "),
  };
  // social.*, unemployment.*, medical.*
  for (const side of [figures.employee, figures.employer]) {
    for (const [line, brackets] of Object.entries(side)) rules[name(line)] = charged("gross", brackets);
  }
  const engine = new Engine(rules);
  const lines = LINES.map(name);
  return (gross) => {
    engine.setSituation({ gross: manat(gross) });
    return lines.map((line) => Math.round(engine.evaluate(line).nodeValue * 100));
  };
}

/** From taxable pay to income tax: one table alone. */
export function incomeTax(figures) {
  const engine = new Engine({ taxable: 0, "income tax": charged("taxable", figures.income_tax) });
  return (taxable) => {
    engine.setSituation({ taxable: manat(taxable) });
    return Math.round(engine.evaluate("income tax").nodeValue * 100);
  };
}
