import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashedText } from "#domain/agreements/agreed.ts";
import { refusalOf } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { openCardClub, type CardClub, type CardMember } from "./card-club.fixture.ts";
import { listDisputesWithEvidence, releaseDisputeHold } from "./disputes.ts";

let house: CardClub;
let lee: CardMember;
beforeEach(async () => {
  house = openCardClub("2026-11-05");
  lee = house.member("Lee");
  await house.runThrough("2026-12-05");
});
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

let events = 0;
function report(state: "opened" | "won" | "lost", cents = 3700): void {
  house.cards.emit({
    id: `evt_dp_${(events += 1)}`,
    at: house.now(),
    kind: "dispute",
    disputeId: "dp_1",
    key: house.attempts()[0]?.key ?? "",
    amountCents: toCents(cents),
    reason: "fraudulent",
    state,
    evidenceBy: toDay("2026-12-20"),
  });
}
const owed = (): number[] => house.draws(lee.householdId).map(({ balanceCents }) => balanceCents);

test("BIL-17 a dispute re-opens the invoice, freezes charging of the household, and is a task with the evidence", async () => {
  house.db.write((w) =>
    w.exec(
      `insert into agreement (membership_id, text_hash, required, signed_on, method, signer, created_at)
       select id, ?, 1, '2026-11-05', 'paper', 'Rosa Lee', created_at from membership`,
      createHash("sha256").update(hashedText("", "{}")).digest("hex"),
    ),
  );
  report("opened");
  report("opened");
  await house.run();
  expect(owed()).toEqual([3700]);
  expect(house.balance(lee.householdId)).toEqual({ balanceCents: 3700, creditCents: 0 });
  expect(house.attention()).toContain("dispute: card_disputed");
  expect(listDisputesWithEvidence(house.cx())).toMatchObject([
    {
      disputeId: "dp_1",
      state: "opened",
      amountCents: 3700,
      evidenceByOn: "2026-12-20",
      evidence: [
        { kind: "agreement", words: expect.stringContaining("signed on") as string },
        { kind: "receipt" },
        { kind: "invoice" },
        { kind: "visit_history" },
      ],
    },
  ]);
  const last = (await house.runThrough("2027-01-05")).at(-1);
  expect(last?.charges.skipped).toEqual([{ reason: "disputed", count: 2 }]);
  const id = listDisputesWithEvidence(house.cx())[0]?.id ?? 0;
  expect(refusalOf(() => releaseDisputeHold(house.cx(), { id }))).toBe("dispute_still_open");
  expect(refusalOf(() => releaseDisputeHold(house.cx(), { id: 99 }))).toBe("dispute_not_found");
});

test("BIL-17 lost: the invoice stays open, and a person lets charging go on; the disputed draw is never charged by itself again", async () => {
  report("opened");
  await house.run();
  report("lost");
  await house.run();
  expect(owed()).toEqual([3700]);
  const id = listDisputesWithEvidence(house.cx())[0]?.id ?? 0;
  expect(releaseDisputeHold(house.cx(), { id })).toEqual({ released: true });
  expect(releaseDisputeHold(house.cx(), { id })).toEqual({ released: false });
  const last = (await house.runThrough("2027-01-05")).at(-1);
  expect(last?.charges).toMatchObject({ charged: { count: 1 }, skipped: [{ reason: "charged_before", count: 1 }] });
});

test("BIL-17 won: the money is ours again on its invoice, and charging goes on by itself", async () => {
  report("opened");
  await house.run();
  report("won");
  report("opened");
  await house.run();
  expect(owed()).toEqual([0]);
  expect(house.attention()).toEqual([]);
  expect((await house.runThrough("2027-01-05")).at(-1)?.charges.charged.count).toBe(1);
  expect(owed()).toEqual([0, 0]);
});

test("BIL-9 won before anybody here heard of it: the money never went away", async () => {
  report("won");
  report("opened");
  await house.run();
  expect(owed()).toEqual([0]);
  expect(listDisputesWithEvidence(house.cx())).toMatchObject([{ state: "won" }]);
});

test("BIL-17 a dispute of a part leaves the rest paid", async () => {
  report("opened", 1000);
  await house.run();
  expect(owed()).toEqual([1000]);
  report("won", 1000);
  await house.run();
  expect(owed()).toEqual([0]);
});

test("BIL-9 a dispute reported before the success it is about takes the money off as soon as it is booked", async () => {
  house.moveTo("2027-01-05");
  house.outcomes.set(lee.householdId, "slow");
  await house.run();
  const attempt = house.attempts().at(-1);
  expect(attempt?.state).toBe("pending");
  house.cards.emit({
    id: "evt_early",
    at: house.now(),
    kind: "dispute",
    disputeId: "dp_early",
    key: attempt?.key ?? "",
    amountCents: toCents(3700),
    reason: "fraudulent",
    state: "opened",
    evidenceBy: null,
  });
  house.cards.finish(attempt?.key ?? "");
  await house.run();
  expect(house.attempts().at(-1)?.state).toBe("succeeded");
  expect(owed()).toEqual([0, 3700]);
});
