// The same in React.

import type {} from "@hsmp/embed/react";

export const page = (
  <hsmp-calculator
    host="https://calculator.example/"
    calculator="plan"
    lang="fr"
    scale={120}
    allow-share
    className="wide"
    onhsmp-step={({ detail }) => console.log(detail.index, detail.total)}
  />
);
// @ts-expect-error: there is no such calculator
export const slip = <hsmp-calculator calculator="taxes" />;
// @ts-expect-error: 80 to 200, as a number
export const large = <hsmp-calculator scale="large" />;
