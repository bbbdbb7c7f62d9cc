import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import { asId, type InvoiceId, type MembershipId } from "#domain/identity.ts";
import { standings, type Standing } from "#domain/memberships/standing-words.ts";
import { standingOf } from "#domain/memberships/standing.ts";
import { Books, someAt, type Family, type SoldPlan } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import { plansOf } from "../testing.ts";
import { countStandings, listRoster, type RosterQuery, type RosterRow, type RosterSort } from "./roster.ts";
import { loadStandingFacts } from "./standing-sql.ts";

let books: Books;
let plans: SoldPlan[];
const today = toDay("2026-03-15");
const day = (offset: number): Day => addDays(today, offset);
const all: RosterQuery = { standings: [], planIds: [], text: "", sort: "patient", descending: false, after: null, limit: 500 };
const roster = (over: Partial<RosterQuery> = {}, on = today): RosterRow[] => books.read((db) => listRoster(db, on, { ...all, ...over }));
const row = (table: string, over: Parameters<typeof insertRow>[2]): number => books.write<number>((db) => insertRow(db, table, over));

beforeAll(() => {
  books = new Books();
  plans = [books.plan("Adult"), books.plan("Child")];
});
afterAll(() => books.dispose());

type Story = {
  readonly start: number;
  readonly cancel: { readonly on: number; readonly kind: "cancelled" | "expired"; readonly withdrawn: boolean } | null;
  readonly lapse: { readonly on: number; readonly ended: boolean } | null;
  readonly holds: readonly { readonly from: number; readonly days: number | null; readonly kind: "pause" | "billing_only"; readonly withdrawn: boolean }[];
  readonly agreement: "none" | "unsigned" | "signed" | "optional";
  readonly invoices: readonly { readonly kind: "enrolment" | "draw" | "manual"; readonly due: number; readonly paid: "none" | "part" | "all"; readonly void: boolean; readonly line: "dues" | "activation" }[];
  readonly card: "none" | "on_file" | "removed";
  readonly declined: number | null;
};

const offset = fc.constantFrom(-400, -30, -1, 0, 1, 30);
const story: fc.Arbitrary<Story> = fc.record({
  start: fc.constantFrom(-400, -40),
  cancel: fc.option(fc.record({ on: offset, kind: fc.constantFrom("cancelled", "expired"), withdrawn: fc.boolean() }), { freq: 2 }),
  lapse: fc.option(fc.record({ on: offset, ended: fc.boolean() }), { freq: 2 }),
  holds: fc.array(
    fc.record({ from: offset, days: fc.option(fc.constantFrom(1, 2, 31, 500)), kind: fc.constantFrom("pause", "billing_only"), withdrawn: fc.boolean() }),
    { maxLength: 2 },
  ),
  agreement: fc.constantFrom("none", "none", "unsigned", "signed", "optional"),
  invoices: fc.array(
    fc.record({
      kind: fc.constantFrom("enrolment", "draw", "manual"),
      due: offset,
      paid: fc.constantFrom("none", "part", "all"),
      void: fc.boolean(),
      line: fc.constantFrom("dues", "dues", "activation"),
    }),
    { maxLength: 3 },
  ),
  card: fc.constantFrom("none", "none", "on_file", "removed"),
  declined: fc.option(fc.constantFrom(-30, -1, 0, 1), { freq: 2 }),
});

/** Writes a membership with a history into a household of its own. */
function tell(one: Story, family: Family, plan: SoldPlan): MembershipId {
  const { householdId } = family;
  const id = books.membership(householdId, family.payer, plan, { startOn: day(one.start) });
  if (one.cancel) row("membership_cancellation", { membership_id: id, effective_on: day(one.cancel.on), kind: one.cancel.kind, withdrawn_at: one.cancel.withdrawn ? someAt : null });
  if (one.lapse) row("membership_lapse", { membership_id: id, lapsed_on: day(one.lapse.on), ended_at: one.lapse.ended ? someAt : null });
  for (const hold of one.holds)
    row("membership_hold", {
      membership_id: id,
      kind: hold.kind,
      from_on: day(hold.from),
      until_on: hold.days === null ? null : day(hold.from + hold.days),
      withdrawn_at: hold.withdrawn ? someAt : null,
    });
  if (one.agreement !== "none")
    row("agreement", { membership_id: id, required: one.agreement === "optional" ? 0 : 1, signed_on: one.agreement === "signed" ? today : null });
  const cardId = one.card === "none" ? null : row("card", { household_id: householdId, removed_at: one.card === "removed" ? someAt : null });
  if (cardId !== null) books.sql("update household set pays_by = 'card' where id = ?", householdId);
  const invoices = one.invoices.map((bill, at): InvoiceId => {
    const invoiceId = books.invoice(householdId, {
      kind: bill.kind,
      dueOn: day(bill.due),
      ...(bill.kind === "draw" ? { drawOn: day(bill.due), drawSeq: at } : {}),
      lines: [{ kind: bill.line, netCents: 3700, membershipId: id }],
    });
    if (bill.paid !== "none") books.pay(householdId, bill.paid === "all" ? 3700 : 100, { applied: [[invoiceId, bill.paid === "all" ? 3700 : 100]] });
    else if (bill.void) books.void(householdId, invoiceId);
    return invoiceId;
  });
  if (one.declined !== null && cardId !== null && invoices[0] !== undefined)
    row("charge_attempt", { invoice_id: invoices[0], card_id: cardId, state: "declined", decline_kind: "soft", attempt_on: day(one.declined) });
  return id;
}

describe("MEM-19 the standing in lists is that of the domain", () => {
  test("for whatever happened to a membership, on whatever day one looks", () => {
    const family = (): Family => books.family(["Any Body"]);
    const seen = new Set<Standing>();
    fc.assert(
      fc.property(fc.array(story, { minLength: 1, maxLength: 5 }), (stories) => {
        const ids = stories.map((one, at) => tell(one, family(), plans[at % 2] as SoldPlan));
        for (const on of [day(-31), day(-1), today, day(1), day(31)]) {
          const listed = new Map(roster({}, on).map(({ membershipId, standing }) => [membershipId, standing]));
          for (const [at, id] of ids.entries()) {
            const expected = books.read((db) => standingOf(loadStandingFacts(db, id), on));
            seen.add(expected);
            expect({ story: stories[at], on, standing: listed.get(id) }).toEqual({ story: stories[at], on, standing: expected });
          }
        }
      }),
      { numRuns: 25 },
    );
    expect([...seen].toSorted()).toEqual(expect.arrayContaining(["active", "cancelled", "pending"]));
  });

  test("the counts are those of the list, standing by standing", () => {
    for (const on of [day(-31), today, day(31)]) {
      const counts = Object.fromEntries(books.read((db) => countStandings(db, on)).map(({ standing, count }) => [standing, count]));
      const listed: Record<string, number> = {};
      for (const { standing } of roster({}, on)) listed[standing] = (listed[standing] ?? 0) + 1;
      expect(counts).toEqual(listed);
    }
  });

  const plain: Story = { start: -40, cancel: null, lapse: null, holds: [], agreement: "none", invoices: [], card: "none", declined: null };
  const owed = (due: number, over: Partial<Story["invoices"][number]> = {}): Story["invoices"][number] => ({ kind: "draw", due, paid: "none", void: false, line: "dues", ...over });
  const cases: readonly (readonly [what: string, story: Partial<Story>, standing: Standing])[] = [
    ["nothing happened", {}, "active"],
    ["dues due today", { invoices: [owed(0)] }, "active"],
    ["dues due yesterday", { invoices: [owed(-1)] }, "past_due"],
    ["dues due yesterday and paid", { invoices: [owed(-1, { paid: "all" })] }, "active"],
    ["dues due yesterday and paid in part", { invoices: [owed(-1, { paid: "part" })] }, "past_due"],
    ["dues due yesterday on a void invoice", { invoices: [owed(-1, { void: true })] }, "active"],
    ["an old fee only", { invoices: [owed(-30, { line: "activation" })] }, "active"],
    ["the first payment is missing", { invoices: [owed(-1, { kind: "enrolment" })] }, "pending"],
    ["the first payment was made in part", { invoices: [owed(1, { kind: "enrolment", paid: "part" })] }, "active"],
    ["an agreement is not signed", { agreement: "unsigned" }, "pending"],
    ["an agreement is signed", { agreement: "signed" }, "active"],
    ["an agreement is not asked for", { agreement: "optional" }, "active"],
    ["held since today", { holds: [{ from: 0, days: null, kind: "pause", withdrawn: false }] }, "on_hold"],
    ["held until today", { holds: [{ from: -30, days: 30, kind: "pause", withdrawn: false }] }, "active"],
    ["held from tomorrow", { holds: [{ from: 1, days: 31, kind: "pause", withdrawn: false }] }, "active"],
    ["a hold withdrawn", { holds: [{ from: -1, days: null, kind: "pause", withdrawn: true }] }, "active"],
    ["held and unpaid", { holds: [{ from: -1, days: null, kind: "pause", withdrawn: false }], invoices: [owed(-1)] }, "on_hold"],
    ["cancelled from tomorrow", { cancel: { on: 1, kind: "cancelled", withdrawn: false } }, "cancelling"],
    ["cancelled from today", { cancel: { on: 0, kind: "cancelled", withdrawn: false } }, "cancelled"],
    ["expired yesterday", { cancel: { on: -1, kind: "expired", withdrawn: false } }, "expired"],
    ["a cancellation withdrawn", { cancel: { on: -1, kind: "cancelled", withdrawn: true } }, "active"],
    ["cancelled, not signed and lapsed", { cancel: { on: -1, kind: "cancelled", withdrawn: false }, agreement: "unsigned", lapse: { on: -1, ended: false } }, "cancelled"],
    ["lapsed today", { lapse: { on: 0, ended: false } }, "lapsed"],
    ["lapsed and come back", { lapse: { on: -30, ended: true } }, "active"],
    ["lapsed and held", { lapse: { on: -1, ended: false }, holds: [{ from: -30, days: null, kind: "pause", withdrawn: false }] }, "lapsed"],
    ["unpaid and ending", { invoices: [owed(-1)], cancel: { on: 30, kind: "cancelled", withdrawn: false } }, "past_due"],
    ["dues that wait for a card", { invoices: [owed(-30)], card: "on_file" }, "active"],
    ["a card that was declined today", { invoices: [owed(-1)], card: "on_file", declined: 0 }, "past_due"],
    ["a card that was taken away", { invoices: [owed(-1)], card: "removed" }, "past_due"],
  ];
  test.each(cases)("%s: %s", (_, over, expected) => {
    const id = tell({ ...plain, ...over }, books.family(["Case Study"]), plans[0] as SoldPlan);
    expect(roster().find(({ membershipId }) => membershipId === id)?.standing).toBe(expected);
    expect(books.read((db) => standingOf(loadStandingFacts(db, id), today))).toBe(expected);
  });

  test("every standing of the chapter is tried above", () => {
    expect(new Set(cases.map(([, , standing]) => standing))).toEqual(new Set(standings));
  });

  test("of a membership that is not there nothing holds it back, and no row is made up", () => {
    expect(books.read((db) => loadStandingFacts(db, asId<MembershipId>(99_999)))).toMatchObject({ pending: false, lapsedOn: null, cancellation: null, unpaidSinceOn: null, holds: [] });
  });
});

describe("REP-1 UI-4 the roster", () => {
  let own: Books;
  let family: Family;
  let sold: SoldPlan[];
  const ids: MembershipId[] = [];
  beforeAll(() => {
    own = new Books();
    sold = [own.plan("Adult"), own.plan("Child"), own.plan("Gold")];
    family = own.family(["Rosa Lee", "Ben Lee", "Cy Ortiz"]);
    for (let n = 0; n < 24; n += 1)
      ids.push(
        own.membership(family.householdId, family.patientIds[n % 3] ?? family.payer, sold[n % 2] as SoldPlan, {
          startOn: addDays(today, -(n % 4) * 31 - 1),
          priceCents: 1000 + (n % 5) * 500,
          periodMonths: n % 6 === 0 ? 12 : 1,
          drawDay: 15,
          nextDrawOn: n % 7 === 0 ? null : addDays(today, n % 3),
        }),
      );
    own.write((db) => {
      for (const id of ids.slice(0, 6)) insertRow(db, "membership_cancellation", { membership_id: id, effective_on: today });
      for (const id of ids.slice(6, 9)) insertRow(db, "membership_hold", { membership_id: id, from_on: today, until_on: null });
    });
  });
  afterAll(() => own.dispose());

  const list = (over: Partial<RosterQuery> = {}): RosterRow[] => own.read((db) => listRoster(db, today, { ...all, ...over }));

  test("says of each who, who pays, which plan, since when, next and for how much", () => {
    expect(list().find(({ membershipId }) => membershipId === ids[10])).toEqual({
      membershipId: ids[10],
      patientId: family.patientIds[1],
      householdId: family.householdId,
      patientName: "Ben Lee",
      payerName: "Rosa Lee",
      planName: "Adult",
      standing: "active",
      startOn: addDays(today, -63),
      nextDrawOn: addDays(today, 1),
      priceCents: 1000,
      periodMonths: 1,
      drawDay: 15,
      balanceCents: 0,
      sortKey: expect.stringContaining("lee") as string,
    });
  });

  const keyOf: Readonly<Record<RosterSort, (one: RosterRow) => string | number>> = {
    patient: (one) => String(one.sortKey),
    start: (one) => one.startOn,
    next_draw: (one) => one.nextDrawOn ?? "9999",
    price: (one) => one.priceCents,
  };
  const orders = (["patient", "start", "next_draw", "price"] as const).flatMap((sort) => [false, true].map((descending) => [sort, descending] as const));
  test.each(orders)("by %s, descending %s: in order, and pages put together are the whole", (sort, descending) => {
    const whole = list({ sort, descending });
    expect(whole).toHaveLength(24);
    const sign = descending ? -1 : 1;
    const sorted = whole.toSorted((a, b) => {
      const [x, y] = [keyOf[sort](a), keyOf[sort](b)];
      return sign * (x < y ? -1 : x > y ? 1 : a.membershipId - b.membershipId);
    });
    expect(whole.map(({ membershipId }) => membershipId)).toEqual(sorted.map(({ membershipId }) => membershipId));
    for (const limit of [1, 5, 23, 24]) {
      const found: MembershipId[] = [];
      let last: RosterRow | undefined;
      do {
        const page = list({ sort, descending, limit, after: last ? { key: last.sortKey, id: last.membershipId } : null });
        found.push(...page.map(({ membershipId }) => membershipId));
        last = page.length === limit ? page.at(-1) : undefined;
      } while (last);
      expect(found).toEqual(whole.map(({ membershipId }) => membershipId));
    }
  });

  test.each([
    ["one standing", { standings: ["cancelled"] }, (one: RosterRow) => one.standing === "cancelled", 6],
    ["two standings", { standings: ["cancelled", "on_hold"] }, (one: RosterRow) => one.standing === "cancelled" || one.standing === "on_hold", 9],
    ["a part of a name", { text: "orti" }, (one: RosterRow) => one.patientName === "Cy Ortiz", 8],
    ["a name nobody has", { text: "zz" }, () => false, 0],
    ["what looks like a pattern", { text: "%" }, () => false, 0],
  ] as const)("narrowed to %s", (_, over, keeps, count) => {
    const kept = list(over as Partial<RosterQuery>);
    expect(kept).toEqual(list().filter(keeps));
    expect(kept).toHaveLength(count);
  });

  test("narrowed to plans, and to everything together", () => {
    expect(list({ planIds: [sold[1]?.planId ?? asId(0)] }).every(({ planName }) => planName === "Child")).toBe(true);
    expect(list({ planIds: [sold[2]?.planId ?? asId(0)] })).toEqual([]);
    expect(list({ planIds: sold.map(({ planId }) => planId) })).toHaveLength(24);
    const narrow = list({ planIds: [sold[0]?.planId ?? asId(0)], standings: ["active"], text: "lee" });
    expect(narrow).toEqual(list().filter((one) => one.planName === "Adult" && one.standing === "active" && one.patientName.endsWith("Lee")));
    expect(narrow.length).toBeGreaterThan(0);
  });

  test("shows the newest record of a schedule that stands", () => {
    own.sql("insert into membership_schedule (membership_id, seq, plan_version_id, period_months, price_cents, draw_day, anchor_on, opening, reason, created_at) select membership_id, 2, plan_version_id, 1, 7777, 3, anchor_on, opening, reason, created_at from membership_schedule where membership_id = ? and seq = 1", ids[11] ?? 0);
    const shown = () => list().find(({ membershipId }) => membershipId === ids[11]);
    expect(shown()).toMatchObject({ priceCents: 7777, drawDay: 3 });
    own.sql("update membership_schedule set withdrawn_at = ? where membership_id = ? and seq = 2", someAt, ids[11] ?? 0);
    expect(shown()).toMatchObject({ drawDay: 15 });
    expect(list()).toHaveLength(24);
  });

  test("walks one table a question and finds everything else by its indexes", () => {
    const steps = plansOf(own.db, (db) => {
      listRoster(db, today, { ...all, standings: ["past_due"] });
      countStandings(db, today);
    });
    expect(steps.filter((step) => step.startsWith("SCAN")).length).toBeLessThanOrEqual(2);
    expect(steps.length).toBeGreaterThan(8);
  });
});
