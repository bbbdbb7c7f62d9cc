/** Months of automatic charging without a processor (BIL-3, BIL-10): the limits of the networks hold whatever banks answer. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, addMonths, daysBetween, toDay, type Day } from "../calendar.ts";
import { asId, type InvoiceId } from "../identity.ts";
import { toCents } from "../money.ts";
import { decideCharges, limitDays, mostAttempts, oldestUnaskedDays, type HouseholdFacts, type OpenDraw, type PastAttempt } from "./decide-charges.ts";
import type { DeclineKind } from "./attempt.ts";

const start = toDay("2026-01-05");

type Tried = PastAttempt & { readonly invoiceId: InvoiceId };
type BankSays = DeclineKind | "succeeds";

/** Monthly draws, some days with the computer off, a bank that answers as told, and retries asked for on some days. */
const anyYear = fc.record({
  answers: fc.array(fc.constantFrom<BankSays>("soft", "soft", "soft", "hard", "authentication", "succeeds"), { minLength: 1, maxLength: 40 }),
  off: fc.uniqueArray(fc.nat(200), { maxLength: 60 }),
  retryEvery: fc.integer({ min: 1, max: 9 }),
  newCardAfter: fc.option(fc.nat(150)),
});

function live(year: { answers: readonly BankSays[]; off: readonly number[]; retryEvery: number; newCardAfter: number | null }, days: number) {
  const tried: Tried[] = [];
  const paid = new Set<InvoiceId>();
  for (let n = 0; n < days; n += 1) {
    if (year.off.includes(n)) continue;
    const today = addDays(start, n);
    const due = [0, 1, 2, 3, 4, 5].map((k) => addMonths(start, k)).filter((on) => on <= today);
    const cards = [1, ...(year.newCardAfter !== null && n >= year.newCardAfter ? [2] : [])].map((cardId) => {
      const own = tried.filter((one) => one.cardId === cardId);
      return {
        cardId,
        expiresMonth: 12,
        expiresYear: 2030,
        isRefused: own.some(({ declineKind }) => declineKind === "hard"),
        collectsThroughOn: cardId === 2 ? addDays(start, year.newCardAfter ?? 0) : null,
        lastState: own.at(-1)?.state ?? null,
      };
    });
    const draws = due.flatMap((dueOn, k): OpenDraw[] => {
      const invoiceId = asId<InvoiceId>(k + 1);
      if (paid.has(invoiceId)) return [];
      const attempts = tried.filter((one) => one.invoiceId === invoiceId);
      const isRetryDue = n % year.retryEvery === 0;
      return [{ invoiceId, dueOn, balanceCents: toCents(3700), part: null, hasNewerDraw: k < due.length - 1, choice: null, isRetryDue, attempts }];
    });
    const facts: HouseholdFacts = {
      today,
      canCharge: true,
      paysByCard: true,
      isPayerDeceased: false,
      isDisputed: false,
      isHeld: false,
      hasLiveCharge: false,
      cards,
      draws,
      recent: tried.filter(({ attemptOn }) => daysBetween(attemptOn, today) < limitDays),
    };
    for (const { invoiceId, decision } of decideCharges(facts)) {
      if (!decision.charge) continue;
      const says = year.answers[tried.length % year.answers.length] ?? "soft";
      if (says === "succeeds") paid.add(invoiceId);
      tried.push({
        invoiceId,
        cardId: decision.cardId,
        amountCents: decision.amountCents,
        attemptOn: today,
        origin: decision.origin,
        state: says === "succeeds" ? "succeeded" : "declined",
        declineKind: says === "succeeds" ? null : says,
        failure: null,
      });
    }
  }
  return { tried, paid };
}

test("BIL-10 never more than one attempt a day and eight in thirty days with a card and an amount", () => {
  fc.assert(
    fc.property(anyYear, (year) => {
      const { tried } = live(year, 180);
      for (const one of tried) {
        const same = tried.filter(({ cardId, amountCents }) => cardId === one.cardId && amountCents === one.amountCents);
        expect(same.filter(({ attemptOn }) => attemptOn === one.attemptOn)).toHaveLength(1);
        const window = same.filter(({ attemptOn }) => attemptOn <= one.attemptOn && daysBetween(attemptOn, one.attemptOn) < limitDays);
        expect(window.length).toBeLessThanOrEqual(mostAttempts);
      }
    }),
    { numRuns: 60 },
  );
});

test("BIL-10 a card that was refused for good is never asked again", () => {
  fc.assert(
    fc.property(anyYear, (year) => {
      const { tried } = live(year, 180);
      for (const cardId of [1, 2]) {
        const own = tried.filter((one) => one.cardId === cardId);
        const refusedAt = own.findIndex(({ declineKind }) => declineKind === "hard");
        // Decisions of one day are made together, before the bank has answered the first of them.
        if (refusedAt >= 0) expect(own.slice(refusedAt + 1).every(({ attemptOn }) => attemptOn === own[refusedAt]?.attemptOn)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test("BIL-3 a draw is charged with success once, and none that is too old without a person", () => {
  fc.assert(
    fc.property(anyYear, (year) => {
      const { tried, paid } = live(year, 180);
      for (const invoiceId of paid) expect(tried.filter((one) => one.invoiceId === invoiceId && one.state === "succeeded")).toHaveLength(1);
      for (const { invoiceId, attemptOn, origin } of tried) {
        const dueOn: Day = addMonths(start, invoiceId - 1);
        if (origin === "automatic") expect(daysBetween(dueOn, attemptOn)).toBeLessThanOrEqual(oldestUnaskedDays);
        expect(attemptOn >= dueOn).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test("BIL-3 with a good card and the computer on, each draw is collected on its own day", () => {
  const { tried } = live({ answers: ["succeeds"], off: [], retryEvery: 3, newCardAfter: null }, 160);
  expect(tried.map(({ attemptOn }) => attemptOn)).toEqual([
    "2026-01-05",
    "2026-02-05",
    "2026-03-05",
    "2026-04-05",
    "2026-05-05",
    "2026-06-05",
  ]);
});

test("BIL-3 after five weeks off only the newest draw goes by itself", () => {
  const off = Array.from({ length: 40 }, (_, n) => n + 20);
  const { tried } = live({ answers: ["succeeds"], off, retryEvery: 3, newCardAfter: null }, 70);
  expect(tried.map(({ attemptOn, invoiceId }) => `${attemptOn} ${invoiceId}`)).toEqual(["2026-01-05 1", "2026-03-06 3"]);
});
