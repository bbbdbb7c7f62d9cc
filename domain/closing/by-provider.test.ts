import fc from "fast-check";
import { expect, test } from "vitest";
import { byProvider, changeOf, noProvider, partsOf, type Movement, type Shares } from "./by-provider.ts";

const shares: Shares = [
  { provider: 7, weight: 6000 },
  { provider: 9, weight: 4000 },
];

test("INV-12 an open balance belongs to the providers as their lines do, and to nobody where there are none", () => {
  expect([...partsOf(5000, shares)]).toEqual([[7, 3000], [9, 2000]]);
  expect([...partsOf(5000, [])]).toEqual([[noProvider, 5000]]);
  expect([...partsOf(5000, [{ provider: 7, weight: -100 }])]).toEqual([[noProvider, 5000]]);
});

test("INV-12 lines that take something off weigh nothing, and two lines of a provider are one", () => {
  const discounted: Shares = [...shares, { provider: noProvider, weight: -2000 }, { provider: 7, weight: 2000 }];
  expect([...partsOf(9000, discounted)]).toEqual([[7, 6000], [9, 3000]]);
});

test("INV-12 the last cent of an odd balance goes to one of them, never to both", () => {
  expect([...partsOf(1, [{ provider: 7, weight: 1 }, { provider: 9, weight: 1 }]).values()].toSorted()).toEqual([0, 1]);
  expect([...changeOf(1, 0, [{ provider: 7, weight: 1 }, { provider: 9, weight: 1 }]).values()].reduce((a, b) => a + b)).toBe(-1);
});

test("INV-12 credit on no invoice, and what opens a day, stand with nobody in particular", () => {
  const found = byProvider({
    openBefore: new Map([[1, 10_000]]),
    sharesOf: () => shares,
    looseCents: -700,
    movements: [
      { invoiceId: 1, block: "payments", cents: -10_000 },
      { invoiceId: null, block: "payments", cents: -300 },
    ],
  });
  expect(found.get(7)).toEqual({ openingCents: 6000, sums: { charges: 0, payments: -6000, adjustments: 0 } });
  expect(found.get(noProvider)).toEqual({ openingCents: -700, sums: { charges: 0, payments: -300, adjustments: 0 } });
});

test("INV-12 for any movements the providers sum to the practice, and a settled invoice leaves nobody a cent", () => {
  const movement = fc.record({
    invoiceId: fc.option(fc.integer({ min: 1, max: 3 })),
    block: fc.constantFrom("charges" as const, "payments" as const, "adjustments" as const),
    cents: fc.integer({ min: -999, max: 999 }),
  });
  const lines = fc.array(fc.record({ provider: fc.integer({ min: 0, max: 3 }), weight: fc.integer({ min: -50, max: 500 }) }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 20 }), fc.tuple(lines, lines, lines), (movements: Movement[], kinds) => {
      const sharesOf = (invoiceId: number): Shares => kinds[invoiceId - 1] ?? [];
      const settle = [1, 2, 3].map((invoiceId): Movement => ({
        invoiceId,
        block: "payments",
        cents: -movements.filter((one) => one.invoiceId === invoiceId).reduce((sum, { cents }) => sum + cents, 0),
      }));
      const all = [...movements, ...settle];
      const found = byProvider({ openBefore: new Map(), sharesOf, looseCents: 0, movements: all });
      for (const block of ["charges", "payments", "adjustments"] as const)
        expect([...found.values()].reduce((sum, { sums }) => sum + sums[block], 0)).toBe(
          all.filter((one) => one.block === block).reduce((sum, { cents }) => sum + cents, 0),
        );
      const loose = all.filter(({ invoiceId }) => invoiceId === null).reduce((sum, { cents }) => sum + cents, 0);
      for (const [provider, { sums }] of found)
        expect(sums.charges + sums.payments + sums.adjustments).toBe(provider === noProvider ? loose : 0);
    }),
    { numRuns: 200 },
  );
});
