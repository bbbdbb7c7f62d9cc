import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { toCents } from "#domain/money.ts";
import { previewPayment } from "../payments/preview.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { listAttempts, listUnresolved } from "./attempts-view.ts";
import { openCardClub, type CardClub, type CardMember } from "./card-club.fixture.ts";
import { requireNoUnresolved } from "./cash-warning.ts";
import { resolveByHand } from "./resolve-by-hand.ts";
import { resolveUnfinished } from "./resolve-unfinished.ts";
import { settleCharge } from "./settle-charge.ts";
import { takeEvents } from "./take-events.ts";

let house: CardClub;
let lee: CardMember;
beforeEach(() => {
  house = openCardClub("2026-11-05");
  lee = house.member("Lee");
  house.moveTo("2026-12-05");
});
afterEach(() => house.dispose());

const day = 86_400_000;
const cash = (knowsOfCharge = false) => ({
  householdId: lee.householdId,
  tender: "cash" as const,
  amountCents: toCents(3700),
  tenderedCents: null,
  reference: "",
  choices: null,
  note: "",
  knowsOfCharge,
});

/** The charge was executed and the answer lost; questions about it get no answer either. */
async function loseAnswer(fault: "lost_after" | "lost_before" = "lost_after"): Promise<string> {
  house.faults.push(fault);
  await house.run();
  return house.attempts()[0]?.key ?? "";
}

describe("BIL-8 while an outcome is unknown", () => {
  test("the preview says so, cash is refused until the desk confirms, and then both are kept", async () => {
    const key = await loseAnswer();
    const [unresolved] = previewPayment(house.cx(), cash()).unresolvedCharges;
    expect(unresolved).toMatchObject({ amountCents: 3700 });
    expect(refusalOf(() => takeAtDesk(house.cx(), cash()))).toBe("charge_may_succeed");
    expect(refusalOf(() => house.db.read((r) => requireNoUnresolved(r, unresolved ? [unresolved] : [])))).toBe("charge_may_succeed");
    expect(takeAtDesk(house.cx(), cash(true))).toMatchObject({ toCreditCents: 0 });
    house.pass(300_000);
    await house.run();
    // The card had paid too: nothing is lost, the second money is credit and a task.
    expect(house.attempts()).toMatchObject([{ key, state: "succeeded" }]);
    expect(house.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 3700 });
    expect(house.attention()).toEqual(["charge_credit: charge_became_credit"]);
    expect(house.breaches()).toEqual([]);
  });

  test("a request that never arrived is not sent again once the desk has taken the money, and has failed after 23 hours", async () => {
    await loseAnswer("lost_before");
    takeAtDesk(house.cx(), cash(true));
    for (const wait of [300_000, 3_600_000, 20 * 3_600_000]) {
      house.pass(wait);
      await house.run();
      expect(house.attempts()).toMatchObject([{ state: "unknown" }]);
    }
    house.pass(5 * 3_600_000);
    await house.run();
    expect(house.attempts()).toMatchObject([{ state: "failed", failure: "absent" }]);
    expect(house.cards.requests()).toBe(1);
    expect(house.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(house.breaches()).toEqual([]);
  });

  test("nor while only a part is owed, nor while billing is stopped; it goes on when that is over", async () => {
    await loseAnswer("lost_before");
    house.db.write((w) => w.exec("insert into billing_stop (reason, since_at) values ('clock', '2026-12-05T15:00:00.000Z')"));
    house.pass(300_000);
    for await (const _ of resolveUnfinished(house.needs())) expect(house.cards.requests()).toBe(1);
    house.db.write((w) => w.exec("update billing_stop set lifted_at = '2026-12-05T16:00:00.000Z'"));
    takeAtDesk(house.cx(), { ...cash(true), amountCents: toCents(100) });
    house.pass(3_600_000);
    await house.run();
    expect(house.cards.requests()).toBe(1);
    house.pass(24 * 3_600_000);
    await house.run();
    // Definitely failed, so that a new key asks for what is left.
    expect(house.attempts()).toMatchObject([{ state: "failed" }, { state: "succeeded", amountCents: 3600 }]);
    expect(house.breaches()).toEqual([]);
  });

  test("money for another invoice is taken without a question", async () => {
    await loseAnswer();
    const other = house.member("Ortiz");
    expect(takeAtDesk(house.cx(), { ...cash(), householdId: other.householdId })).toMatchObject({ toCreditCents: 3700 });
    expect(previewPayment(house.cx(), { ...cash(), householdId: other.householdId }).unresolvedCharges).toEqual([]);
  });

  test("BIL-12 it is listed with what is known and from when a person may help", async () => {
    await loseAnswer();
    expect(listUnresolved(house.cx())).toMatchObject([
      { state: "unknown", payerName: expect.stringContaining("Lee") as string, personFromOn: "2026-12-10", canBeResolved: false, askedAgainAt: "2026-12-05T15:05:00.000Z" },
    ]);
    const [view] = listAttempts(house.cx(), { householdId: lee.householdId });
    expect(view?.sentence).toContain("we do not know whether it was charged");
    expect(listAttempts(house.cx(), { invoiceId: view?.invoiceId })).toEqual([view]);
    expect(listAttempts(house.cx(), {})).toEqual([]);
  });
});

describe("BIL-8 after five days a person enters what the processor's dashboard shows", () => {
  /** Five days during which the processor answers no question. */
  async function fiveDaysOfSilence(): Promise<void> {
    for (let days = 0; days < 6; days += 1) {
      house.pass(day);
      house.questionFaults.push("server_error", "server_error", "server_error");
      await house.run();
      house.questionFaults.length = 0;
    }
  }

  test("not before, not without a reference, and not twice", async () => {
    const key = await loseAnswer();
    const resolve = (reference: string) => () => resolveByHand(house.cx(), { key, outcome: "charged", reference });
    expect(refusalOf(resolve("ch_1"))).toBe("charge_too_young");
    await fiveDaysOfSilence();
    expect(refusalOf(resolve("  "))).toBe("charge_reference_missing");
    expect(resolve("ch_1")()).toEqual({ state: "succeeded" });
    expect(refusalOf(resolve("ch_1"))).toBe("charge_already_ended");
    expect(refusalOf(() => resolveByHand(house.cx(), { key: "x", outcome: "charged", reference: "y" }))).toBe("charge_not_found");
    expect(house.breaches()).toEqual([]);
  });

  test("charged: booked once with the reference, audited, and the processor's own word later changes nothing", async () => {
    const key = await loseAnswer();
    await fiveDaysOfSilence();
    resolveByHand(house.cx(), { key, outcome: "charged", reference: "ch_1" });
    expect(house.draws(lee.householdId)[0]?.balanceCents).toBe(0);
    expect(house.attention()).toEqual([]);
    const audit = house.db.read((r) => r.get<{ after: string }>("select after from audit where action = 'charge.resolved'"));
    expect(JSON.parse(audit?.after ?? "{}")).toEqual({ outcome: "charged", reference: "ch_1" });
    house.cards.emit({ id: "evt_late", at: house.now(), kind: "charge", key, outcome: { state: "succeeded", processorId: "ch_1", at: house.now() } });
    await house.run();
    expect(house.db.read((r) => r.get("select count(*) as n from payment where tender = 'card_on_file'"))).toEqual({ n: 1 });
    expect(house.breaches()).toEqual([]);
  });

  test("charged by hand and declined by the processor is a contradiction for a person", async () => {
    const key = await loseAnswer();
    await fiveDaysOfSilence();
    resolveByHand(house.cx(), { key, outcome: "charged", reference: "ch_1" });
    settleCharge(house.cx(), key, { state: "declined", processorId: null, code: "do_not_honor", kind: "soft", at: house.now() }, { isFirstSend: false });
    expect(house.attention()).toEqual(["charge_contradiction: hand_charged_but_declined"]);
  });

  test("not charged: the invoice is free for a new key; if the first one did succeed, its money is credit and a task", async () => {
    const key = await loseAnswer();
    await fiveDaysOfSilence();
    expect(resolveByHand(house.cx(), { key, outcome: "not_charged", reference: "Searched the dashboard" })).toEqual({ state: "failed" });
    expect((await house.run()).charges.charged.count).toBe(1);
    house.cards.emit({ id: "evt_late", at: house.now(), kind: "charge", key, outcome: { state: "succeeded", processorId: "ch_1", at: house.now() } });
    await house.run();
    expect(house.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 3700 });
    expect(house.attention()).toEqual(["charge_credit: charge_became_credit", "charge_late: charge_succeeded_after_failed"]);
    // The person said it was not charged, and it was: the patient paid twice, and the file says so.
    expect(house.breaches()).toEqual([expect.stringMatching(/^double: /) as string]);
  });
});

describe("BIL-9 events", () => {
  test("out of order, repeated and unknown ones are harmless", async () => {
    house.outcomes.set(lee.householdId, "slow");
    await house.run();
    const key = house.attempts()[0]?.key ?? "";
    const charge = (id: string, outcome: Parameters<typeof house.cards.emit>[0] extends infer E ? (E extends { kind: "charge"; outcome: infer O } ? O : never) : never) =>
      house.cards.emit({ id, at: house.now(), kind: "charge", key, outcome });
    house.cards.finish(key);
    charge("evt_old", { state: "pending", processorId: "ch_1" });
    charge("evt_old", { state: "pending", processorId: "ch_1" });
    charge("evt_odd", { state: "declined", processorId: "ch_1", code: "do_not_honor", kind: "soft", at: house.now() });
    house.cards.emit({ id: "evt_stranger", at: house.now(), kind: "charge", key: "nobody", outcome: { state: "pending", processorId: "ch_9" } });
    const report = await house.run();
    expect(report.charges.events).toBe(4);
    expect(house.attempts()).toMatchObject([{ state: "succeeded" }]);
    expect((await house.run()).charges.events).toBe(0);
    expect(house.breaches()).toEqual([]);
  });

  test("an event that cannot be understood yet waits, with everything behind it", async () => {
    house.cards.emit({ id: "evt_1", at: house.now(), kind: "charge", key: "nobody", outcome: { state: "pending", processorId: "ch_9" } });
    const taken = async (): Promise<number> => {
      const steps = takeEvents(house.needs());
      for (;;) {
        const step = await steps.next();
        if (step.done) return step.value;
      }
    };
    house.questionFaults.push("none", "server_error");
    expect(await taken()).toBe(0);
    expect(await taken()).toBe(1);
    expect(await taken()).toBe(0);
  });
});
