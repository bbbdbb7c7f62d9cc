/** DOC-12: leaving, resting and moving are told once each, with what follows; what is taken back the same day is not told. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { cancelMembership, type CancelInput } from "../memberships/cancel.ts";
import { holdMembership } from "../memberships/hold.ts";
import { movePlan } from "../memberships/move-plan.ts";
import { previewCancel } from "../memberships/preview-cancel.ts";
import { undoCancel } from "../memberships/undo-cancel.ts";
import { undoChange } from "../memberships/undo/undo-at-desk.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { openTellingClub, type TellingClub } from "./tells.fixture.ts";

let club: TellingClub;
beforeEach(() => (club = openTellingClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

type Lee = { readonly householdId: HouseholdId; readonly ids: readonly MembershipId[] };

/** A family that joined on 5 November and has read its welcome. */
function family(...names: readonly string[]): Lee {
  const { householdId, patientIds } = club.family("Lee", ...names.map((first): [string, string] => [first, "1980-05-01"]));
  const { membershipIds } = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan: club.adult })));
  club.printLetters();
  return { householdId, ids: membershipIds };
}
const idOf = (lee: Lee, index = 0): MembershipId => {
  const id = lee.ids[index];
  if (id === undefined) throw new Error("a membership");
  return id;
};
const cancel = (lee: Lee, over: Partial<CancelInput> = {}, index = 0) =>
  cancelMembership(club.cx(), { membershipId: idOf(lee, index), when: "end_of_paid_period", onDate: null, reason: "Moving away", ...over });
const since = (lee: Lee): string[] => club.told(lee.householdId).slice(1);

describe("DOC-12 who leaves", () => {
  test("DOC-12 the last day of benefits, and that nothing more is collected", () => {
    const lee = family("Rosa");
    cancel(lee);
    expect(since(lee)).toEqual(["cancelled queued letter"]);
    expect(club.words(lee.householdId, "cancelled")).toEqual({
      subject: "Your membership ends on Dec 4, 2026",
      body: [
        "Dear Rosa Lee,",
        "As you asked, the membership of Rosa Lee ends:",
        "Rosa Lee, Adult: the last day of benefits is Dec 4, 2026.",
        "Nothing more will be collected for it.",
        "You are always welcome at Training practice. If something is not right, or if you would like to stay, call us at our front desk.",
      ].join("\n"),
    });
  });

  test("DOC-12 in Spanish", () => {
    const lee = family("Rosa");
    club.speakSpanish(lee.householdId);
    cancel(lee);
    const { subject, body } = club.words(lee.householdId, "cancelled");
    expect(subject).toBe("Su membresía termina el 4 dic 2026");
    expect(body).toContain("Rosa Lee, Adult: el último día de beneficios es el 4 dic 2026.");
    expect(body).toContain("No se cobrará nada más por ella.");
  });

  test("DOC-12 on a later day the payments until then are named, and what becomes of days that are paid", () => {
    const lee = family("Rosa");
    cancel(lee, { when: "on_date", onDate: toDay("2027-01-20"), settlement: "credit" });
    const { body } = club.words(lee.householdId, "cancelled");
    expect(body).toContain("the last day of benefits is Jan 19, 2027.");
    expect(body).toContain("The next payment of $37.00 is due on Dec 5, 2026.");
    expect(body).toContain("What is paid for days after the end becomes credit on the last day.");
    expect(body).not.toContain("Nothing more");
  });

  test("DOC-12 MEM-13 now, with a refund: the money is told of with it, in one message", () => {
    const lee = family("Rosa");
    club.advanceTo("2026-11-15", { prints: false });
    cancel(lee, { when: "now", settlement: "refund", refundBy: "check" });
    const { body } = club.words(lee.householdId, "cancelled");
    expect(since(lee)).toEqual(["cancelled queued letter"]);
    expect(body).toMatch(/the last day of benefits is Nov 14, 2026\.\n\$24\.67 comes to you as a check\.\nThe check comes by mail/u);
  });

  test("DOC-12 what is still owed is named, and so is a credit", () => {
    const owes = family("Rosa");
    club.advanceTo("2026-12-06");
    cancel(owes);
    expect(club.words(owes.householdId, "cancelled").body).toContain("$37.00 is still open on your account.");
    const has = family("Ana");
    cancel(has, { when: "now", settlement: "credit" });
    expect(club.words(has.householdId, "cancelled").body).toMatch(/You have a credit of \$\d+\.\d\d with us\./u);
  });

  test("DOC-12 before it began: it does not begin", () => {
    const { householdId, patientIds } = club.family("Moss", ["Ida", "1980-05-01"]);
    const { membershipIds } = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan: club.adult })), { startOn: "2026-11-20", unpaid: true });
    cancelMembership(club.cx(), { membershipId: membershipIds[0] ?? (0 as MembershipId), when: "now", onDate: null, reason: "Changed her mind" });
    expect(club.words(householdId, "cancelled").body).toContain("Ida Moss, Adult: it was to begin on Nov 20, 2026, and does not begin.");
  });

  test("DOC-12 a family that leaves one by one on one day gets one message with everybody's last day", () => {
    const lee = family("Rosa", "Ben", "Ida");
    for (const index of [0, 1, 2]) cancel(lee, {}, index);
    expect(since(lee)).toEqual(["cancelled queued letter"]);
    const { body } = club.words(lee.householdId, "cancelled");
    expect(body).toContain("the membership of Rosa Lee, Ben Lee and Ida Lee ends:");
    expect(body.match(/the last day of benefits is Dec 4, 2026/gu)).toHaveLength(3);
  });

  test("DOC-12 MEM-13 taken back before it was told it is never told; cancelled again it is", () => {
    const lee = family("Rosa", "Ben");
    cancel(lee);
    undoCancel(club.cx(), idOf(lee));
    expect(since(lee)).toEqual(["cancelled cancelled letter"]);
    expect(club.waiting(lee.householdId, "cancelled")).toEqual([]);
    cancel(lee);
    cancel(lee, {}, 1);
    undoCancel(club.cx(), idOf(lee, 1));
    expect(club.waiting(lee.householdId, "cancelled")).toHaveLength(1);
    expect(club.words(lee.householdId, "cancelled").body).not.toContain("Ben Lee, Adult");
  });

  test("DOC-12 BIL-20 an e-mail that was taken back leaves nothing to doubt; told again it goes once", async () => {
    const lee = family("Rosa");
    club.readsMail(lee.householdId, "rosa@families.example");
    cancel(lee);
    undoCancel(club.cx(), idOf(lee));
    expect(club.mails()).toEqual([]);
    const again = cancel(lee);
    undoCancel(club.cx(), idOf(lee));
    expect(again.changeId).toBeGreaterThan(0);
    cancel(lee);
    expect(club.mails()).toEqual(["queued rosa@families.example - 0"]);
    expect((await club.send(16)).arrived).toHaveLength(1);
    expect((await club.send(60)).arrived).toHaveLength(1);
    expect(club.mails()).toEqual(["sent rosa@families.example - 1"]);
  });

  test("DOC-12 MEM-21 a preview tells nobody, and the same command twice tells once", () => {
    const lee = family("Rosa");
    previewCancel(club.cx(), { membershipId: idOf(lee), when: "now", onDate: null, reason: "Moving" });
    expect(since(lee)).toEqual([]);
    const cx = club.cx();
    const asked = { membershipId: idOf(lee), when: "now", onDate: null, reason: "Moving" } as const;
    const first = cancelMembership(cx, asked);
    expect(cancelMembership(cx, asked)).toEqual(first);
    expect(since(lee)).toEqual(["cancelled queued letter"]);
  });

  test("DOC-12 the membership of somebody who has died ends without a letter", () => {
    const lee = family("Rosa", "Ben");
    club.db.write((db) => void db.exec("update patient set status = 'deceased', deceased_on = '2026-11-05' where first_name = 'Ben'"));
    cancel(lee, {}, 1);
    expect(since(lee)).toEqual([]);
  });

  test("DOC-12 switched off, or always by letter: as the practice says", () => {
    const lee = family("Rosa", "Ben");
    club.write({ cancelled: "off" });
    cancel(lee);
    expect(since(lee)).toEqual([]);
    club.write({});
    club.readsMail(lee.householdId, "rosa@families.example");
    cancel(lee, {}, 1);
    expect(since(lee)).toEqual(["cancelled queued email"]);
  });
});

describe("DOC-12 who rests", () => {
  const hold = (lee: Lee, over: Partial<Parameters<typeof holdMembership>[1]> = {}, index = 0) =>
    holdMembership(club.cx(), { membershipId: idOf(lee, index), fromOn: toDay("2026-11-20"), untilOn: toDay("2027-01-20"), kind: "pause", reason: "Abroad", ...over });

  test("DOC-12 MEM-12 the days of the hold, what rests, and when it goes on", () => {
    const lee = family("Rosa");
    hold(lee);
    expect(since(lee)).toEqual(["hold_starts queued letter"]);
    const { subject, body } = club.words(lee.householdId, "hold_starts");
    expect(subject).toBe("Your membership is put on hold");
    expect(body).toContain("Rosa Lee, Adult: on hold from Nov 20, 2026 through Jan 19, 2027. Benefits rest, and no dues are collected in these days.");
    expect(body).toContain("The membership goes on from Jan 20, 2027.");
  });

  test.each([
    ["extend", "Benefits rest, and the days that are paid come after the hold.", "los días ya pagados vienen después de la pausa"],
    ["billing_only", "No dues are collected in these days, and benefits go on.", "no se cobran cuotas y los beneficios siguen"],
  ] as const)("DOC-12 MEM-12 a hold of the kind %s says what it does, in both languages", (kind, english, spanish) => {
    const lee = family("Rosa");
    hold(lee, { kind });
    expect(club.words(lee.householdId, "hold_starts").body).toContain(english);
    club.speakSpanish(lee.householdId);
    expect(club.words(lee.householdId, "hold_starts").body).toContain(spanish);
  });

  test("DOC-12 MEM-12 the fee of the hold is named", () => {
    const lee = family("Rosa");
    hold(lee, { fee: { each: true, cents: toCents(500) } });
    expect(club.words(lee.householdId, "hold_starts").body).toContain("The fee for the hold is $5.00 for every payment that is left out.");
  });

  test("DOC-12 MEM-12 paid days that are left out have come back as credit, and the letter says so", () => {
    const lee = family("Rosa");
    club.advanceTo("2026-11-15", { prints: false });
    hold(lee, { fromOn: toDay("2026-11-15"), untilOn: toDay("2027-01-15") });
    expect(club.words(lee.householdId, "hold_starts").body).toMatch(/goes on from Jan 15, 2027\.\nYou have a credit of \$24\.67 with us\./u);
  });

  test("DOC-12 taken back the same day it is not told; two of a family are told together", () => {
    const lee = family("Rosa", "Ben");
    const { changeId } = hold(lee);
    undoChange(club.cx(), { changeId });
    expect(since(lee)).toEqual(["hold_starts cancelled letter"]);
    hold(lee);
    hold(lee, {}, 1);
    expect(club.waiting(lee.householdId, "hold_starts")).toHaveLength(1);
    expect(club.words(lee.householdId, "hold_starts").body).toContain("Rosa Lee and Ben Lee");
  });
});

describe("DOC-12 another plan or price", () => {
  const move = (lee: Lee, name: string, over: Partial<Parameters<typeof movePlan>[1]> = {}) => {
    const plan = club.plan({ name, prices: [{ months: 1, priceCents: toCents(5500) }, { months: 12, priceCents: toCents(60000) }] });
    return movePlan(club.cx(), { membershipId: idOf(lee), planVersionId: plan.planVersionId, periodMonths: 1, when: "next_draw", reason: "Asked for it", payment: null, ...over });
  };

  test("DOC-12 MEM-8 from which plan to which, at what price, from when, and the next payment", () => {
    const lee = family("Rosa");
    move(lee, "Perio");
    expect(since(lee)).toEqual(["plan_moved queued letter"]);
    const { subject, body } = club.words(lee.householdId, "plan_moved");
    expect(subject).toBe("Your plan changes");
    expect(body).toContain("Rosa Lee: Perio instead of Adult, at $55.00 a month, from Dec 5, 2026.");
    expect(body).toContain("The next payment of $55.00 is due on Dec 5, 2026.");
    club.speakSpanish(lee.householdId);
    expect(club.words(lee.householdId, "plan_moved").body).toContain("Perio en lugar de Adult, por $55.00 al mes, desde el 5 dic 2026.");
  });

  test("DOC-12 the same plan by the year is told as a new price", () => {
    const lee = family("Rosa");
    movePlan(club.cx(), { membershipId: idOf(lee), planVersionId: club.adult.planVersionId, periodMonths: 12, when: "next_draw", reason: "Asked for it", payment: null });
    expect(club.words(lee.householdId, "plan_moved").body).toContain("Rosa Lee, Adult: $425.00 a year, from Dec 5, 2026.");
  });

  test("DOC-12 taken back the same day it is not told", () => {
    const lee = family("Rosa");
    const { changeId } = move(lee, "Perio");
    undoChange(club.cx(), { changeId });
    expect(club.waiting(lee.householdId, "plan_moved")).toEqual([]);
    expect(since(lee)).toEqual(["plan_moved cancelled letter"]);
  });
});
