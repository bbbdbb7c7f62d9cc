import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, toInstant, type Day } from "#domain/calendar.ts";
import { limitDays, type HouseholdFacts } from "#domain/charging/decide-charges.ts";
import { asId, type HouseholdId, type InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Books, someAt, someDay, type Family } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import { insertCatchUp, listMissedDraws } from "./catch-up.ts";
import { insertDispute, releaseDispute } from "./disputes.ts";
import { findEventPlace, noteEvent, saveEventPlace } from "./events.ts";
import { listCardFacts, listHouseholdsToCharge, listRecentAttempts, loadHouseholdFacts } from "./household-facts.ts";

let books: Books;
let lee: Family;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee"]);
  byCard(lee);
});
afterEach(() => books.dispose());

function byCard(family: Family): void {
  books.sql("update household set pays_by = 'card' where id = ?", family.householdId);
}

function draw(on: Day, family = lee, cents = 3700): InvoiceId {
  return books.invoice(family.householdId, { kind: "draw", on, dueOn: on, drawOn: on, cents });
}

function card(over: Record<string, string | number | null> = {}, family = lee): number {
  return books.write<number>((db) =>
    insertRow(db, "card", { household_id: family.householdId, removed_at: null, expires_month: 4, expires_year: 2030, ...over }),
  );
}

let attempts = 0;
function attempt(invoiceId: InvoiceId, cardId: number | null, over: Record<string, string | number | null> = {}, family = lee): void {
  attempts += 1;
  books.write((db) =>
    insertRow(db, "charge_attempt", {
      id: `key-${attempts}`,
      invoice_id: invoiceId,
      household_id: family.householdId,
      card_id: cardId,
      amount_cents: 3700,
      ordinal: attempts,
      attempt_on: someDay,
      origin: "automatic",
      state: "declined",
      decline_kind: "soft",
      decline_code: "insufficient_funds",
      failure: null,
      sent_at: someAt,
      payment_id: null,
      ...over,
    }),
  );
}

function facts(over: { readonly today?: Day; readonly due?: readonly InvoiceId[]; readonly id?: HouseholdId } = {}): HouseholdFacts | undefined {
  const today = over.today ?? someDay;
  const isRetryDue = ({ invoiceId }: { readonly invoiceId: InvoiceId }): boolean => over.due?.includes(invoiceId) ?? false;
  return books.read((db) => loadHouseholdFacts(db, over.id ?? lee.householdId, { today, canCharge: true, isRetryDue }));
}

describe("BIL-3 what is known of a household before its card is charged", () => {
  test("BIL-3 one that owes nothing has no draws; one that is not there has nothing at all", () => {
    expect(facts()).toEqual({
      today: someDay,
      canCharge: true,
      paysByCard: true,
      isPayerDeceased: false,
      isDisputed: false,
      isHeld: false,
      hasLiveCharge: false,
      cards: [],
      draws: [],
      recent: [],
    });
    expect(facts({ id: asId<HouseholdId>(99) })).toBeUndefined();
  });

  test("BIL-3 open draws due by today are told oldest first, with whether a newer one is due", () => {
    const [older, newer] = [draw(addDays(someDay, -31)), draw(someDay)];
    draw(addDays(someDay, 1));
    books.invoice(lee.householdId, { dueOn: someDay });
    const gone = draw(addDays(someDay, -62));
    books.void(lee.householdId, gone);
    const paid = draw(addDays(someDay, -93));
    books.pay(lee.householdId, 3700, { applied: [[paid, 3700]] });
    expect(facts({ due: [older] })?.draws).toEqual([
      { invoiceId: older, part: null, dueOn: "2026-01-29", balanceCents: 3700, choice: null, hasNewerDraw: true, isRetryDue: true, attempts: [] },
      { invoiceId: newer, part: null, dueOn: "2026-03-01", balanceCents: 3700, choice: null, hasNewerDraw: false, isRetryDue: false, attempts: [] },
    ]);
  });

  test("BIL-3 a newer draw that was paid counts as newer, one that is void does not", () => {
    const older = draw(addDays(someDay, -31));
    const newer = draw(someDay);
    const hasNewer = (): boolean | undefined => facts()?.draws.find(({ invoiceId }) => invoiceId === older)?.hasNewerDraw;
    books.pay(lee.householdId, 3700, { applied: [[newer, 3700]] });
    expect(hasNewer()).toBe(true);
    const alone = books.family(["Ana Ortiz"]);
    const [first, second] = [draw(addDays(someDay, -31), alone), draw(someDay, alone)];
    books.void(alone.householdId, second);
    expect(facts({ id: alone.householdId })?.draws).toMatchObject([{ invoiceId: first, hasNewerDraw: false }]);
  });

  test("BIL-3 what is left after a part payment is what may be charged, and a choice in the review is known", () => {
    const invoiceId = draw(someDay);
    books.pay(lee.householdId, 1000, { applied: [[invoiceId, 1000]] });
    for (const choice of ["skip", "charge"] as const)
      books.write((db) => insertCatchUp(db, { invoiceId, choice, decidedBy: null, decidedAt: someAt }));
    expect(facts()?.draws).toMatchObject([{ balanceCents: 2700, choice: "charge" }]);
    expect(books.read((db) => db.get("select count(*) as n from catch_up"))).toEqual({ n: 1 });
  });

  test("BIL-10 each draw tells its own attempts in their order", () => {
    const [one, other] = [draw(someDay), draw(addDays(someDay, -31))];
    const cardId = card();
    attempt(one, cardId, { ordinal: 2, state: "failed", decline_kind: null, decline_code: null, failure: "not_sent", settled_at: someAt });
    attempt(one, cardId, { ordinal: 1, origin: "staff", attempt_on: addDays(someDay, -2) });
    const told = facts()?.draws.find(({ invoiceId }) => invoiceId === one)?.attempts;
    expect(told).toEqual([
      { cardId, amountCents: 3700, attemptOn: "2026-02-27", origin: "staff", state: "declined", declineKind: "soft", failure: null },
      { cardId, amountCents: 3700, attemptOn: "2026-03-01", origin: "automatic", state: "failed", declineKind: null, failure: "not_sent" },
    ]);
    expect(facts()?.draws.find(({ invoiceId }) => invoiceId === other)?.attempts).toEqual([]);
  });

  test.each(["sent", "pending", "unknown"])("control 48 a charge that is %s holds every other of the household", (state) => {
    const invoiceId = draw(someDay);
    expect(facts()?.hasLiveCharge).toBe(false);
    attempt(invoiceId, card(), { state, decline_kind: null, decline_code: null, settled_at: null });
    expect(facts()?.hasLiveCharge).toBe(true);
    const other = books.family(["Ana Ortiz"]);
    expect(facts({ id: other.householdId })?.hasLiveCharge).toBe(false);
  });

  test("BIL-6 BIL-17 a dispute, a hold and a payer who died each stand in the way until they are settled", () => {
    const disputeId = books.write<number>((db) =>
      insertDispute(db, {
        disputeId: "dp_1",
        key: null,
        householdId: lee.householdId,
        invoiceId: null,
        amountCents: toCents(3700),
        reason: "fraudulent",
        state: "opened",
        evidenceByOn: null,
        openedAt: someAt,
      }),
    );
    const attention = books.sql("insert into attention (household_id, kind, reason, since_at) values (?, 'billing', 'why', ?)", lee.householdId, someAt);
    books.sql("insert into attention (household_id, kind, reason, since_at) values (?, 'charge_late', 'why', ?)", lee.householdId, someAt);
    books.sql("update patient set status = 'deceased' where id = ?", lee.payer);
    expect(facts()).toMatchObject({ isDisputed: true, isHeld: true, isPayerDeceased: true });
    books.write((db) => releaseDispute(db, disputeId, null, someAt));
    books.sql("update attention set resolved_at = ? where id = ?", someAt, attention);
    books.sql("update patient set status = 'active' where id = ?", lee.payer);
    expect(facts()).toMatchObject({ isDisputed: false, isHeld: false, isPayerDeceased: false });
  });
});

describe("BIL-10 BIL-14 the cards of a household", () => {
  test("BIL-14 are told oldest first with how their newest attempt ended", () => {
    const [first, second] = [card({ expires_month: 1 }), card({ expires_month: 2, collects_through_on: "2026-02-28" })];
    card({ removed_at: someAt });
    const invoiceId = draw(someDay);
    attempt(invoiceId, first, { sent_at: toInstant("2026-02-01T00:00:00.000Z") });
    attempt(invoiceId, first, { sent_at: toInstant("2026-03-01T00:00:00.000Z"), state: "failed", decline_kind: null, decline_code: null, failure: "gave_up" });
    expect(books.read((db) => listCardFacts(db, lee.householdId))).toEqual([
      { cardId: first, expiresMonth: 1, expiresYear: 2030, collectsThroughOn: null, lastState: "failed", isRefused: false },
      { cardId: second, expiresMonth: 2, expiresYear: 2030, collectsThroughOn: "2026-02-28", lastState: null, isRefused: false },
    ]);
  });

  test.each([
    [{ decline_kind: "hard", decline_code: "stolen_card" }, true],
    [{ decline_kind: "authentication", decline_code: "authentication_required" }, false],
    [{ state: "failed", decline_kind: null, decline_code: null, failure: "no_such_card" }, true],
    [{ state: "failed", decline_kind: null, decline_code: null, failure: "gave_up" }, false],
  ])("BIL-10 an attempt with %o refuses the card: %s", (over, isRefused) => {
    const cardId = card();
    attempt(draw(someDay), cardId, over);
    attempt(draw(addDays(someDay, -31)), cardId, { sent_at: toInstant("2026-03-02T00:00:00.000Z") });
    expect(books.read((db) => listCardFacts(db, lee.householdId))).toMatchObject([{ isRefused, lastState: "declined" }]);
  });

  test("BIL-10 attempts of the last thirty days count, and those with a card only", () => {
    const invoiceId = draw(someDay);
    const cardId = card();
    attempt(invoiceId, cardId, { attempt_on: addDays(someDay, -limitDays) });
    attempt(invoiceId, cardId, { attempt_on: addDays(someDay, 1 - limitDays) });
    const days = books.read((db) => listRecentAttempts(db, lee.householdId, someDay).map(({ attemptOn }) => attemptOn));
    expect(days).toEqual([addDays(someDay, 1 - limitDays)]);
    const other = books.family(["Ana Ortiz"]);
    expect(books.read((db) => listRecentAttempts(db, other.householdId, someDay))).toEqual([]);
  });
});

describe("BIL-3 which households to look at", () => {
  test("BIL-3 card payers with an open draw due, each once, after a place, so many at a time", () => {
    const [second, byHand, tomorrow, third] = ["Ana A", "Ben B", "Cy C", "Dee D"].map((name) => books.family([name])) as [Family, Family, Family, Family];
    for (const family of [second, tomorrow, third]) byCard(family);
    draw(someDay);
    draw(addDays(someDay, -31));
    draw(someDay, second);
    draw(someDay, byHand);
    draw(addDays(someDay, 1), tomorrow);
    draw(addDays(someDay, -1), third);
    const list = (after: number, limit: number): number[] => books.read((db) => listHouseholdsToCharge(db, someDay, after, limit));
    expect(list(0, 9)).toEqual([lee.householdId, second.householdId, third.householdId]);
    expect(list(0, 2)).toEqual([lee.householdId, second.householdId]);
    expect(list(second.householdId, 9)).toEqual([third.householdId]);
    expect(list(third.householdId, 9)).toEqual([]);
  });
});

describe("BIL-3 draws of missed days", () => {
  const oldestUnasked = addDays(someDay, -45);
  const missed = (householdId?: HouseholdId): InvoiceId[] =>
    books.read((db) =>
      listMissedDraws(db, { today: someDay, oldestUnasked, ...(householdId === undefined ? {} : { householdId }) }).map(({ invoiceId }) => invoiceId),
    );

  test("BIL-3 the newest draw goes by itself; an older one beside it, and one too old, wait for a person", () => {
    card();
    const older = draw(addDays(someDay, -31));
    draw(someDay);
    expect(missed()).toEqual([older]);
    const alone = books.family(["Ana Ortiz"]);
    byCard(alone);
    card({}, alone);
    draw(oldestUnasked, alone);
    expect(missed(alone.householdId)).toEqual([]);
    const ancient = books.family(["Ben Baker"]);
    byCard(ancient);
    card({}, ancient);
    const tooOld = draw(addDays(oldestUnasked, -1), ancient);
    // In the order of the payers' names.
    expect([missed(), missed(ancient.householdId), missed(lee.householdId)]).toEqual([[tooOld, older], [tooOld], [older]]);
  });

  test("BIL-3 one that was asked about, tried, paid, or has no card to charge does not wait", () => {
    const cardId = card();
    const older = draw(addDays(someDay, -31));
    draw(someDay);
    attempt(older, cardId, { state: "failed", decline_kind: null, decline_code: null, failure: "not_sent" });
    expect(missed()).toEqual([older]);
    attempt(older, cardId);
    expect(missed()).toEqual([]);
    const second = draw(addDays(someDay, -20));
    expect(missed()).toEqual([second]);
    books.sql("update card set removed_at = ? where id = ?", someAt, cardId);
    expect(missed()).toEqual([]);
    card();
    books.write((db) => insertCatchUp(db, { invoiceId: second, choice: "forgive", decidedBy: null, decidedAt: someAt }));
    expect(missed()).toEqual([]);
  });

  test("BIL-3 each is told with its payer, its number and what is open", () => {
    card();
    const older = draw(addDays(someDay, -31));
    draw(someDay);
    books.pay(lee.householdId, 700, { applied: [[older, 700]] });
    expect(books.read((db) => listMissedDraws(db, { today: someDay, oldestUnasked }))).toEqual([
      {
        invoiceId: older,
        invoiceNumber: 1,
        householdId: lee.householdId,
        payerName: "Rosa Lee",
        drawOn: toDay("2026-01-29"),
        dueOn: toDay("2026-01-29"),
        balanceCents: 3000,
      },
    ]);
  });
});

describe("BIL-9 the processor's events", () => {
  test("BIL-9 each is taken in once, whatever it says the second time", () => {
    const note = (id: string, kind: string): boolean => books.write<boolean>((db) => noteEvent(db, { id, kind, at: someAt }, someAt));
    expect([note("evt_1", "charge.succeeded"), note("evt_1", "charge.failed"), note("evt_2", "charge.failed")]).toEqual([true, false, true]);
    expect(books.read((db) => db.all("select id, kind from card_event order by id"))).toEqual([
      { id: "evt_1", kind: "charge.succeeded" },
      { id: "evt_2", kind: "charge.failed" },
    ]);
  });

  test("BIL-9 the list is read on from the last place, and from its beginning at first", () => {
    const place = (): string | null => books.read((db) => findEventPlace(db));
    expect(place()).toBeNull();
    for (const after of ["evt_1", "evt_7"]) books.write((db) => saveEventPlace(db, after));
    expect(place()).toBe("evt_7");
  });
});
