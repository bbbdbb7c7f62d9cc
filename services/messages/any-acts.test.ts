/** DOC-12 as a property: whatever a desk does, in whatever order, no household is told of one act twice, and nothing untrue goes out. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { findNotice } from "#db/dunning/notices.ts";
import { addDays } from "#domain/calendar.ts";
import { idsOfEvent } from "#domain/dunning/message-event.ts";
import { eventNoticeKinds, type EventNotice } from "#domain/dunning/notice-kinds.ts";
import type { HouseholdId, MembershipId, NoticeId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { isNoticeNeeded, previewLetter } from "../dunning/print-notices.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { holdMembership } from "../memberships/hold.ts";
import { movePlan } from "../memberships/move-plan.ts";
import { undoCancel } from "../memberships/undo-cancel.ts";
import { undoChange } from "../memberships/undo/undo-at-desk.ts";
import { refundCredit } from "../refunds/refund-credit.ts";
import { refundDues } from "../refunds/refund-dues.ts";
import { viewRefundable } from "../refunds/refundable.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { takeOffMessage } from "./take-off.ts";
import { openTellingClub, type TellingClub } from "./tells.fixture.ts";

const who = fc.nat({ max: 4 });
const act = fc.oneof(
  fc.record({ do: fc.constant("enrol" as const), who }),
  fc.record({ do: fc.constant("cancel" as const), who, when: fc.constantFrom("now" as const, "end_of_paid_period" as const), settlement: fc.constantFrom("none" as const, "credit" as const, "refund" as const) }),
  fc.record({ do: fc.constant("undo cancel" as const), who }),
  fc.record({ do: fc.constant("hold" as const), who, from: fc.nat({ max: 20 }), days: fc.integer({ min: 30, max: 80 }) }),
  fc.record({ do: fc.constant("move" as const), who }),
  fc.record({ do: fc.constant("undo" as const) }),
  fc.record({ do: fc.constant("refund" as const), who, cents: fc.integer({ min: 1, max: 2000 }) }),
  fc.record({ do: fc.constant("refund credit" as const), cents: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ do: fc.constant("take off" as const) }),
  fc.record({ do: fc.constant("print" as const) }),
  fc.record({ do: fc.constant("run" as const), days: fc.integer({ min: 0, max: 12 }) }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

type House = { readonly householdId: HouseholdId; readonly patientIds: readonly PatientId[]; readonly ids: (MembershipId | undefined)[]; readonly changes: number[] };

test("DOC-12 over any acts: each act in at most one message that counts, and every waiting one has words", () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 4, maxLength: 22 }), (acts) => {
      const club = openTellingClub("2026-11-05");
      try {
        const { householdId, patientIds } = club.family("Lee", ["Ann", "1980-01-01"], ["Bo", "1981-01-01"], ["Cy", "1982-01-01"], ["Di", "1983-01-01"], ["Ed", "1984-01-01"]);
        const perio = club.plan({ name: "Perio", prices: [{ months: 1, priceCents: toCents(5500) }] });
        const house: House = { householdId, patientIds, ids: [], changes: [] };
        for (const one of acts) {
          try {
            carryOut(club, house, one, perio.planVersionId);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        }
        expectEachToldOnce(club, householdId);
        club.runNow();
        expectTrue(club, householdId);
        expect(verifyPractice(club.db).breaches).toEqual([]);
      } finally {
        club.dispose();
      }
    }),
    { numRuns: 40 },
  );
});

function carryOut(club: TellingClub, house: House, one: Act, perioId: Parameters<typeof movePlan>[1]["planVersionId"]): void {
  const { householdId } = house;
  const membershipId = ("who" in one ? house.ids[one.who] : undefined) ?? (0 as MembershipId);
  switch (one.do) {
    case "enrol": {
      const patientId = house.patientIds[one.who];
      if (patientId === undefined) return;
      house.ids[one.who] = club.enrol(householdId, [{ patientId, plan: club.adult }]).membershipIds[0];
      return;
    }
    case "cancel":
      house.changes.push(
        cancelMembership(club.cx(), { membershipId, when: one.when, onDate: null, reason: "Asked", settlement: one.settlement, refundBy: one.settlement === "refund" ? "check" : null }).changeId,
      );
      return;
    case "undo cancel":
      undoCancel(club.cx(), membershipId);
      return;
    case "hold": {
      const fromOn = addDays(club.today(), one.from);
      house.changes.push(holdMembership(club.cx(), { membershipId, fromOn, untilOn: addDays(fromOn, one.days), kind: "pause", reason: "Abroad" }).changeId);
      return;
    }
    case "move":
      house.changes.push(movePlan(club.cx(), { membershipId, planVersionId: perioId, periodMonths: 1, when: "next_draw", reason: "Asked", payment: null }).changeId);
      return;
    case "undo":
      undoChange(club.cx(), { changeId: house.changes.pop() ?? 0 });
      return;
    case "refund": {
      const [paid] = viewRefundable(club.cx(), membershipId).payments;
      if (!paid) return;
      refundDues(club.cx(), { membershipId, paymentId: paid.paymentId, invoiceId: paid.invoiceId, cents: toCents(Math.min(one.cents, paid.leftCents)), by: "check", owedAgain: false, reason: "Kindness", cancel: null });
      return;
    }
    case "refund credit":
      refundCredit(club.cx(), { householdId, cents: toCents(one.cents), by: "cash", reason: "Asked" });
      return;
    case "take off": {
      const [noticeId] = eventNoticeKinds.flatMap((kind) => club.waiting(householdId, kind));
      if (noticeId !== undefined) takeOffMessage(club.cx(), noticeId);
      return;
    }
    case "print":
      club.printLetters();
      return;
    case "run":
      club.advanceTo(addDays(club.today(), one.days), { prints: false });
      club.payAll(householdId);
  }
}

/** Of the messages that went out or wait, no two of one kind tell of the same act. */
function expectEachToldOnce(club: TellingClub, householdId: HouseholdId): void {
  const rows = club.db.read((db) =>
    db.all<{ kind: EventNotice; event: string }>(
      `select kind, event from notice where household_id = ? and state <> 'cancelled' and kind in (${eventNoticeKinds.map((kind) => `'${kind}'`).join(",")})`,
      householdId,
    ),
  );
  const told = rows.flatMap(({ kind, event }) => idsOfEvent(kind, event).map((id) => `${kind} ${id}`));
  expect(told.toSorted()).toEqual([...new Set(told)].toSorted());
}

/** After a run nothing waits that does not hold, and whatever waits says something. */
function expectTrue(club: TellingClub, householdId: HouseholdId): void {
  const ids = club.db.read((db) => db.all<{ id: NoticeId }>("select id from notice where household_id = ? and state = 'queued'", householdId));
  for (const { id } of ids) {
    const notice = club.db.read((db) => findNotice(db, id) ?? null);
    expect(notice && club.db.read((db) => isNoticeNeeded(db, notice, club.today()))).toBe(true);
    const { subject, body } = previewLetter(club.cx(), id);
    expect(`${subject} ${body}`).not.toMatch(/[{}]|undefined|NaN|null/u);
    if ((eventNoticeKinds as readonly string[]).includes(notice?.kind ?? "")) expect(body.split("\n").filter((line) => line !== "").length).toBeGreaterThan(3);
  }
}
