import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { presentDisputeEvidence, type DisputeEvidenceData } from "./present-dispute-evidence.ts";
import { sampleSetup } from "./testing.ts";

const data = (changes: Partial<DisputeEvidenceData> = {}): DisputeEvidenceData => ({
  setup: sampleSetup(),
  letterhead: { name: "Alder Street Dental", addressLines: ["1 Alder Street"], phone: null, email: "desk@alder.example", taxId: null },
  madeOn: toDay("2026-12-06"),
  disputeId: "dp_1",
  reason: "fraudulent",
  openedOn: toDay("2026-12-05"),
  evidenceByOn: toDay("2026-12-20"),
  amountCents: toCents(3700),
  chargedOn: toDay("2026-12-05"),
  card: "ending in 4242",
  payerName: "Rosa Lee",
  payerAddressLines: ["9 Elm Street", "Salem MA"],
  payerContact: [],
  householdNumber: "12",
  memberSinceOn: toDay("2026-11-05"),
  invoiceNumber: 1042,
  receiptNumber: 77,
  agreements: [],
  visits: [],
  payments: [],
  ...changes,
});

test("BIL-17 the cover says what is disputed, by when, and whose card was charged; what is not known is not said", () => {
  const print = presentDisputeEvidence(data());
  expect(print.title).toBe("Evidence in dispute dp_1");
  expect(print.facts).toEqual([
    { label: "Dispute", value: "dp_1" },
    { label: "Reason given by the bank", value: "fraudulent" },
    { label: "Amount disputed", value: "$37.00" },
    { label: "Opened", value: "Dec 5, 2026" },
    { label: "Evidence wanted by", value: "Dec 20, 2026" },
    { label: "Put together", value: "Dec 6, 2026" },
  ]);
  expect(print.cardholder.map(({ label }) => label)).toEqual(["Paid by", "Household", "Member since", "Card charged", "Charged on", "Invoice", "Receipt"]);
  expect(print.cardholder[0]?.value).toBe("Rosa Lee, 9 Elm Street, Salem MA");
  expect(presentDisputeEvidence(data({ evidenceByOn: null })).facts.map(({ label }) => label)).not.toContain("Evidence wanted by");
});

test("BIL-17 enclosed papers are named in their order, and one that only the practice has is marked as to be added", () => {
  const agreement = { patientName: "Mia Lee", planName: "Child", signedOn: toDay("2026-11-05"), signer: "Rosa Lee", method: "screen", isEnclosed: true } as const;
  const print = presentDisputeEvidence(data({ agreements: [agreement, { ...agreement, method: "paper", isEnclosed: false }] }));
  expect(print.enclosed).toEqual([
    "Agreement of Mia Lee, Child, signed on the screen on Nov 5, 2026 by Rosa Lee",
    "Agreement of Mia Lee, Child, signed on paper on Nov 5, 2026 by Rosa Lee (kept by the practice, to be added)",
    "Invoice 1042",
    "Receipt 77",
  ]);
});

test("BIL-17 visits and payments are rows of day, person, what and amount; a training file is marked", () => {
  const row = { on: toDay("2026-11-10"), who: "Mia Lee", what: "Cleaning", cents: toCents(12000) };
  const print = presentDisputeEvidence(data({ visits: [row], payments: [{ ...row, who: "Cash", what: "Receipt 3" }], setup: { ...sampleSetup(), training: true } }));
  expect(print.visits).toEqual([["Nov 10, 2026", "Mia Lee", "Cleaning", "120.00"]]);
  expect(print.payments).toEqual([["Nov 10, 2026", "Cash", "Receipt 3", "120.00"]]);
  expect(print.mark).toContain("TRAINING");
  expect(presentDisputeEvidence(data()).mark).toBeNull();
});
