// The lines of a payslip, as the program names them in worked examples and in the order in which it gives them.

export const EMPLOYEE = ["social_employee", "unemployment_employee", "medical_employee"];
export const EMPLOYER = ["social_employer", "unemployment_employer", "medical_employer"];
export const LINES = ["income_tax", ...EMPLOYEE, ...EMPLOYER, "net", "cost"];
