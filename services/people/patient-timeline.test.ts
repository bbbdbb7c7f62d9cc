import { afterEach, beforeEach, expect, test } from "vitest";
import type { PatientId } from "#domain/identity.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { waiveInvoice } from "../dunning/desk-actions.ts";
import { editPatient } from "./edit-patient.ts";
import { form } from "./desk.fixture.ts";
import { patientTimeline, type TimelineEntry } from "./patient-timeline.ts";

let club: Club;
let lee: Family;
let ana: PatientId;
beforeEach(() => {
  club = openClub("2026-01-05");
  lee = club.family("Lee", ["Ana", "1984-01-01"], ["Ben", "1985-01-01"]);
  ana = lee.patientIds[0] as PatientId;
});
afterEach(() => club.dispose());

function story(patientId = ana): TimelineEntry[] {
  const found: TimelineEntry[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 20 && (pages === 0 || after !== null); pages += 1) {
    const page: ReturnType<typeof patientTimeline> = patientTimeline(club.cx(), { patientId, after, limit: 3 });
    found.push(...page.rows);
    after = page.next;
  }
  return found;
}

function lines(patientId = ana): string[] {
  return story(patientId).map(({ on, kind, title }) => `${on} ${kind}: ${title}`);
}

test("MEM-20 the story of a chart is every draw, payment, hold and end, newest first, page by page", () => {
  const { membershipIds } = club.enrol(lee.householdId, [{ patientId: ana, plan: club.adult }]);
  const membershipId = membershipIds[0] as never;
  club.advanceTo("2026-02-05");
  club.payAll(lee.householdId);
  club.advanceTo("2026-02-10");
  holdMembership(club.cx(), {
    membershipId,
    fromOn: "2026-03-05" as never,
    untilOn: "2026-05-05" as never,
    kind: "pause",
    reason: "Abroad",
  });
  club.advanceTo("2026-05-06");
  club.payAll(lee.householdId);
  cancelMembership(club.cx(), { membershipId, when: "end_of_paid_period", onDate: null, reason: "Moved away" });
  expect(lines()).toEqual([
    "2026-06-05 cancelled: Adult cancelled",
    "2026-05-06 payment: Payment, receipt 3",
    "2026-05-05 invoice: Dues, invoice 3",
    "2026-05-05 resumed: Adult resumed",
    "2026-03-05 hold: Adult on hold",
    "2026-02-05 payment: Payment, receipt 2",
    "2026-02-05 invoice: Dues, invoice 2",
    "2026-01-05 payment: Payment, receipt 1",
    "2026-01-05 invoice: Enrolment, invoice 1",
    "2026-01-05 enrolled: Enrolled in Adult",
    "2026-11-22 joined: Chart opened",
  ].toSorted((a, b) => (a.slice(0, 10) < b.slice(0, 10) ? 1 : a.slice(0, 10) > b.slice(0, 10) ? -1 : 0)));
});

test("MEM-20 each draw opens its explanation, and several lines are added up", () => {
  club.enrol(lee.householdId, [
    { patientId: lee.patientIds[0] as PatientId, plan: club.adult },
    { patientId: lee.patientIds[1] as PatientId, plan: club.adult },
  ]);
  club.advanceTo("2026-02-05");
  const [draw] = story().filter(({ title }) => title.startsWith("Dues"));
  expect(draw).toMatchObject({
    amountCents: 7400,
    by: "Billing run",
    invoiceStatus: "unpaid",
    explain: { rule: "INV-1", sentence: "2 lines make 74.00." },
  });
  expect(draw?.explain?.steps.at(-1)).toEqual({ label: "Total", value: "74.00" });
  const other = story(lee.patientIds[1]).filter(({ kind }) => kind === "invoice");
  expect(other).toHaveLength(2);
});

test("MEM-20 dues that are given up at a lapse stand on the chart of whose they are, once", () => {
  const [, ben] = lee.patientIds as [PatientId, PatientId];
  club.enrol(lee.householdId, [{ patientId: ana, plan: club.adult }, { patientId: ben, plan: club.adult }]);
  club.advanceTo("2026-03-06");
  const givenUp = (patientId: PatientId): string[] =>
    story(patientId).flatMap(({ kind, title, amountCents, detail }) => (kind === "written_off" ? [`${title} ${amountCents} ${detail}`] : []));
  // Two equal write-offs on one invoice: each chart shows its own.
  expect(club.db.read((r) => r.all("select amount_cents as cents from allocation where source = 'write_off'"))).toEqual([{ cents: 3700 }, { cents: 3700 }]);
  expect([givenUp(ana), givenUp(ben)]).toEqual([["Write-off on invoice 2 3700 Membership lapsed"], ["Write-off on invoice 2 3700 Membership lapsed"]]);
});

test("MEM-13 what comes off an invoice because somebody leaves stands on their chart only; a whole invoice waived on everybody's", () => {
  const [, ben] = lee.patientIds as [PatientId, PatientId];
  const { membershipIds } = club.enrol(lee.householdId, [{ patientId: ana, plan: club.adult }, { patientId: ben, plan: club.adult }]);
  club.advanceTo("2026-02-05");
  cancelMembership(club.cx(), { membershipId: membershipIds[1] as never, when: "now", onDate: null, reason: "Moving" });
  const settled = (patientId: PatientId): string[] => story(patientId).flatMap(({ kind, title, amountCents }) => (kind === "credit" || kind === "written_off" ? [`${title} ${amountCents}`] : []));
  expect([settled(ana), settled(ben)]).toEqual([[], ["Credit note on invoice 2 3700"]]);
  const open = club.invoices(lee.householdId).at(-1);
  waiveInvoice(club.cx(), { invoiceId: open?.invoiceId ?? (0 as never), expectedCents: open?.balanceCents as never, reason: "Goodwill" });
  expect([settled(ana), settled(ben)]).toEqual([["Write-off on invoice 2 3700"], ["Write-off on invoice 2 3700", "Credit note on invoice 2 3700"]]);
});

test("F-11 who changed what stands in the story, without the values", () => {
  editPatient(club.cx(), {
    patientId: ana,
    version: 1,
    form: form({ firstName: "Ana", lastName: "Lee", birthOn: "1984-01-01" as never, alerts: "Latex", email: "a@example.org" }),
  });
  const [changed] = story().filter(({ kind }) => kind === "changed");
  expect(changed).toMatchObject({ on: "2026-01-05", title: "Details changed", detail: "E-mail, alerts" });
  expect(JSON.stringify(changed)).not.toContain("Latex");
});
