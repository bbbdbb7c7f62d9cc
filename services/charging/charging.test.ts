import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { openCardClub, type CardClub } from "./card-club.fixture.ts";
import { claimCharge } from "./claim-charge.ts";
import type { sendCharge } from "./send-charge.ts";
import { settleCharge } from "./settle-charge.ts";

let house: CardClub;
beforeEach(() => (house = openCardClub("2026-11-05")));
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

const minute = 60_000;
const hour = 60 * minute;

describe("BIL-8 claim, charge, settle", () => {
  test("BIL-8 a draw goes to the card on its day, once, and is booked as a payment on its invoice", async () => {
    const lee = house.member("Lee");
    const reports = await house.runThrough("2026-12-05");
    expect(reports.at(-1)?.charges).toMatchObject({ charged: { count: 1, cents: 3700 }, declined: { count: 0 }, unknown: 0, skipped: [] });
    expect(house.draws(lee.householdId)).toMatchObject([{ dueOn: "2026-12-05", balanceCents: 0 }]);
    expect(house.attempts()).toMatchObject([{ state: "succeeded", origin: "automatic", amountCents: 3700, attemptOn: "2026-12-05" }]);
    const payment = house.db.read((r) => r.get("select tender, reference, amount_cents as cents from payment where tender = 'card_on_file'"));
    expect(payment).toEqual({ tender: "card_on_file", reference: "Visa 1001", cents: 3700 });
  });

  test("BIL-1 running the same day again, a hundred times, charges nothing more", async () => {
    house.member("Lee");
    house.member("Ortiz");
    await house.runThrough("2026-12-05");
    for (let again = 0; again < 100; again += 1) {
      const { charges } = await house.run("hourly");
      expect(charges).toMatchObject({ charged: { count: 0 }, skipped: [] });
    }
    expect(house.succeeded()).toHaveLength(2);
    expect(house.cards.requests()).toBe(2);
  });

  test("control 46 the attempt is in the file before the network hears of it, with everything that was sent", async () => {
    const lee = house.member("Lee");
    house.moveTo("2026-12-05");
    let seen: unknown;
    const gateway: typeof house.cards = {
      ...house.cards,
      charge: async (request) => {
        expect(house.db.inTransaction).toBe(false);
        seen = house.db.read((r) =>
          r.get("select state, amount_cents as cents, card_token as token, epoch, draw_on as drawOn, ordinal from charge_attempt where id = ?", request.key),
        );
        expect(request).toMatchObject({ amountCents: 3700, metadata: { lineage: "lineage", epoch: 1, householdId: lee.householdId, drawOn: "2026-12-05", ordinal: 1 } });
        return house.cards.charge(request);
      },
    };
    const { runBillingWithCards } = await import("../billing/run-with-cards.ts");
    await runBillingWithCards({ cx: house.cx, gateway }, "asked");
    expect(seen).toEqual({ state: "sent", cents: 3700, token: "test_succeeds:1", epoch: 1, drawOn: "2026-12-05", ordinal: 1 });
  });

  test("F-13 the database itself refuses a second live attempt of an invoice, and a payment that two attempts share", async () => {
    house.member("Lee");
    house.faults.push("lost_before");
    await house.runThrough("2026-12-05");
    const [row] = house.attempts();
    expect(row?.state).toBe("unknown");
    const copy = (state: string) => () =>
      house.db.write((w) =>
        w.exec(
          `insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at)
           select id || ?, invoice_id, household_id, card_id, amount_cents, ordinal + 1, ?, sent_at from charge_attempt`,
          state,
          state,
        ),
      );
    for (const state of ["sent", "pending", "unknown"]) expect(copy(state)).toThrow("UNIQUE");
    house.pass(5 * minute);
    await house.run();
    expect(() =>
      house.db.write((w) =>
        w.exec(
          `insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at, payment_id)
           select 'again', invoice_id, household_id, card_id, amount_cents, 2, 'succeeded', sent_at, payment_id from charge_attempt`,
        ),
      ),
    ).toThrow("UNIQUE");
  });

  test("INV-8 household credit is used before the card, and the card pays the rest", async () => {
    const lee = house.member("Lee");
    house.db.write((w) => {
      w.exec("update household set pays_by = 'card'");
    });
    const { takeAtDesk } = await import("../payments/take-at-desk.fixture.ts");
    takeAtDesk(house.club.cx(), { householdId: lee.householdId, tender: "cash", amountCents: toCents(1000), tenderedCents: null, reference: "", choices: null, note: "" });
    await house.runThrough("2026-12-05");
    expect(house.succeeded().map(({ amountCents }) => amountCents)).toEqual([2700]);
    expect(house.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
  });

  test("BIL-8 the balance is read again when the charge is claimed: paid meanwhile means not charged", async () => {
    const lee = house.member("Lee");
    house.moveTo("2026-12-05");
    house.faults.push("lost_before");
    await house.run();
    expect(claimCharge(house.cx(), { householdId: lee.householdId, invoiceId: house.draws(lee.householdId)[0]?.invoiceId as never, partId: null })).toEqual({ state: "not_charged", reason: "charge_unresolved" });
    house.pass(6 * minute);
    await house.run();
    expect(claimCharge(house.cx(), { householdId: lee.householdId, invoiceId: house.draws(lee.householdId)[0]?.invoiceId as never, partId: null })).toEqual({ state: "not_charged", reason: "nothing_owed" });
  });
});

describe("BIL-9 faults", () => {
  test("a lost answer leaves it unknown; nothing is charged meanwhile, and the look-up finds the success", async () => {
    const lee = house.member("Lee");
    house.moveTo("2026-12-05");
    house.faults.push("lost_after");
    expect((await house.run()).charges).toMatchObject({ unknown: 1, charged: { count: 0 } });
    expect(house.attention()).toEqual(["charge_unknown: charge_unknown"]);
    expect((await house.run()).charges).toMatchObject({ asked: 0, skipped: [{ reason: "charge_unresolved", count: 1 }] });
    house.pass(5 * minute);
    expect((await house.run()).charges).toMatchObject({ asked: 1, ended: 1 });
    expect(house.draws(lee.householdId)[0]?.balanceCents).toBe(0);
    expect(house.attention()).toEqual([]);
    expect(house.cards.requests()).toBe(1);
  });

  test("a request that never arrived is sent again under the same key within 23 hours", async () => {
    house.member("Lee");
    house.moveTo("2026-12-05");
    house.faults.push("lost_before");
    await house.run();
    house.pass(5 * minute);
    await house.run();
    expect(house.attempts()).toMatchObject([{ state: "succeeded" }]);
    expect(house.cards.charges.map(({ key }) => key)).toEqual(house.attempts().map(({ key }) => key));
    expect(house.cards.requests()).toBe(2);
  });

  test("R3 after 23 hours it is only looked up: absent is a definite failure, and a new key may charge", async () => {
    const lee = house.member("Lee");
    house.moveTo("2026-12-05");
    house.faults.push("lost_before");
    house.questionFaults.push("none");
    await house.run();
    house.moveTo("2026-12-06", "18:00");
    const { charges } = await house.run();
    expect(house.attempts()).toMatchObject([
      { state: "failed", failure: "absent" },
      { state: "succeeded", attemptOn: "2026-12-06" },
    ]);
    expect(charges).toMatchObject({ charged: { count: 1 } });
    expect(new Set(house.attempts().map(({ key }) => key)).size).toBe(2);
    expect(house.draws(lee.householdId)[0]?.balanceCents).toBe(0);
  });

  test.each(["server_error", "rate_limited", "nonsense"] as const)("%s is not an outcome: looked up, then right", async (fault) => {
    house.member("Lee");
    house.moveTo("2026-12-05");
    house.faults.push(fault);
    await house.run();
    expect(house.attempts()[0]?.state).toBe("unknown");
    house.pass(5 * minute);
    await house.run();
    expect(house.attempts()).toMatchObject([{ state: "succeeded" }]);
    expect(house.succeeded()).toHaveLength(1);
  });

  test("a crash between the claim and the answer leaves `sent`, and the next run resolves it at once", async () => {
    const lee = house.member("Lee");
    house.moveTo("2026-12-05");
    const claims: Parameters<typeof sendCharge>[1][] = [];
    const crashing: typeof house.cards = {
      ...house.cards,
      charge: async (request) => {
        claims.push(request);
        await house.cards.charge(request);
        throw new Error("the power went");
      },
    };
    const { runBillingWithCards } = await import("../billing/run-with-cards.ts");
    await expect(runBillingWithCards({ cx: house.cx, gateway: crashing }, "asked")).rejects.toThrow("the power went");
    expect(house.attempts()).toMatchObject([{ state: "sent" }]);
    expect((await house.run("start")).charges).toMatchObject({ asked: 1, ended: 1, charged: { count: 0 } });
    expect(house.draws(lee.householdId)[0]?.balanceCents).toBe(0);
    expect(claims).toHaveLength(1);
  });

  test("a crash before the request left is the same, and charges once", async () => {
    house.member("Lee");
    house.moveTo("2026-12-05");
    const dead: typeof house.cards = { ...house.cards, charge: () => Promise.reject(new Error("the power went")) };
    const { runBillingWithCards } = await import("../billing/run-with-cards.ts");
    await expect(runBillingWithCards({ cx: house.cx, gateway: dead }, "asked")).rejects.toThrow("the power went");
    expect(house.succeeded()).toEqual([]);
    await house.run("start");
    expect(house.succeeded()).toHaveLength(1);
  });

  test("the same answer twice, and an old one after the right one, change nothing", async () => {
    house.member("Lee");
    await house.runThrough("2026-12-05");
    const [attempt] = house.attempts();
    const [charge] = house.cards.charges;
    if (!attempt || !charge) throw new Error("one charge");
    const before = house.db.read((r) => r.all("select * from audit"));
    for (const answer of [
      charge.outcome,
      { state: "unknown", reason: "no_answer" } as const,
      { state: "pending", processorId: "ch_1" } as const,
      { state: "declined", processorId: null, code: "do_not_honor", kind: "soft", at: house.now() } as const,
      { state: "not_accepted", reason: "invalid_request" } as const,
    ])
      expect(settleCharge(house.cx(), attempt.key, answer, { isFirstSend: true }).state).toBe("succeeded");
    expect(house.db.read((r) => r.all("select * from audit"))).toEqual(before);
  });

  test("a processor that stops answering is left alone after three, and nobody else is put in doubt", async () => {
    for (let index = 0; index < 6; index += 1) house.member(`Lee${index}`);
    house.moveTo("2026-12-05");
    house.faults.push(...Array.from({ length: 6 }, () => "lost_before" as const));
    const { charges } = await house.run();
    expect(charges).toMatchObject({ unknown: 3, isOutage: true, skipped: [{ reason: "processor_not_answering", count: 3 }] });
    house.faults.length = 0;
    house.pass(5 * minute);
    const next = await house.run();
    expect(next.charges).toMatchObject({ asked: 3, ended: 3, charged: { count: 3 }, isOutage: false });
    expect(house.succeeded()).toHaveLength(6);
  });

  test("BIL-8 a slow charge is pending, blocks a second one, and ends by its event", async () => {
    const lee = house.member("Lee", { token: "test_slow" });
    await house.runThrough("2026-12-05");
    expect(house.attempts()).toMatchObject([{ state: "pending" }]);
    expect((await house.run()).charges.skipped).toEqual([{ reason: "charge_unresolved", count: 1 }]);
    const [attempt] = house.attempts();
    house.cards.finish(attempt?.key ?? "");
    expect((await house.run()).charges).toMatchObject({ events: 1 });
    expect(house.attempts()).toMatchObject([{ state: "succeeded" }]);
    expect(house.draws(lee.householdId)[0]?.balanceCents).toBe(0);
    expect((await house.run()).charges).toMatchObject({ events: 0 });
  });

  test("BIL-8 what cannot be known by look-up is asked about at 5 minutes, at 1 hour and daily, and stays a task", async () => {
    house.member("Lee");
    house.moveTo("2026-12-05");
    house.faults.push("lost_after");
    await house.run();
    const asked: number[] = [];
    const sent = house.now();
    for (let tick = 0; tick < 3 * 24 * 12; tick += 1) {
      house.pass(5 * minute);
      house.questionFaults.length = 0;
      house.questionFaults.push("server_error");
      const { resolveUnfinished } = await import("./resolve-unfinished.ts");
      for await (const _ of resolveUnfinished(house.needs())) asked.push((Date.parse(house.now()) - Date.parse(sent)) / minute);
    }
    house.questionFaults.length = 0;
    expect(asked).toEqual([5, 60, 24 * 60, 48 * 60, 72 * 60]);
    expect(house.attention()).toEqual(["charge_unknown: charge_unknown"]);
    house.pass(hour * 24);
    await house.run();
    expect(house.attempts()).toMatchObject([{ state: "succeeded" }]);
  });
});

test("BIL-10 a code that says never again is a hard decline, whatever kind the processor calls it", async () => {
  const lee = house.member("Lee");
  house.moveTo("2026-12-05");
  const mild: typeof house.cards = {
    ...house.cards,
    charge: async (request) => {
      const answer = await house.cards.charge({ ...request, cardToken: "test_declines_stolen_card" });
      return answer.state === "declined" ? { ...answer, kind: "soft" } : answer;
    },
  };
  const { runBillingWithCards } = await import("../billing/run-with-cards.ts");
  await runBillingWithCards({ cx: house.cx, gateway: mild }, "asked");
  expect(house.db.read((r) => r.get("select decline_kind as kind from charge_attempt where card_id = ?", lee.cardId))).toEqual({ kind: "hard" });
});

describe("BIL-8 a request that the processor does not accept", () => {
  test("an unknown card is a definite failure and a task, and that card is not tried again", async () => {
    const lee = house.member("Lee");
    house.db.write((w) => w.exec("update card set token = 'test_gone' where id = ?", lee.cardId));
    await house.runThrough("2026-12-07");
    expect(house.attempts()).toMatchObject([{ state: "failed", failure: "no_such_card" }]);
    expect(house.attention()).toEqual(["charge_refused: charge_no_such_card"]);
  });

  test("BIL-20 an older epoch charges nothing and stops billing here", async () => {
    house.member("Lee");
    house.member("Ortiz");
    await house.cards.listCharges({ lineage: "lineage", epoch: 2 }, house.now());
    await house.runThrough("2026-12-05");
    expect(house.succeeded()).toEqual([]);
    expect(house.attempts()).toMatchObject([{ state: "failed", failure: "old_epoch" }]);
    expect(house.db.read((r) => r.get("select reason from billing_stop where lifted_at is null"))).toEqual({ reason: "other_computer" });
    expect((await house.run()).charges).toMatchObject({ charged: { count: 0 }, failed: 0 });
  });
});
