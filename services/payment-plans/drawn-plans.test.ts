/** Payment plans drawn from the card on file, over months (INV-6, BIL-3, BIL-8, BIL-11). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PaymentPlanId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { refusalOf } from "#db/testing.ts";
import { openCardClub, type CardClub, type CardMember } from "../charging/card-club.fixture.ts";
import { chargeNow } from "../charging/charge-now.ts";
import { removeCard } from "../charging/cards.ts";
import { listCalls } from "../dunning/call-list.ts";
import { noCards } from "../gateways/cards.ts";
import { previewInvoice } from "../invoices/preview.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { agreePlan, type PlanRequest } from "./agree-plan.ts";
import { drawnRequest, partCharges, signedPlan, visitInvoice } from "./drawn-club.fixture.ts";
import { changePayBy, endPlan, previewPayBy } from "./change-plan.ts";
import { signPlanOnPaper } from "./sign-plan.ts";
import { viewPlan } from "./view-plans.ts";

let house: CardClub;
let lee: CardMember;
/** The member's own dues are 37.00 on the 5th of each month; the plan is drawn on the 20th. */
beforeEach(() => {
  house = openCardClub("2026-11-05");
  lee = house.member("Lee");
});
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

const invoice = (cents: number, householdId: HouseholdId = lee.householdId): InvoiceId => visitInvoice(house, householdId, cents);
const request = drawnRequest;
const signed = (invoiceIds: readonly InvoiceId[], over: Partial<PlanRequest> = {}): PaymentPlanId => signedPlan(house, invoiceIds, over);

function take(cents: number, choices: readonly { readonly invoiceId: InvoiceId; readonly cents: number }[] | null): void {
  takeAtDesk(house.cx(), {
    householdId: lee.householdId,
    tender: "cash",
    amountCents: toCents(cents),
    tenderedCents: null,
    reference: "",
    choices: choices?.map((one) => ({ invoiceId: one.invoiceId, cents: toCents(one.cents) })) ?? null,
    note: "",
  });
}

const parts = (): ReturnType<typeof partCharges> => partCharges(house);
const balanceOf = (id: InvoiceId): number => previewInvoice(house.cx(), id).balanceCents;
const states = (planId: PaymentPlanId): string[] => viewPlan(house.cx(), planId).parts.map(({ state }) => state);

describe("while the card pays", () => {
  test("INV-6 each part goes to the card on its day, never the whole balance, and running again charges nothing", async () => {
    const bill = invoice(90_000);
    const planId = signed([bill]);
    await house.runThrough("2026-11-19");
    expect(parts()).toEqual([]);
    await house.runThrough("2026-11-20");
    expect(parts()).toEqual([["2026-11-20", 30_000, "succeeded"]]);
    for (let again = 0; again < 20; again += 1) await house.run("hourly");
    expect(parts()).toHaveLength(1);
    await house.runThrough("2027-02-28");
    expect(parts().map(([on, cents]) => [on, cents])).toEqual([["2026-11-20", 30_000], ["2026-12-20", 30_000], ["2027-01-20", 30_000]]);
    expect([balanceOf(bill), viewPlan(house.cx(), planId).state, house.balance(lee.householdId).creditCents]).toEqual([0, "done", 0]);
  });

  test("INV-6 a part may pay two invoices, oldest first, with one charge", async () => {
    const first = invoice(10_000);
    const second = invoice(20_000);
    signed([first, second], { by: { kind: "count", count: 2 } });
    await house.runThrough("2026-11-20");
    expect(parts()).toEqual([["2026-11-20", 15_000, "succeeded"]]);
    expect([balanceOf(first), balanceOf(second)]).toEqual([0, 15_000]);
    await house.runThrough("2026-12-20");
    expect([balanceOf(second), parts().length]).toEqual([0, 2]);
  });

  test("INV-6 what was paid by hand is not charged again: a part paid in part goes to the card for its rest", async () => {
    const bill = invoice(90_000);
    const planId = signed([bill]);
    take(30_000, [{ invoiceId: bill, cents: 30_000 }]);
    await house.runThrough("2026-11-21");
    expect(parts()).toEqual([]);
    take(12_000, [{ invoiceId: bill, cents: 12_000 }]);
    await house.runThrough("2026-12-21");
    expect(parts()).toEqual([["2026-12-20", 18_000, "succeeded"]]);
    expect(states(planId)).toEqual(["paid", "paid", "due"]);
  });

  test("INV-6 INV-8 household credit is used before the card", async () => {
    const bill = invoice(90_000);
    signed([bill]);
    const before = balanceOf(bill);
    // Ten dollars more than everything owed today, chosen for nothing: it waits as credit for the next run.
    take(31_000, []);
    await house.runThrough("2026-11-20");
    expect([before, house.balance(lee.householdId).creditCents]).toEqual([90_000, 0]);
    expect(parts().every(([, cents]) => cents < 30_000)).toBe(true);
  });
});

describe("when the card does not pay", () => {
  test("INV-6 BIL-11 a declined part is tried by the timetable, with its letters; then it stops, nothing lapses, and later parts wait", async () => {
    const bill = invoice(90_000);
    const planId = signed([bill]);
    await house.runThrough("2026-11-19");
    house.outcomes.set(lee.householdId, { decline: "insufficient_funds" });
    await house.runThrough("2026-12-04");
    expect(parts()).toEqual(["2026-11-20", "2026-11-23", "2026-11-27", "2026-12-04"].map((on) => [on, 30_000, "declined"]));
    expect(listCalls(house.cx())).toMatchObject([{ planPart: "Payment 1 of 3", amountCents: 30_000, cause: "card_declined", lapseOn: null, dayZeroOn: "2026-11-20" }]);
    house.outcomes.delete(lee.householdId);
    await house.runThrough("2026-12-10");
    house.outcomes.set(lee.householdId, { decline: "insufficient_funds" });
    await house.runThrough("2027-01-25");
    const ofPlan = house.db.read((r) => r.all<{ kind: string; due: Day }>("select kind, due_on as due from notice where kind like 'part_%' order by id"));
    expect(ofPlan.map(({ kind, due }) => [kind, due])).toEqual([
      ["part_past_due", "2026-11-20"],
      ["part_second", "2026-11-27"],
      ["part_third", "2026-12-04"],
      ["part_final", "2026-12-11"],
    ]);
    expect(parts().map(([on]) => on)).toEqual(["2026-11-20", "2026-11-23", "2026-11-27", "2026-12-04", "2026-12-11"]);
    expect(states(planId)).toEqual(["missed", "missed", "missed"]);
    expect(listCalls(house.cx()).find((row) => row.planPart !== null)).toMatchObject({ planPart: "Payment 1 of 3", amountCents: 30_000, nextOn: null });
  });

  test("INV-6 BIL-14 a person's charge of the invoice takes the part and not the whole, and ends the case", async () => {
    const bill = invoice(90_000);
    signed([bill]);
    await house.runThrough("2026-11-19");
    house.outcomes.set(lee.householdId, { decline: "insufficient_funds" });
    await house.runThrough("2026-11-21");
    house.outcomes.delete(lee.householdId);
    const charged = await chargeNow(house.cx(), { invoiceId: bill, cardId: null });
    expect([charged.state, charged.balanceCents, parts().at(-1)]).toEqual(["succeeded", 60_000, ["2026-11-21", 30_000, "succeeded"]]);
    expect(listCalls(house.cx())).toEqual([]);
    await house.runThrough("2026-12-19");
    expect(parts()).toHaveLength(2);
  });

  test("INV-6 BIL-8 while the outcome of a part is unknown nothing else is charged; it is booked once it is known", async () => {
    const bill = invoice(90_000);
    const planId = signed([bill]);
    await house.runThrough("2026-11-19");
    house.faults.push("lost_after");
    house.questionFaults.push("server_error", "server_error");
    await house.runThrough("2026-11-20");
    expect(parts().map(([, , state]) => state)).toEqual(["unknown"]);
    expect(refusalOf(() => endPlan(house.cx(), { planId, reason: "x" }))).toBe("charge_unresolved");
    await house.runThrough("2026-11-25");
    expect([parts(), balanceOf(bill)]).toEqual([[["2026-11-20", 30_000, "succeeded"]], 60_000]);
  });

  test("INV-6 BIL-8 cash for another invoice of the plan is warned of a charge that may yet succeed", async () => {
    const [first, second] = [invoice(10_000), invoice(20_000)];
    signed([first, second], { by: { kind: "count", count: 2 } });
    await house.runThrough("2026-11-19");
    house.faults.push("lost_before");
    house.questionFaults.push("server_error", "server_error");
    await house.runThrough("2026-11-20");
    expect(parts()).toEqual([["2026-11-20", 15_000, "unknown"]]);
    expect(refusalOf(() => take(20_000, [{ invoiceId: second, cents: 20_000 }]))).toBe("charge_may_succeed");
    await house.runThrough("2026-11-24");
    expect(house.succeeded().filter(({ metadata }) => metadata.householdId === lee.householdId && metadata.drawOn === null)).toHaveLength(1);
  });

  test("INV-6 BIL-18 a card taken away: nothing is drawn, the part waits on the call list, and a new card collects it", async () => {
    const bill = invoice(90_000);
    signed([bill]);
    removeCard(house.cx(), { cardId: lee.cardId, reason: "Asked" });
    await house.runThrough("2026-11-22");
    expect(parts()).toEqual([]);
    expect(listCalls(house.cx())).toMatchObject([{ planPart: "Payment 1 of 3", cause: "card_removed", dayZeroOn: "2026-11-20" }]);
  });
});

describe("what takes it off the card", () => {
  test("INV-6 without its signature nothing is drawn", async () => {
    agreePlan(house.cx(), request([invoice(90_000)]));
    const [report] = (await house.runThrough("2026-11-20")).slice(-1);
    expect([parts(), report?.charges.skipped]).toEqual([[], [{ reason: "plan_unsigned", count: 1 }]]);
  });

  test("INV-6 a plan that ended, or whose invoice is void, draws nothing more", async () => {
    const first = invoice(90_000);
    const planId = signed([first]);
    await house.runThrough("2026-11-20");
    endPlan(house.cx(), { planId, reason: "Pays by hand" });
    const second = invoice(60_000);
    signed([second], { firstOn: house.today() });
    voidAtDesk(house.cx(), { invoiceId: second, reason: "Wrong patient" });
    await house.runThrough("2027-02-28");
    expect([parts().length, balanceOf(first)]).toEqual([1, 60_000]);
  });

  test("INV-6 drawn and by hand, to and fro: the preview is the effect, a new signature is asked for, and what was paid stays paid", async () => {
    const bill = invoice(90_000);
    const planId = signed([bill]);
    await house.runThrough("2026-11-20");
    const shown = previewPayBy(house.cx(), { planId, payBy: "desk" });
    expect(shown).toEqual({ planId, payBy: "desk", signatureEnds: false, draws: [] });
    expect(viewPlan(house.cx(), planId).payBy).toBe("card");
    expect(changePayBy(house.cx(), { planId, payBy: "desk" })).toEqual(shown);
    expect(refusalOf(() => changePayBy(house.cx(), { planId, payBy: "desk" }))).toBe("plan_paid_so_already");
    await house.runThrough("2026-12-21");
    expect([parts().length, states(planId)]).toEqual([1, ["paid", "missed", "due"]]);
    const back = previewPayBy(house.cx(), { planId, payBy: "card" });
    expect(back).toEqual({ planId, payBy: "card", signatureEnds: false, draws: [{ on: "2026-12-21", cents: 30_000 }, { on: "2027-01-20", cents: 30_000 }] });
    expect(changePayBy(house.cx(), { planId, payBy: "card" })).toEqual(back);
    await house.runThrough("2027-01-31");
    expect([parts().map(([on]) => on), balanceOf(bill)]).toEqual([["2026-11-20", "2026-12-22", "2027-01-20"], 0]);
  });

  test("INV-6 who signed to pay at the desk has not allowed the card: drawn, it must be signed anew", async () => {
    const bill = invoice(90_000);
    const planId = signed([bill], { payBy: "desk" });
    expect(previewPayBy(house.cx(), { planId, payBy: "card" })).toMatchObject({ signatureEnds: true });
    changePayBy(house.cx(), { planId, payBy: "card" });
    expect(viewPlan(house.cx(), planId)).toMatchObject({ payBy: "card", signedOn: null });
    await house.runThrough("2026-11-21");
    expect(parts()).toEqual([]);
    signPlanOnPaper(house.cx(), { planId, signer: "Rosa Lee", signedOn: house.today(), scan: null });
    await house.runThrough("2026-11-22");
    expect(parts()).toEqual([["2026-11-22", 30_000, "succeeded"]]);
  });

  test("INV-6 without a processor or a card a plan cannot be drawn", () => {
    const poor = house.member("Ortiz");
    removeCard(house.cx(), { cardId: poor.cardId, reason: "Asked" });
    const bill = invoice(9000, poor.householdId);
    expect(refusalOf(() => agreePlan(house.cx(), request([bill])))).toBe("no_usable_card");
    expect(refusalOf(() => agreePlan({ ...house.cx(), gateways: { cards: noCards } }, request([bill])))).toBe("cards_not_connected");
  });
});

describe("days off", () => {
  test("INV-6 BIL-3 after months without a run one part goes by itself, the others wait for a person", async () => {
    const bill = invoice(120_000);
    signed([bill], { by: { kind: "count", count: 4 } });
    house.moveTo("2027-01-25");
    for (let hour = 0; hour < 5; hour += 1) await house.run("hourly");
    expect(parts()).toEqual([["2027-01-25", 30_000, "succeeded"]]);
    await house.runThrough("2027-02-10");
    expect(parts()).toHaveLength(1);
    await house.runThrough("2027-02-21");
    expect(parts().map(([on]) => on)).toEqual(["2027-01-25", "2027-02-20"]);
  });
});
