import { expect, test } from "vitest";
import type { StatementCandidate, StatementRun } from "#contract/statements.ts";
import type { YearlyCandidate, YearlyRun } from "#contract/yearly-statements.ts";
import { asId } from "#domain/identity.ts";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { candidatesCsv, runsCsv, yearlyCandidatesCsv, yearlyRunsCsv } from "./run-csv.ts";

const lines = (csv: string): string[] => csv.slice(1).trimEnd().split("\r\n");
const made = "2026-11-05T15:00:00.000Z" as YearlyRun["createdAt"];

const candidate: StatementCandidate = {
  householdId: asId(7),
  payerName: "Ortiz, Ben",
  patientId: asId(3),
  city: "Lowell",
  postalCode: "01852",
  balanceCents: toCents(1_234_50),
  oldestDueOn: toDay("2026-10-01"),
  lastStatementOn: null,
  channel: "email",
  by: "print",
  toEmail: "",
  remark: "Likes e-mail, which is not set up",
  problem: "",
};

const run: StatementRun = {
  batchId: 4,
  asOfOn: toDay("2026-11-05"),
  createdAt: made,
  by: "Ana Reyes",
  state: "made",
  sentAt: null,
  documentId: asId(9),
  pages: 12,
  printed: 11,
  mailed: 3,
  waiting: 1,
  gone: 2,
  failed: 0,
  unsure: 0,
  dropped: 0,
  totalCents: 98_765,
};

test("DOC-5 UI-5 the households of a run with how each gets its statement and what it owes", () => {
  const [head, one, two] = lines(candidatesCsv([candidate, { ...candidate, by: "email", toEmail: "ben@ortiz.example", remark: "" }], 2));
  expect(head).toBe("Payer,By,E-mail,Remark,Postal code,Town,Oldest due,Last statement,In the way,Owes");
  expect(one).toBe('"Ortiz, Ben",paper,,"Likes e-mail, which is not set up",01852,Lowell,2026-10-01,,,1234.50');
  expect(two).toContain("e-mail,ben@ortiz.example");
});

test("UI-5 a name that a spreadsheet would take for a formula stays a name", () => {
  const [, row] = lines(candidatesCsv([{ ...candidate, payerName: "=1+1" }], 2));
  expect(row?.startsWith("'=1+1,")).toBe(true);
});

test("DOC-5 UI-5 the runs with what became of their e-mail", () => {
  const [head, row] = lines(runsCsv([run], 2));
  expect(head).toBe("Made,On paper,By e-mail,Of the e-mail,State,By,Pages,Owed");
  expect(row).toBe('2026-11-05T15:00:00.000Z,11,3,"2 gone, 1 waiting",To be posted,Ana Reyes,12,987.65');
});

test("F-1 amounts of a currency without minor units are whole", () => {
  expect(lines(runsCsv([run], 0))[1]?.endsWith(",98765")).toBe(true);
});

test("DOC-6 UI-5 the households of a year and its runs", () => {
  const household: YearlyCandidate = {
    householdId: asId(7),
    payerName: "Rosa Lee",
    patientId: null,
    city: "Dracut",
    postalCode: "01826",
    channel: "print",
    netCents: toCents(-37_00),
    madeAt: made,
    printedAt: null,
    problem: "No address",
  };
  expect(lines(yearlyCandidatesCsv([household], 2))).toEqual([
    "Payer,Postal code,Town,Made,Printed,In the way,Paid",
    "Rosa Lee,01826,Dracut,2026-11-05T15:00:00.000Z,,No address,-37.00",
  ]);
  expect(lines(yearlyRunsCsv([{ runId: 1, year: 2026, documentId: asId(2), createdAt: made, printedAt: null, statements: 209, pages: 214 }]))).toEqual([
    "Made,Statements,Pages,Printed",
    "2026-11-05T15:00:00.000Z,209,214,",
  ]);
});
