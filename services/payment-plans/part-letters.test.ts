/** Letters about a drawn part (INV-6, BIL-11): they ask for the part, name the plan, and speak of no membership. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "#domain/calendar.ts";
import type { NoticeId } from "#domain/identity.ts";
import type { NoticeData } from "#domain/statements/document-data.ts";
import { openCardClub, type CardClub, type CardMember } from "../charging/card-club.fixture.ts";
import { removeCard } from "../charging/cards.ts";
import { listCalls } from "../dunning/call-list.ts";
import { previewLetter } from "../dunning/print-notices.ts";
import { firstPartOn, signedPlan, visitInvoice } from "./drawn-club.fixture.ts";

let house: CardClub;
let lee: CardMember;
beforeEach(() => {
  house = openCardClub("2026-11-05");
  lee = house.member("Lee");
  signedPlan(house, [visitInvoice(house, lee.householdId, 90_000)]);
});
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

const letters = (): NoticeData[] =>
  house.db
    .read((r) => r.all<{ id: NoticeId }>("select id from notice where kind like 'part_%' and state <> 'skipped' order by id"))
    .map(({ id }) => previewLetter(house.cx(), id));

async function declinedThrough(day: string): Promise<void> {
  await house.runThrough(addDays(firstPartOn, -1));
  house.outcomes.set(lee.householdId, { decline: "insufficient_funds" });
  await house.runThrough(day);
}

describe("INV-6 the letters of a part", () => {
  test("INV-6 BIL-11 each asks for 300.00 of the plan, says what happened with which card, and threatens no membership", async () => {
    await declinedThrough("2026-12-11");
    const written = letters();
    expect(written).toHaveLength(4);
    for (const { body, subject, pay } of written) {
      expect(pay).toMatchObject({ amountCents: 30_000, byOn: null });
      expect(body).toMatch(/we asked your bank for the payment of \$300\.00 of your payment plan for invoice \d+ with your Visa ending in 1001/u);
      expect(`${subject} ${body}`).not.toMatch(/membership|\{|\}/iu);
    }
    expect(written.map(({ subject }) => subject)).toEqual([
      "A payment of your payment plan",
      "A reminder: your payment plan",
      "Your payment plan is behind",
      "Before we stop asking your card",
    ]);
  });

  test("INV-6 DOC-8 in Spanish where the payer reads it", async () => {
    house.db.write((db): void => void db.exec("update patient set language = 'es' where id = ?", lee.patientId));
    await declinedThrough("2026-11-20");
    const [first] = letters();
    expect([first?.subject, first?.setup.locale.slice(0, 2)]).toEqual(["Un pago de su plan de pagos", "es"]);
    expect(first?.body).toMatch(/pedimos a su banco el pago de .+ de su plan de pagos de la factura \d+ con su Visa terminada en 1001/u);
  });

  test("INV-6 BIL-18 without a card the letter and the call list say so", async () => {
    removeCard(house.cx(), { cardId: lee.cardId, reason: "Asked" });
    await house.runThrough(addDays(firstPartOn, 1));
    expect(letters()[0]?.body).toMatch(/the payment of \$300\.00 of your payment plan for invoice \d+ was due, and we have no card that we may use for it/u);
    expect(listCalls(house.cx()).find(({ planPart }) => planPart !== null)).toMatchObject({
      staff: expect.stringMatching(/^Payment 1 of 3 of the payment plan for invoice \d+, due .+\. There is no card on file\.$/u) as unknown,
      patient: expect.stringContaining("of your payment plan is still open") as unknown,
    });
  });

  test("INV-6 DOC-5 a letter that waits asks for what is owed today", async () => {
    await declinedThrough("2026-11-20");
    house.outcomes.delete(lee.householdId);
    expect(letters()[0]?.pay?.amountCents).toBe(30_000);
    await house.runThrough("2026-11-23");
    expect(house.db.read((r) => r.get("select state from notice where kind = 'part_past_due'"))).toEqual({ state: "cancelled" });
  });
});
