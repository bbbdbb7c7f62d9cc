/**
 * Random days of refunds to cards: part refunds of every kind, lost requests and answers, slow banks, refusals,
 * crashes before and after the processor acted, events twice. Once all is quiet the file says exactly what
 * the processor's own list says, no charge went back beyond its amount, and `verify` is clean (INV-9, BIL-9).
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { openCardClub, type CardClub } from "../../charging/card-club.fixture.ts";
import { scriptedCards, type Fault } from "../../gateways/scripted-cards.ts";
import { openClub } from "../../memberships/club.fixture.ts";
import { viewPaymentGrounds } from "../payment-grounds.ts";
import { refundPayment } from "../refund-payment.ts";
import { asking, drawOf, refundBreaches, refundStates, type PaidDraw } from "./card-refund.fixture.ts";
import { refundPaymentNow } from "./refund-now.ts";

type Wanted = "succeed" | "slow" | { readonly decline: string };
type House = { readonly club: CardClub; readonly faults: Fault[]; wanted: Wanted };

const fault = fc.constantFrom<Fault>("none", "none", "lost_before", "lost_after", "server_error", "rate_limited", "nonsense");
const cents = fc.integer({ min: 1, max: 2500 });
const who = fc.nat({ max: 1 });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("refund" as const), who, cents, fault, owedAgain: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("by check" as const), who, cents }) },
  // Claimed and booked, and the power goes before the request leaves.
  { weight: 2, arbitrary: fc.record({ do: fc.constant("power cut" as const), who, cents }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("run" as const), faults: fc.array(fault, { maxLength: 3 }), questions: fc.array(fault, { maxLength: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.constantFrom(1000, 360_000, 3_700_000, 90_000_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("bank" as const), is: fc.constantFrom<Wanted>("succeed", "slow", { decline: "card_cannot_be_credited" }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("finish" as const), which: fc.nat({ max: 9 }), as: fc.constantFrom("succeeded" as const, "declined" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("event again" as const), which: fc.nat({ max: 9 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A day that reaches every state, so that none is left to chance. */
const corners: Step[] = [
  { do: "bank", is: "slow" },
  { do: "refund", who: 0, cents: 100, fault: "none", owedAgain: false },
  { do: "bank", is: { decline: "card_cannot_be_credited" } },
  { do: "refund", who: 1, cents: 100, fault: "none", owedAgain: true },
  { do: "bank", is: "succeed" },
  { do: "refund", who: 1, cents: 200, fault: "lost_after", owedAgain: false },
  { do: "power cut", who: 0, cents: 300 },
];

/** A refusal changes nothing and is part of an ordinary day. */
function onlyRefusals(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

async function take(house: House, draws: readonly PaidDraw[], now: Step): Promise<void> {
  const { club, faults } = house;
  const draw = "who" in now ? draws[now.who] : undefined;
  switch (now.do) {
    case "refund":
      faults.push(now.fault);
      if (draw) await refundPaymentNow(club.cx(), asking(draw, now.cents, { owedAgain: now.owedAgain })).catch(onlyRefusals);
      faults.length = 0;
      return;
    case "by check":
    case "power cut":
      try {
        if (draw) refundPayment(club.cx(), asking(draw, now.cents, { by: now.do === "by check" ? "check" : "tender" }));
      } catch (error) {
        onlyRefusals(error);
      }
      return;
    case "run":
      faults.push(...now.faults);
      club.questionFaults.push(...now.questions);
      await club.run();
      faults.length = 0;
      club.questionFaults.length = 0;
      return;
    case "pass":
      club.pass(now.ms);
      return;
    case "bank":
      house.wanted = now.is;
      return;
    case "finish": {
      const open = club.cards.refunds.filter(({ outcome }) => outcome.state === "pending");
      const refund = open[now.which % Math.max(1, open.length)];
      if (refund) club.cards.finishRefund(refund.key, now.as);
      return;
    }
    case "event again": {
      const refund = club.cards.refunds[now.which % Math.max(1, club.cards.refunds.length)];
      if (refund) club.cards.emit({ id: `evt_again_${now.which}`, at: club.now(), kind: "refund", key: refund.key, outcome: refund.outcome });
    }
  }
}

async function quiet({ club }: House): Promise<void> {
  for (let n = 0; n < 4; n += 1) {
    for (const { key, outcome } of club.cards.refunds) if (outcome.state === "pending") club.cards.finishRefund(key);
    club.pass(25 * 3_600_000);
    await club.run();
  }
}

test("INV-9 BIL-9 whatever happens on the way, every refund the processor made is in the file exactly once, and no other", { timeout: 240_000 }, async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const faults: Fault[] = [];
      const house: House = {
        faults,
        wanted: "succeed",
        club: openCardClub("2026-11-05", {
          club: openClub("2026-11-05"),
          cards: scriptedCards({
            now: () => house.club.now(),
            refundFault: () => faults.shift() ?? "none",
            refundOutcome: () => house.wanted,
            questionFault: () => house.club.questionFaults.shift() ?? "none",
          }),
        }),
      };
      const { club } = house;
      try {
        const members = [club.member("Lee"), club.member("Ortiz")];
        await club.runThrough("2026-12-05");
        const draws = members.map((member) => drawOf(club, member));
        for (const now of steps) {
          await take(house, draws, now);
          for (const state of refundStates(club)) reached.add(state);
          for (const draw of draws) {
            const { leftCents, refundedCents } = viewPaymentGrounds(club.cx(), draw.paymentId);
            expect(toCents(leftCents + refundedCents)).toBe(3700);
          }
        }
        await quiet(house);
        expect(refundStates(club).filter((state) => ["sent", "pending", "unknown"].includes(state))).toEqual([]);
        expect(refundBreaches(club)).toEqual([]);
      } finally {
        club.dispose();
      }
    }),
    { numRuns: 25, examples: [[corners]] },
  );
  // The sequences did reach the corners, or this test would prove little.
  expect([...reached]).toEqual(expect.arrayContaining(["sent", "pending", "unknown", "succeeded sent", "declined taken_back"]));
});
