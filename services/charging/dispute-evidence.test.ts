import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashedText } from "#domain/agreements/agreed.ts";
import { refusalOf } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { openCardClub, type CardClub, type CardMember } from "./card-club.fixture.ts";
import { readDisputeEvidence } from "./dispute-evidence.ts";
import { listDisputesWithEvidence } from "./disputes.ts";

let house: CardClub;
let lee: CardMember;
beforeEach(async () => {
  house = openCardClub("2026-11-05");
  lee = house.member("Lee");
  house.member("Stranger");
  await house.runThrough("2026-12-05");
});
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

/** Lee's bank disputes the draw of 5 December. */
async function dispute(): Promise<number> {
  const attempt = house.db.read((db) => db.get<{ key: string }>("select id as key from charge_attempt where household_id = ?", lee.householdId));
  house.cards.emit({
    id: "evt_dp",
    at: house.now(),
    kind: "dispute",
    disputeId: "dp_1",
    key: attempt?.key ?? "",
    amountCents: toCents(3700),
    reason: "fraudulent",
    state: "opened",
    evidenceBy: toDay("2026-12-20"),
  });
  await house.run();
  return listDisputesWithEvidence(house.cx())[0]?.id ?? 0;
}

test("BIL-17 the evidence is that of the household disputed with, and of nobody else", async () => {
  const evidence = readDisputeEvidence(house.cx(), await dispute());
  expect(evidence.cover).toMatchObject({
    disputeId: "dp_1",
    amountCents: 3700,
    openedOn: "2026-12-05",
    chargedOn: "2026-12-05",
    evidenceByOn: "2026-12-20",
    memberSinceOn: "2026-11-05",
  });
  expect(evidence.cover.payerName).toContain("Lee");
  expect(JSON.stringify(evidence)).not.toContain("Stranger");
  expect(evidence.invoiceId).toBe(house.draws(lee.householdId)[0]?.invoiceId);
  // The bank took the payment back; its row says so, and its receipt goes with the papers all the same.
  expect(evidence.cover.payments.map(({ what }) => what)).toContainEqual(expect.stringMatching(/^Receipt \d+, taken back on 2026-12-05$/));
  expect(evidence.paymentId).not.toBeNull();
});

test("BIL-17 agreements are those of the memberships on the disputed invoice, with their signed copy where one was kept", async () => {
  house.db.write((w) =>
    w.exec(
      `insert into agreement (membership_id, text_hash, required, signed_on, method, signer, created_at)
       select id, ?, 1, '2026-11-05', 'paper', 'Rosa Lee', created_at from membership`,
      createHash("sha256").update(hashedText("", "{}")).digest("hex"),
    ),
  );
  expect(readDisputeEvidence(house.cx(), await dispute()).agreements).toMatchObject([
    { signedOn: "2026-11-05", signer: "Rosa Lee", method: "paper", sha256: null },
  ]);
});

test("BIL-17 a dispute that is not there, or about nobody here, is refused", async () => {
  expect(refusalOf(() => readDisputeEvidence(house.cx(), 99))).toBe("dispute_not_found");
  const id = await dispute();
  house.db.write((w) => void w.exec("update dispute set household_id = null where id = ?", id));
  expect(refusalOf(() => readDisputeEvidence(house.cx(), id))).toBe("dispute_without_household");
});
