/** An invented year of a family for the tests of its statement. */
import { toDay } from "../calendar.ts";
import { addCents, toCents, type Cents } from "../money.ts";
import { letterhead, recipient, sampleSetup } from "../statements/testing.ts";
import type { IncludedService, YearlyMemberData, YearlyStatementData } from "./yearly-statement-data.ts";

const member = (name: string | null, dues: number, fees: number, services: number, refunded: number): YearlyMemberData => ({
  name,
  duesCents: toCents(dues),
  feesCents: toCents(fees),
  servicesCents: toCents(services),
  refundedCents: toCents(refunded),
  netCents: addCents(dues, fees, services, -refunded),
});

export const includedService = (changes: Partial<IncludedService> = {}): IncludedService => ({
  on: toDay("2026-03-10"),
  patientName: "Rosa Lee",
  code: "D1110",
  description: "Adult cleaning",
  by: "benefit",
  name: "Cleanings",
  listCents: toCents(9500),
  patientCents: toCents(0),
  ...changes,
});

const row = (on: string, what: YearlyStatementData["money"][number]["what"], cents: number, receiptNumber: number | null): YearlyStatementData["money"][number] => ({
  on: toDay(on),
  what,
  tender: what === "moved" ? null : "card_terminal",
  reference: what === "moved" ? "" : "4242",
  receiptNumber,
  cents: toCents(cents),
});

/** Dues, a fee, a filling, a refund and credit: 12 draws of 57.00 and what came beside them. */
export function sampleYear(changes: Partial<YearlyStatementData> = {}): YearlyStatementData {
  const members = changes.members ?? [member("Mia Lee", 23_940, 0, 0, 0), member("Rosa Lee", 44_400, 9900, 18_500, 3700), member(null, 0, 2500, 0, 0)];
  const toCreditCents: Cents = changes.toCreditCents ?? toCents(1200);
  const netCents = addCents(toCreditCents, ...members.map((one) => one.netCents));
  return {
    setup: sampleSetup(),
    letterhead,
    recipient,
    householdNumber: "1042",
    year: 2026,
    madeOn: toDay("2027-01-05"),
    throughOn: toDay("2026-12-31"),
    included: [
      includedService(),
      includedService({ on: toDay("2026-06-02"), code: "D0120", description: "Periodic exam", by: "plan", name: "Adult plan", listCents: toCents(5800) }),
      includedService({ on: toDay("2026-09-14"), patientName: "Mia Lee", code: "D1120", description: "Child cleaning", by: "package", name: "Five cleanings", listCents: toCents(7200) }),
    ],
    hasPackages: true,
    money: [row("2026-01-05", "payment", netCents + 3700 - 8000, 311), row("2026-05-05", "payment", 8000, 352), row("2026-08-20", "refund", -3700, 352)],
    ...changes,
    members,
    toCreditCents,
    netCents,
  };
}
