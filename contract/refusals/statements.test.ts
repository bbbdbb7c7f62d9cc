import { expect, test } from "vitest";
import type { StatementRefusals } from "#domain/statements/refusals.ts";
import { statementsSentences } from "./statements.ts";

const cases: { readonly [Code in keyof StatementRefusals]: readonly StatementRefusals[Code][] } = {
  document_not_rendered: [
    { document: "statement", why: "failed" },
    { document: "batch", why: "slow" },
  ],
  document_too_long: [{ document: "statement", lines: 2400, most: 2000 }],
  batch_too_large: [{ statements: 6000, most: 5000 }],
  sheet_does_not_fit_envelope: [{ paper: "a4", envelope: "double-9" }],
  window_too_small: [{ envelope: "dl" }],
  nudge_not_allowed: [{ mm: 0.3, mostMm: 10 }],
  statement_batch_not_found: [{}],
  statement_batch_sent: [{}],
  statement_batch_not_sent: [{}],
  statement_batch_waiting: [{}],
  statement_batch_by_email: [{}],
  statement_batch_gone: [{}],
  nothing_to_print: [{}],
  document_not_readable: [{}],
  document_not_found: [{}],
  no_street_on_file: [{ name: "Rosa Lee" }],
  address_too_long_for_window: [
    { householdNumber: "1042", reason: "too_many_lines", lines: 7, most: 6 },
    {
      householdNumber: "1042",
      reason: "line_too_wide",
      line: 2,
      text: "The Trustees of the Estate",
    },
  ],
};

test("F-17 every refusal of printing says what is wrong and what to do next, in words", () => {
  const said = Object.entries(cases).flatMap(([code, facts]) =>
    facts.map((fact) =>
      (statementsSentences[code as keyof StatementRefusals] as (fact: unknown) => string)(fact),
    ),
  );
  expect(said).toHaveLength(19);
  for (const sentence of said) {
    expect(sentence).toMatch(/^[A-Z0-9].*[.]$/u);
    expect(sentence).not.toMatch(/undefined|NaN|_|error/iu);
  }
  expect(said[18]).toContain("line 2, “The Trustees of the Estate”");
});
