import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { refusalOf } from "#db/testing.ts";
import { toCents } from "#domain/money.ts";
import { confirmBillingStop } from "../billing/confirm-stop.ts";
import { noCards } from "../gateways/cards.ts";
import { arriveFromElsewhere, stopBilling, viewBillingStop } from "../practice/billing-stop.ts";
import { approveCharging, viewChargePause } from "./approve-charging.ts";
import { openCardClub, type CardClub, type CardMember } from "./card-club.fixture.ts";
import { fetchChargesSinceBackup } from "./fetch-since-backup.ts";

let house: CardClub;
const opened: CardClub[] = [];
beforeEach(() => {
  house = openCardClub("2026-11-05");
});
afterEach(() => {
  for (const other of opened.splice(0)) other.db.close();
  house.dispose();
});

let copies = 0;

/** The file as it is now, in a copy of its own. */
function backUp(): string {
  const path = join(dirname(house.club.file.path), `backup-${(copies += 1)}.db`);
  house.db.vacuumInto(path);
  return path;
}

/** The backup opened for work, on this computer or another; the same processor. */
function restore(path: string, reason: "restored" | "other_computer"): CardClub {
  const db = Database.open(path, house.club.file.key);
  const other = openCardClub(house.today(), { club: { ...house.club, db }, cards: house.cards });
  other.moveTo(house.today(), "16:00");
  arriveFromElsewhere(other.cx(), reason, "a-computer", 1);
  opened.push(other);
  return other;
}

async function chargeAll(): Promise<void> {
  await house.run();
  const pause = viewChargePause(house.cx());
  if (!pause) return;
  approveCharging(house.cx(), { pauseId: pause.pauseId });
  await house.run();
}

describe.each(["restored", "other_computer"] as const)("BIL-20 an hour-old backup after 50 charges, %s", (reason) => {
  test("BIL-20 the run fetches and books all 50, charges none again, and the old copy is shut out", async () => {
    const members = Array.from({ length: 50 }, (_, index) => house.member(`Lee${index}`));
    await house.runThrough("2026-12-04");
    house.moveTo("2026-12-05", "14:00");
    const path = backUp();
    house.moveTo("2026-12-05", "15:00");
    await chargeAll();
    expect(house.succeeded()).toHaveLength(50);

    const copy = restore(path, reason);
    expect(viewBillingStop(copy.db)).toMatchObject({ reason });
    const report = await copy.run("start");
    expect(viewBillingStop(copy.db)).toBeNull();
    expect(report.charges).toMatchObject({ charged: { count: 0 }, unknown: 0, failed: 0 });
    expect(copy.succeeded()).toHaveLength(50);
    expect(members.flatMap((member) => copy.draws(member.householdId)).map(({ balanceCents }) => balanceCents)).toEqual(members.map(() => 0));
    expect(copy.attempts().every(({ origin, state }) => origin === "found" && state === "succeeded")).toBe(true);
    expect(copy.breaches()).toEqual([]);
    expect(await copy.run("hourly")).toMatchObject({ charges: { charged: { count: 0 }, skipped: [] }, invoicesMade: 0 });

    // The old copy is still open somewhere: the processor refuses it, and it stops itself.
    house.moveTo("2027-01-05");
    await house.run("draw_time");
    expect(house.succeeded()).toHaveLength(50);
    expect(viewBillingStop(house.db)).toMatchObject({ reason: "other_computer" });
    copy.moveTo("2027-01-05");
    await copy.run("draw_time");
    const pause = viewChargePause(copy.cx());
    if (pause) approveCharging(copy.cx(), { pauseId: pause.pauseId });
    await copy.run();
    expect(copy.succeeded()).toHaveLength(100);
    expect(copy.breaches()).toEqual([]);
  });
});

describe("BIL-20 what was charged since the backup", () => {
  let lee: CardMember;
  beforeEach(() => {
    lee = house.member("Lee");
  });

  test("BIL-20 while the processor does not answer, billing stays stopped and nothing is made", async () => {
    await house.runThrough("2026-12-04");
    const path = backUp();
    await house.runThrough("2026-12-05");
    const copy = restore(path, "restored");
    house.questionFaults.push("server_error");
    const report = await copy.run("start");
    expect(report).toMatchObject({ invoicesMade: 0, charges: { charged: { count: 0 } } });
    expect(viewBillingStop(copy.db)).toMatchObject({ reason: "restored" });
    await copy.run("hourly");
    expect(viewBillingStop(copy.db)).toBeNull();
    expect(copy.succeeded()).toHaveLength(1);
    expect(copy.breaches()).toEqual([]);
  });

  test("BIL-20 a charge that was on its way when the backup was made ends as it did", async () => {
    house.faults.push("lost_after");
    house.moveTo("2026-12-05");
    await house.run();
    const path = backUp();
    house.pass(300_000);
    await house.run();
    const copy = restore(path, "restored");
    expect(copy.attempts()).toMatchObject([{ state: "unknown" }]);
    await copy.run("start");
    expect(copy.attempts()).toMatchObject([{ state: "succeeded", origin: "automatic" }]);
    expect(copy.breaches()).toEqual([]);
  });

  test("BIL-20 an open invoice of the backup that was charged since is paid by that charge", async () => {
    house.db.write((w) => w.exec("update household set pays_by = 'manual'"));
    await house.runThrough("2026-12-05");
    const path = backUp();
    house.db.write((w) => w.exec("update household set pays_by = 'card'"));
    await house.run();
    const copy = restore(path, "restored");
    expect(await fetchChargesSinceBackup(copy.needs())).toEqual({ state: "fetched", listed: 1, booked: 1 });
    expect(copy.draws(lee.householdId)).toMatchObject([{ balanceCents: 0 }]);
    expect(copy.attention()).toEqual([]);
    expect(copy.breaches()).toEqual([]);
  });

  test("BIL-20 a charge of a household that the backup does not know is written down, and nobody else gets its money", async () => {
    const path = backUp();
    const late = house.member("Newcomer");
    await house.runThrough("2026-12-05");
    const copy = restore(path, "restored");
    // Somebody else has taken the newcomer's place in the numbering meanwhile.
    copy.db.write((w) =>
      w.exec(
        "insert into household (id, number, name, created_at) values (?, 900, 'Somebody else', ?)",
        late.householdId,
        "2026-12-05T17:00:00.000Z",
      ),
    );
    await copy.run("start");
    const found = copy.db.read((r) => r.all("select household_id as householdId, state, payment_id as paymentId from charge_attempt where origin = 'found' order by rowid"));
    expect(found).toMatchObject([{ householdId: lee.householdId, state: "succeeded" }, { householdId: null, state: "succeeded", paymentId: null }]);
    expect(copy.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
  });

  test("BIL-20 a slow charge of an unknown household ends too, and is asked about no more", async () => {
    const path = backUp();
    const late = house.member("Newcomer", { token: "test_slow" });
    await house.runThrough("2026-12-05");
    const copy = restore(path, "restored");
    await copy.run("start");
    const slow = copy.attempts().find(({ state }) => state === "pending");
    expect(slow).toMatchObject({ origin: "found", paymentId: null });
    house.cards.finish(slow?.key ?? "");
    await copy.run();
    expect(copy.attempts().map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    expect((await copy.run()).charges.asked).toBe(0);
    expect(late.householdId).not.toBe(lee.householdId);
  });

  test("BIL-20 a charge whose invoice is gone with the lost days becomes credit and a task", async () => {
    const path = backUp();
    const { issueInvoice } = await import("../invoices/issue.ts");
    const { serviceLine } = await import("../payments/desk.fixture.ts");
    const { chargeNow } = await import("./charge-now.ts");
    const issued = house.db.write((w) =>
      issueInvoice(house.cx(), w, { kind: "manual", householdId: lee.householdId, patientId: null, drawOn: null, invoicedOn: house.today(), dueOn: house.today(), termsDays: 0, lines: [serviceLine(house.today(), 9000)] }),
    );
    await chargeNow(house.cx(), { invoiceId: issued.invoiceId, cardId: null });
    const copy = restore(path, "restored");
    await copy.run("start");
    expect(copy.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 9000 });
    expect(copy.attention()).toEqual(["charge_credit: charge_became_credit", "charge_found: charge_found_at_processor"]);
    expect(copy.breaches()).toEqual([]);
  });

  test("BIL-20 a charge still in work at the bank is live in the restored file too, and blocks a second one", async () => {
    await house.runThrough("2026-12-04");
    const path = backUp();
    house.outcomes.set(lee.householdId, "slow");
    await house.runThrough("2026-12-05");
    const copy = restore(path, "restored");
    const report = await copy.run("start");
    expect(copy.attempts()).toMatchObject([{ state: "pending", origin: "found" }]);
    expect(report.charges).toMatchObject({ charged: { count: 0 }, skipped: [{ reason: "charge_unresolved", count: 1 }] });
    house.cards.finish(copy.attempts()[0]?.key ?? "");
    await copy.run();
    expect(copy.draws(lee.householdId)).toMatchObject([{ balanceCents: 0 }]);
    expect(copy.breaches()).toEqual([]);
  });

  test("BIL-20 a decline of the lost days counts: no second try on the same day", async () => {
    await house.runThrough("2026-12-04");
    const path = backUp();
    house.outcomes.set(lee.householdId, { decline: "insufficient_funds" });
    await house.runThrough("2026-12-05");
    const copy = restore(path, "restored");
    expect((await copy.run("start")).charges).toMatchObject({ declined: { count: 0 }, charged: { count: 0 } });
    expect(house.cards.requests()).toBe(1);
  });

  test("BIL-20 a refund made since is not booked as money", async () => {
    const path = backUp();
    await house.runThrough("2026-12-05");
    const [charge] = house.cards.charges;
    if (!charge) throw new Error("one charge");
    const half = { ...house.cards, listCharges: async () => [{ ...charge, refundedCents: toCents(1000) }] };
    const copy = restore(path, "restored");
    expect(await fetchChargesSinceBackup({ cx: copy.cx, gateway: half })).toMatchObject({ booked: 1 });
    expect(copy.draws(lee.householdId)).toMatchObject([{ balanceCents: 1000 }]);
  });

  test("BIL-20 two copies that were restored to the same epoch: the one that asks last goes on alone", async () => {
    await house.runThrough("2026-12-04");
    const path = backUp();
    const second = backUp();
    await house.runThrough("2026-12-05");
    const first = restore(path, "restored");
    const other = restore(second, "other_computer");
    const epochOf = (copy: CardClub) => copy.db.read((r) => r.get<{ epoch: number }>("select epoch from practice"))?.epoch;
    expect([epochOf(first), epochOf(other)]).toEqual([2, 2]);
    await first.run("start");
    await other.run("start");
    expect([epochOf(first), epochOf(other)]).toEqual([2, 3]);
    for (const copy of [first, other]) copy.moveTo("2027-01-05");
    await first.run("draw_time");
    await other.run("draw_time");
    expect(viewBillingStop(first.db)).toMatchObject({ reason: "other_computer" });
    expect(house.succeeded().map(({ metadata }) => [metadata.epoch, metadata.drawOn])).toEqual([
      [1, "2026-12-05"],
      [3, "2027-01-05"],
    ]);
    expect(other.breaches()).toEqual([]);
    // Shut out, the first one does not push itself in again.
    await first.run("hourly");
    expect([epochOf(first), viewBillingStop(first.db)?.reason]).toEqual([2, "other_computer"]);
  });

  test("BIL-20 a lost answer to the list, or a file lost with a higher epoch, does not lock the restored one out", async () => {
    const path = backUp();
    await house.runThrough("2026-12-05");
    await house.cards.listCharges({ lineage: "lineage", epoch: 7 }, house.now());
    const copy = restore(path, "restored");
    await copy.run("start");
    expect(viewBillingStop(copy.db)).toBeNull();
    expect(copy.db.read((r) => r.get("select epoch from practice"))).toEqual({ epoch: 8 });
    copy.moveTo("2027-01-05");
    expect((await copy.run()).charges.charged.count).toBe(1);
    expect(copy.breaches()).toEqual([]);
  });

  test("BIL-20 without a relay a person's word lets billing go on; with one it does not", () => {
    const copy = restore(backUp(), "restored");
    const relay = { ...copy.cx(), gateways: { cards: { ...house.cards, kind: "relay" as const } } };
    expect(refusalOf(() => confirmBillingStop(relay, "I have looked"))).toBe("charges_not_fetched");
    expect(confirmBillingStop({ ...copy.cx(), gateways: { cards: noCards } }, "I have looked")).toEqual({ lifted: 1 });
  });

  test("BIL-20 a person's word about the clock says nothing of a restored file: its charges are fetched first", async () => {
    await house.runThrough("2026-12-01");
    stopBilling(house.cx(), "clock", "jumped_forward");
    const path = backUp();
    confirmBillingStop(house.cx(), "The clock is right");
    await house.runThrough("2026-12-05");
    expect(house.succeeded()).toHaveLength(1);
    const copy = restore(path, "restored");
    expect(viewBillingStop(copy.db)).toMatchObject({ reason: "clock" });
    expect(confirmBillingStop(copy.cx(), "The clock is right")).toEqual({ lifted: 1 });
    expect(viewBillingStop(copy.db)).toMatchObject({ reason: "restored" });
    await copy.run("start");
    expect(viewBillingStop(copy.db)).toBeNull();
    await copy.run();
    expect(house.succeeded()).toHaveLength(1);
    expect(copy.breaches()).toEqual([]);
  });

  test("BIL-20 another practice's charges on the same list are left alone", async () => {
    await house.runThrough("2026-12-05");
    const [charge] = house.cards.charges;
    if (!charge) throw new Error("one charge");
    const foreign = { ...charge, key: "theirs", metadata: { ...charge.metadata, lineage: "another" } };
    const copy = restore(backUp(), "restored");
    const gateway = { ...house.cards, listCharges: async () => [charge, foreign] };
    expect(await fetchChargesSinceBackup({ cx: copy.cx, gateway })).toEqual({ state: "fetched", listed: 2, booked: 0 });
    expect(await fetchChargesSinceBackup({ cx: copy.cx, gateway })).toEqual({ state: "not_needed" });
    expect(copy.attempts()).toHaveLength(1);
  });
});
