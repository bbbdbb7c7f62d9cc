/**
 * Random days at the processor: lost requests and answers, errors, slow banks, declines, events late
 * and twice, crashes at every point, restarts, cash in between. Once all is quiet, the file says
 * exactly what the processor's own list says (BIL-9, 8.3 invariants 3 to 6).
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { runBillingWithCards } from "../billing/run-with-cards.ts";
import type { Fault } from "../gateways/scripted-cards.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { openCardClub, type CardClub, type CardMember } from "./card-club.fixture.ts";
import { chargeNow } from "./charge-now.ts";

const fault = fc.constantFrom<Fault>("none", "none", "lost_before", "lost_after", "server_error", "rate_limited", "nonsense");
const hours = (min: number, max: number) => fc.integer({ min, max }).map((n) => n * 3_600_000);

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("run" as const), faults: fc.array(fault, { maxLength: 4 }), questions: fc.array(fault, { maxLength: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("crash" as const), after: fc.integer({ min: 0, max: 3 }), executed: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.oneof(fc.constantFrom(1000, 300_000, 3_600_000), hours(1, 30)) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("outcome" as const), who: fc.nat({ max: 2 }), as: fc.constantFrom("succeed" as const, "slow" as const, "soft" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("finish" as const), which: fc.nat({ max: 20 }), as: fc.constantFrom("succeeded" as const, "declined" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("repeat event" as const), which: fc.nat({ max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("by hand" as const), who: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cash" as const), who: fc.nat({ max: 2 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class PowerCut extends Error {}

async function take(house: CardClub, members: readonly CardMember[], now: Step): Promise<void> {
  switch (now.do) {
    case "run":
      house.faults.push(...now.faults);
      house.questionFaults.push(...now.questions);
      await house.run();
      house.faults.length = 0;
      house.questionFaults.length = 0;
      return;
    case "crash": {
      // The power goes at the n-th request: before it left, or after the processor acted.
      let left = now.after;
      const gateway = {
        ...house.cards,
        charge: async (request: Parameters<typeof house.cards.charge>[0]) => {
          if ((left -= 1) >= 0) return house.cards.charge(request);
          if (now.executed) await house.cards.charge(request);
          throw new PowerCut();
        },
      };
      await runBillingWithCards({ cx: house.cx, gateway }, "start").catch((error: unknown) => {
        if (!(error instanceof PowerCut)) throw error;
      });
      return;
    }
    case "pass":
      house.pass(now.ms);
      return;
    case "outcome":
      house.outcomes.set(members[now.who]?.householdId ?? 0, now.as === "soft" ? { decline: "insufficient_funds" } : now.as);
      return;
    case "finish": {
      const slow = house.cards.charges.filter(({ outcome }) => outcome.state === "pending");
      const charge = slow[now.which % Math.max(1, slow.length)];
      if (charge) house.cards.finish(charge.key, now.as);
      return;
    }
    case "repeat event": {
      const charge = house.cards.charges[now.which % Math.max(1, house.cards.charges.length)];
      if (charge) house.cards.emit({ id: `evt_again_${now.which}`, at: house.now(), kind: "charge", key: charge.key, outcome: charge.outcome });
      return;
    }
    case "by hand": {
      const draw = house.draws(members[now.who]?.householdId as never).find(({ balanceCents }) => balanceCents > 0);
      if (draw) await chargeNow(house.cx(), { invoiceId: draw.invoiceId, cardId: null }).catch(onlyRefusals);
      return;
    }
    case "cash":
      takeAtDesk(house.cx(), { householdId: members[now.who]?.householdId as never, tender: "cash", amountCents: toCents(3700), tenderedCents: null, reference: "", choices: null, note: "", knowsOfCharge: true });
  }
}

/** A refusal changes nothing and is part of an ordinary day. */
function onlyRefusals(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** No more faults: every open question is asked until it has its answer. */
async function quiet(house: CardClub): Promise<void> {
  for (const { key, outcome } of house.cards.charges) if (outcome.state === "pending") house.cards.finish(key);
  for (let n = 0; n < 4; n += 1) {
    house.pass(25 * 3_600_000);
    await house.run();
    for (const { key, outcome } of house.cards.charges) if (outcome.state === "pending") house.cards.finish(key);
  }
  house.outcomes.clear();
  await house.run();
}

test("BIL-9 R3 whatever happens on the way, every charge the processor made is in the file exactly once, and no other", { timeout: 240_000 }, async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const house = openCardClub("2026-11-05");
      try {
        const members = ["Lee", "Ortiz", "Khan"].map((name) => house.member(name));
        house.moveTo("2026-12-05");
        for (const now of steps) {
          await take(house, members, now);
          const live = house.db.read((r) =>
            r.get("select max(n) as n from (select count(*) as n from charge_attempt where state in ('sent','pending','unknown') group by invoice_id)"),
          );
          expect((live as { n: number | null }).n ?? 0).toBeLessThanOrEqual(1);
          for (const { state } of house.attempts()) reached.add(state);
        }
        await quiet(house);
        expect(house.attempts().filter(({ state }) => ["sent", "pending", "unknown"].includes(state))).toEqual([]);
        expect(house.breaches()).toEqual([]);
      } finally {
        house.dispose();
      }
    }),
    { numRuns: 60 },
  );
  // The sequences did reach the corners, or this test would prove little.
  expect([...reached]).toEqual(expect.arrayContaining(["sent", "pending", "unknown", "succeeded", "declined"]));
});

test("BIL-9 the oracle notices an office that charges first and writes down afterwards", async () => {
  const house = openCardClub("2026-11-05");
  house.member("Lee");
  await house.runThrough("2026-12-05");
  const [charge] = house.cards.charges;
  if (!charge) throw new Error("one charge");
  // The same draw once more under a key that is in no file: what a careless program does after a crash.
  await house.cards.charge({ key: "another", cardToken: "test_succeeds:1", amountCents: charge.amountCents, metadata: charge.metadata });
  expect(house.breaches()).toEqual(["lost: another", expect.stringMatching(/^double: invoice \d+ charged 2 times$/) as string]);
  house.dispose();
});
