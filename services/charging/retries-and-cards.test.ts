import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { openCardClub, type CardClub, type CardMember } from "./card-club.fixture.ts";
import { addCard, listHouseholdCards, removeCard } from "./cards.ts";
import { forgiveOlderMonths } from "./catch-up.ts";
import { chargeNow, collectOldest } from "./charge-now.ts";
import { listExpiringCards } from "./expiring-cards.ts";

let house: CardClub;
beforeEach(() => (house = openCardClub("2026-11-05")));
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

const details = (token: string, last4 = "5555") =>
  ({ token, brand: "mastercard", last4, expiresMonth: 6, expiresYear: 2041, funding: "debit" }) as const;

function addTo(lee: CardMember, token: string, over: Partial<Parameters<typeof addCard>[1]> = {}): number {
  return addCard(house.cx(), {
    householdId: lee.householdId,
    card: details(token),
    replacesId: null,
    collectsDue: false,
    paysByCard: true,
    ...over,
  }).cardId;
}

const triedOn = (lee: CardMember): string[] => house.attempts(lee.householdId).map(({ attemptOn, state }) => `${attemptOn} ${state}`);

describe("BIL-11 BIL-10 declines", () => {
  test("BIL-11 a soft decline is retried on days 3, 7, 14 and 21, and on no other day", async () => {
    const lee = house.member("Lee", { token: "test_declines_insufficient_funds" });
    await house.runThrough("2026-12-31");
    expect(triedOn(lee)).toEqual([
      "2026-12-05 declined",
      "2026-12-08 declined",
      "2026-12-12 declined",
      "2026-12-19 declined",
      "2026-12-26 declined",
    ]);
  });

  test("BIL-10 a hard decline is never retried with that card", async () => {
    const lee = house.member("Lee", { token: "test_declines_lost_card" });
    const reports = await house.runThrough("2026-12-31");
    expect(triedOn(lee)).toEqual(["2026-12-05 declined"]);
    expect(reports.at(-1)?.charges.skipped).toEqual([{ reason: "card_refused", count: 1 }]);
    expect(refusalOf(() => addTo(lee, "test_declines_lost_card:1"))).toBe("card_already_on_file");
    const [row] = house.draws(lee.householdId);
    await expect(chargeNow(house.cx(), { invoiceId: row?.invoiceId as never, cardId: lee.cardId })).rejects.toMatchObject({ code: "card_refused_for_good" });
    await expect(chargeNow(house.cx(), { invoiceId: row?.invoiceId as never, cardId: null })).rejects.toMatchObject({ code: "no_usable_card" });
  });

  test("BIL-8 where the bank wants the cardholder, the machine does not ask the same card again", async () => {
    const lee = house.member("Lee", { token: "test_declines_authentication_required" });
    await house.runThrough("2026-12-31");
    expect(triedOn(lee)).toEqual(["2026-12-05 declined"]);
  });

  test("BIL-11 after days off one retry happens, the latest due", async () => {
    const lee = house.member("Lee", { token: "test_declines_insufficient_funds" });
    await house.runThrough("2026-12-05");
    house.moveTo("2026-12-20");
    await house.run("start");
    await house.run("hourly");
    expect(triedOn(lee)).toEqual(["2026-12-05 declined", "2026-12-20 declined"]);
  });

  test("BIL-14 a charge by hand is made once, and the machine does not repeat it", async () => {
    const lee = house.member("Lee", { token: "test_declines_insufficient_funds" });
    house.db.write((w) => w.exec("update household set pays_by = 'manual'"));
    await house.runThrough("2026-12-06");
    const invoiceId = house.draws(lee.householdId)[0]?.invoiceId as never;
    expect(await chargeNow(house.cx(), { invoiceId, cardId: null })).toMatchObject({ state: "declined", balanceCents: 3700 });
    house.db.write((w) => w.exec("update household set pays_by = 'card'"));
    await house.runThrough("2026-12-20");
    expect(triedOn(lee)).toEqual(["2026-12-06 declined"]);
    house.outcomes.set(lee.householdId, "succeed");
    const done = await chargeNow(house.cx(), { invoiceId, cardId: lee.cardId });
    expect(done).toMatchObject({ state: "succeeded", balanceCents: 0, attempt: { origin: "staff", ordinal: 2 } });
    expect(await refusalOfAsync(() => chargeNow(house.cx(), { invoiceId, cardId: null }))).toBe("charge_nothing_owed");
  });

  test("BIL-10 a person cannot try a card for an amount more than eight times in 30 days", async () => {
    const lee = house.member("Lee", { token: "test_declines_insufficient_funds" });
    house.db.write((w) => w.exec("update household set pays_by = 'manual'"));
    await house.runThrough("2026-12-05");
    const invoiceId = house.draws(lee.householdId)[0]?.invoiceId as never;
    for (let n = 0; n < 8; n += 1) expect(await chargeNow(house.cx(), { invoiceId, cardId: null })).toMatchObject({ state: "declined" });
    expect(await refusalOfAsync(() => chargeNow(house.cx(), { invoiceId, cardId: null }))).toBe("charge_limit");
    house.moveTo("2027-01-04");
    expect(await chargeNow(house.cx(), { invoiceId, cardId: null })).toMatchObject({ state: "declined" });
  });
});

async function refusalOfAsync(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => "no refusal",
    (error: unknown) => (error as { code?: unknown }).code,
  );
}

describe("F-17 a charge by hand is refused with the reason", () => {
  test("while one has no answer, when the payer has died, when billing is stopped, without a processor", async () => {
    const lee = house.member("Lee");
    house.faults.push("lost_before");
    await house.runThrough("2026-12-05");
    const invoiceId = house.draws(lee.householdId)[0]?.invoiceId as never;
    const charge = () => refusalOfAsync(() => chargeNow(house.cx(), { invoiceId, cardId: null }));
    expect(await charge()).toBe("charge_unresolved");
    house.moveTo("2026-12-05", "20:00");
    house.db.write((w) => w.exec("update charge_attempt set state = 'failed', failure = 'absent', probe_at = null"));
    house.db.write((w) => w.exec("update patient set status = 'deceased', deceased_on = '2026-12-01' where id = ?", lee.patientId));
    expect(await charge()).toBe("payer_deceased");
    house.db.write((w) => w.exec("update patient set status = 'active', deceased_on = null"));
    house.db.write((w) => w.exec("insert into billing_stop (reason, since_at) values ('clock', '2026-12-05T15:00:00.000Z')"));
    expect(await charge()).toBe("billing_stopped");
    const { noCards } = await import("../gateways/cards.ts");
    expect(await refusalOfAsync(() => chargeNow({ ...house.cx(), gateways: { cards: noCards } }, { invoiceId, cardId: null }))).toBe("cards_not_connected");
    expect(await refusalOfAsync(() => chargeNow(house.cx(), { invoiceId: 999 as never, cardId: null }))).toBe("billing_stopped");
  });

  test("F-15 a repeated request charges once and answers what is known", async () => {
    const lee = house.member("Lee");
    house.db.write((w) => w.exec("update household set pays_by = 'manual'"));
    await house.runThrough("2026-12-05");
    const invoiceId = house.draws(lee.householdId)[0]?.invoiceId as never;
    const cx = { ...house.cx(), request: { id: "8f9f0d1e-0001-4000-8000-000000000001", operation: "charging.chargeNow" } };
    const first = await chargeNow(cx, { invoiceId, cardId: null });
    expect(await chargeNow(cx, { invoiceId, cardId: null })).toEqual(first);
    expect(house.cards.requests()).toBe(1);
  });
});

test("issue 3 a payer who has died is charged by nobody, becomes a task, and the others are billed", async () => {
  const lee = house.member("Lee");
  house.member("Ortiz");
  house.db.write((w) => w.exec("update patient set status = 'deceased', deceased_on = '2026-12-01' where id = ?", lee.patientId));
  const report = (await house.runThrough("2026-12-05")).at(-1);
  expect(report?.charges.charged.count).toBe(1);
  expect(report?.charges.skipped).toEqual([{ reason: "payer_deceased", count: 1 }]);
  expect(house.attention()).toContain("charging: payer_deceased");
  house.db.write((w) => w.exec("update household set pays_by = 'manual' where id = ?", lee.householdId));
  await house.run();
  expect(house.attention()).not.toContain("charging: payer_deceased");
});

describe("BIL-14 a new card", () => {
  test("collects the oldest due at once, then one a day, and the old card goes with its first success", async () => {
    const lee = house.member("Lee", { token: "test_declines_lost_card" });
    await house.runThrough("2026-12-05");
    house.moveTo("2027-01-06");
    await house.run("start");
    expect(house.draws(lee.householdId).map(({ balanceCents }) => balanceCents)).toEqual([3700, 3700]);
    const cardId = addTo(lee, "test_succeeds:new", { replacesId: lee.cardId, collectsDue: true });
    expect(listHouseholdCards(house.cx(), lee.householdId)).toMatchObject([
      { cardId, isUsed: true, isProven: false, replacesId: lee.cardId },
      { cardId: lee.cardId, isUsed: false, isRefused: true },
    ]);
    expect(await collectOldest(house.cx(), lee.householdId)).toMatchObject({ state: "succeeded", attempt: { origin: "new_card" } });
    expect(house.draws(lee.householdId).map(({ balanceCents }) => balanceCents)).toEqual([0, 3700]);
    expect(listHouseholdCards(house.cx(), lee.householdId)).toMatchObject([{ cardId, isProven: true }]);
    expect(await collectOldest(house.cx(), lee.householdId)).toBeNull();
    await house.run();
    expect(house.draws(lee.householdId).map(({ balanceCents }) => balanceCents)).toEqual([0, 3700]);
    await house.runThrough("2027-01-07");
    expect(house.draws(lee.householdId).map(({ balanceCents }) => balanceCents)).toEqual([0, 0]);
  });

  test("the old card stays beside a new one that has not paid yet", async () => {
    const lee = house.member("Lee");
    addTo(lee, "test_declines_lost_card:new", { replacesId: lee.cardId });
    await house.runThrough("2026-12-05");
    expect(triedOn(lee)).toEqual(["2026-12-05 declined"]);
    expect(listHouseholdCards(house.cx(), lee.householdId)).toHaveLength(2);
    await house.runThrough("2026-12-08");
    expect(triedOn(lee)).toEqual(["2026-12-05 declined", "2026-12-08 succeeded"]);
    expect(listHouseholdCards(house.cx(), lee.householdId)[0]).toMatchObject({ cardId: lee.cardId, isUsed: true });
  });

  test("older months may be forgiven; the newest stays owed", async () => {
    const lee = house.member("Lee", { token: "test_declines_lost_card" });
    await house.runThrough("2026-12-05");
    house.moveTo("2027-01-06");
    await house.run("start");
    expect(forgiveOlderMonths(house.cx(), { householdId: lee.householdId })).toEqual({ charged: 0, forgiven: 1, forgivenCents: 3700 });
    expect(house.draws(lee.householdId).map(({ balanceCents }) => balanceCents)).toEqual([0, 3700]);
    expect(refusalOf(() => forgiveOlderMonths(house.cx(), { householdId: lee.householdId }))).toBe("catch_up_empty");
  });
});

describe("BIL-7 cards on file", () => {
  test("nothing but token, brand, last four, expiry and funding is kept or written to the audit trail", () => {
    const lee = house.member("Lee");
    addTo(lee, "test_succeeds:secret");
    expect(Object.keys(house.db.read((r) => r.get<object>("select * from card limit 1")) ?? {})).toEqual([
      "id",
      "household_id",
      "token",
      "brand",
      "last4",
      "expires_month",
      "expires_year",
      "funding",
      "replaces_id",
      "proven_at",
      "collects_through_on",
      "added_by",
      "added_at",
      "removed_by",
      "removed_at",
      "removed_why",
    ]);
    const audits = house.db.read((r) => r.all<{ after: string }>("select after from audit where action = 'card.added'"));
    expect(audits.map(({ after }) => after).join()).not.toContain("secret");
  });

  test("F-18 a card number, an expired card, another household's card and one already there are refused", () => {
    const lee = house.member("Lee");
    const ortiz = house.member("Ortiz");
    const refusal = (over: Partial<Parameters<typeof addCard>[1]>) => refusalOf(() => addTo(lee, "test_succeeds:x", over));
    expect(refusal({ card: details("4242424242424242") })).toBe("card_number_refused");
    expect(refusal({ card: { ...details("t"), expiresYear: 2020 } })).toBe("card_expired");
    expect(refusal({ replacesId: ortiz.cardId })).toBe("card_not_found");
    expect(refusal({ householdId: 999 as never })).toBe("payment_household_not_found");
    expect(refusal({ card: details("test_succeeds:2") })).toBe("card_already_on_file");
  });

  test("a card leaves the file, and the household is asked for another; not while a charge of it is open", async () => {
    const lee = house.member("Lee");
    house.faults.push("lost_before");
    await house.runThrough("2026-12-05");
    const remove = () => removeCard(house.cx(), { cardId: lee.cardId, reason: "Asked to" });
    expect(refusalOf(remove)).toBe("card_charge_unresolved");
    house.pass(300_000);
    await house.run();
    expect(remove()).toEqual({ removed: true });
    expect(refusalOf(remove)).toBe("card_not_found");
    const report = (await house.runThrough("2027-01-05")).at(-1);
    expect(report?.charges.skipped).toEqual([{ reason: "no_card", count: 1 }]);
  });
});

describe("BIL-16 expiry", () => {
  test("a card is listed 30 days before its last day, told of at 30 and 7 days, and not charged afterwards", async () => {
    const lee = house.member("Lee", { expires: [2026, 12] });
    await house.runThrough("2026-11-30");
    expect(listExpiringCards(house.cx())).toEqual([]);
    await house.runThrough("2026-12-01");
    expect(listExpiringCards(house.cx())).toMatchObject([{ cardId: lee.cardId, goodThroughOn: "2026-12-31", daysLeft: 30 }]);
    const told = () => house.db.read((r) => r.all<{ kind: string; due: string }>("select kind, due_on as due from notice where card_id is not null order by id"));
    expect(told()).toEqual([{ kind: "card_expires_30", due: "2026-12-01" }]);
    await house.runThrough("2026-12-31");
    expect(told()).toEqual([
      { kind: "card_expires_30", due: "2026-12-01" },
      { kind: "card_expires_7", due: "2026-12-24" },
    ]);
    const report = (await house.runThrough("2027-01-05")).at(-1);
    expect(report?.charges.skipped).toEqual([{ reason: "card_expired", count: 1 }]);
    expect(listExpiringCards(house.cx())).toMatchObject([{ daysLeft: -5 }]);
  });

  test("the card network's update takes the place of the old card, once, and is charged from then on", async () => {
    const lee = house.member("Lee", { expires: [2026, 11] });
    const update = { id: "evt_up", at: house.now(), kind: "card_updated", cardToken: "test_succeeds:1", newToken: "test_succeeds:renewed", last4: "7777", expiresMonth: 11, expiresYear: 2030 } as const;
    house.cards.emit(update);
    house.cards.emit({ ...update, id: "evt_up_again" });
    await house.runThrough("2026-12-05");
    expect(listHouseholdCards(house.cx(), lee.householdId)).toMatchObject([{ last4: "7777", expiresYear: 2030, replacesId: lee.cardId, isUsed: true }]);
    expect(house.draws(lee.householdId)[0]?.balanceCents).toBe(0);
    expect(house.db.read((r) => r.get("select removed_why as why from card where id = ?", lee.cardId))).toEqual({ why: "updated" });
  });
});
