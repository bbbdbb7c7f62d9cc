/** Small questions of the past-due cases: retries, settings, whom to call, what needs a person, what letters name. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, toInstant } from "#domain/calendar.ts";
import { defaultDunning } from "#domain/dunning/settings.ts";
import { asId, type AttentionId, type CaseId, type HouseholdId, type InvoiceId, type MembershipId } from "#domain/identity.ts";
import { Books, someAt, someDay, type Family } from "../books.fixture.ts";
import { insertPractice } from "../practice.ts";
import { insertRow } from "../schema.fixture.ts";
import { findAttention, listAttention, settleAttention } from "./attention.ts";
import { findCallFacts } from "./call-list.ts";
import { closeCase, findLastDecline, insertCase, listCasesToldFinally, listHeldSpans } from "./cases.ts";
import { findCardWords, findInvoiceWords, findPayerWords, listMemberWords } from "./letter-facts.ts";
import { insertNotice, markTold } from "./notices.ts";
import { practiceTimeZone } from "./practice.ts";
import { insertRetry, listDecidedRetries, listRetries } from "./retries.ts";
import { currentSettings, insertSettings, listSettings, settingsOf } from "./settings.ts";

let books: Books;
let lee: Family;
let membershipId: MembershipId;
let dues: InvoiceId;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee", "Ben Lee"]);
  membershipId = books.membership(lee.householdId, lee.payer, books.plan("Adult"));
  dues = books.invoice(lee.householdId, { dueOn: someDay, lines: [{ kind: "dues", netCents: 3700, membershipId }] });
});
afterEach(() => books.dispose());

const later = toInstant("2026-03-09T09:00:00.000Z");

function openCase(family = lee, invoiceId = dues): CaseId {
  return books.write<CaseId>((db) =>
    insertCase(db, {
      householdId: family.householdId,
      invoiceId,
      cause: "manual_payer",
      dayZeroOn: someDay,
      settingsId: null,
      openedAt: someAt,
    }),
  );
}

describe("BIL-11 the retries of a case", () => {
  const decide = (caseId: CaseId, day: number, attemptId: string | null, reason = ""): void =>
    books.write((db) => insertRetry(db, { caseId, day, dueOn: addDays(someDay, day), attemptId, reason, decidedAt: later }));

  test("BIL-11 each day of the timetable is decided once; the first word stands", () => {
    const id = openCase();
    decide(id, 7, "key-1");
    decide(id, 3, null, "on hold");
    decide(id, 7, null, "too late");
    decide(id, 3, "key-2");
    expect(books.read((db) => listRetries(db, id))).toEqual([
      { day: 3, dueOn: "2026-03-04", state: "skipped", reason: "on hold" },
      { day: 7, dueOn: "2026-03-08", state: "done", reason: "" },
    ]);
    expect(books.read((db) => [...listDecidedRetries(db, id)].toSorted((a, b) => a - b))).toEqual([3, 7]);
  });

  test("BIL-11 those of one case are not those of another", () => {
    const first = openCase();
    books.write((db) => closeCase(db, first, { outcome: "settled", on: someDay, at: later }));
    const second = openCase();
    decide(first, 3, "key-1");
    expect(books.read((db) => [listDecidedRetries(db, second).size, listRetries(db, second).length])).toEqual([0, 0]);
    decide(second, 3, "key-2");
    expect(books.read((db) => listDecidedRetries(db, first).size)).toBe(1);
  });
});

describe("BIL-11 the settings of the timetable", () => {
  test("BIL-11 nobody has changed anything: the defaults, without a version", () => {
    expect(books.read((db) => currentSettings(db))).toEqual({ id: null, settings: defaultDunning });
    expect(books.read((db) => [settingsOf(db, null), settingsOf(db, 99)])).toEqual([defaultDunning, defaultDunning]);
    expect(books.read((db) => listSettings(db, 9))).toEqual([]);
  });

  test("BIL-11 every version stays, so that a case goes on as it began; the newest rules new ones", () => {
    const ada = books.staff("Ada");
    const save = (retryDays: readonly number[], createdBy: typeof ada | null): number =>
      books.write<number>((db) => insertSettings(db, { settings: { ...defaultDunning, retryDays }, createdBy, createdAt: later }));
    const [first, second] = [save([3], ada), save([3, 9], null)];
    expect(books.read((db) => currentSettings(db))).toEqual({ id: second, settings: { ...defaultDunning, retryDays: [3, 9] } });
    expect(books.read((db) => settingsOf(db, first).retryDays)).toEqual([3]);
    expect(books.read((db) => listSettings(db, 9).map(({ id, by, settings }) => [id, by, settings.retryDays.length]))).toEqual([
      [second, "", 2],
      [first, "Ada", 1],
    ]);
    expect(books.read((db) => listSettings(db, 1))).toHaveLength(1);
  });

  test("BIL-11 a version from before a setting existed has that setting's default", () => {
    const { retryDays: _, ...older } = defaultDunning;
    const id = books.sql("insert into dunning_settings (settings, created_at) values (?, ?)", JSON.stringify(older), someAt);
    expect(books.read((db) => settingsOf(db, id))).toEqual(defaultDunning);
  });
});

describe("BIL-13 whom to call", () => {
  const facts = (caseId: CaseId, today = someDay, householdId: HouseholdId = lee.householdId) =>
    books.read((db) => findCallFacts(db, caseId, householdId, today));

  test("BIL-13 the payer, a phone, the members of the invoice, and all unpaid membership invoices due by today", () => {
    const ben = books.membership(lee.householdId, lee.patientIds[1] ?? asId(0), books.plan("Child"));
    const both = books.invoice(lee.householdId, {
      dueOn: addDays(someDay, -31),
      lines: [
        { kind: "dues", netCents: 2500, membershipId: ben },
        { kind: "stub", netCents: 3700, membershipId },
      ],
    });
    books.pay(lee.householdId, 200, { applied: [[both, 200]] });
    books.invoice(lee.householdId, { dueOn: someDay, cents: 9900 });
    books.invoice(lee.householdId, { dueOn: addDays(someDay, 1), lines: [{ kind: "dues", netCents: 3700, membershipId }] });
    books.sql("insert into phone (patient_id, kind, number, digits) values (?, 'work', '978-555-0100', '9785550100')", lee.payer);
    books.sql("insert into phone (patient_id, kind, number, digits) values (?, 'home', '978-555-0111', '9785550111')", lee.payer);
    const id = openCase(lee, both);
    expect(facts(id)).toEqual({
      payerName: "Rosa Lee",
      patientId: lee.payer,
      phone: "978-555-0111",
      members: "Ben Lee, Rosa Lee",
      membershipId,
      owedCents: 6000 + 3700,
      owedInvoices: 2,
      hasCard: false,
    });
    expect(facts(id, addDays(someDay, 1))).toMatchObject({ owedCents: 6000 + 3700 + 3700, owedInvoices: 3 });
  });

  test("BIL-13 a card on file is known, one that was taken away is none", () => {
    const id = openCase();
    const card = books.write<number>((db) => insertRow(db, "card", { household_id: lee.householdId, removed_at: null }));
    expect(facts(id).hasCard).toBe(true);
    books.sql("update card set removed_at = ? where id = ?", someAt, card);
    expect(facts(id).hasCard).toBe(false);
  });

  test("BIL-13 a case of another household tells nothing", () => {
    const other = books.family(["Ana Ortiz"]);
    expect(facts(openCase(), someDay, other.householdId)).toMatchObject({ payerName: "", owedCents: 0, membershipId: null });
  });
});

describe("BIL-6 what needs a person", () => {
  const add = (householdId: HouseholdId, kind: string, subject = ""): AttentionId =>
    asId<AttentionId>(
      books.sql("insert into attention (household_id, kind, subject, reason, since_at) values (?, ?, ?, 'why', ?)", householdId, kind, subject, someAt),
    );

  test("BIL-6 is told oldest first, by the payer's name, until it is settled", () => {
    const ortiz = books.family(["Ana Ortiz"]);
    const ids = [add(lee.householdId, "billing"), add(ortiz.householdId, "charge_unknown", "charge/k"), add(lee.householdId, "dispute", "dispute/1")];
    const list = (limit = 9) => books.read((db) => listAttention(db, limit).map(({ id, name, subject }) => [id, name, subject]));
    expect(list()).toEqual([
      [ids[0], "Rosa Lee", ""],
      [ids[1], "Ana Ortiz", "charge/k"],
      [ids[2], "Rosa Lee", "dispute/1"],
    ]);
    expect(list(1)).toHaveLength(1);
    books.write((db) => settleAttention(db, ids[0] ?? asId(0), later));
    expect(list().map(([id]) => id)).toEqual([ids[1], ids[2]]);
    expect(books.read((db) => [findAttention(db, ids[0] ?? asId(0)), findAttention(db, ids[1] ?? asId(0))?.kind])).toEqual([undefined, "charge_unknown"]);
  });

  test("BIL-6 one of a kind and subject is open at a time; settled, it keeps its day and may come again", () => {
    const first = add(lee.householdId, "billing");
    expect(() => add(lee.householdId, "billing")).toThrow(/UNIQUE/);
    for (const at of [later, toInstant("2026-04-01T00:00:00.000Z")]) books.write((db) => settleAttention(db, first, at));
    expect(books.read((db) => db.get("select resolved_at as moment from attention"))).toEqual({ moment: later });
    expect(add(lee.householdId, "billing")).not.toBe(first);
  });
});

describe("DOC-11 what letters name", () => {
  test("DOC-11 the payer with their language, and the household's name where nobody pays", () => {
    books.sql("update patient set language = 'es' where id = ?", lee.payer);
    const words = (id: HouseholdId) => books.read((db) => findPayerWords(db, id));
    expect(words(lee.householdId)).toEqual({ name: "Rosa Lee", language: "es" });
    books.sql("update household set payer_patient_id = null, name = 'Lee family' where id = ?", lee.householdId);
    expect([words(lee.householdId), words(asId(99))]).toEqual([
      { name: "Lee family", language: "" },
      { name: "", language: "" },
    ]);
  });

  test("DOC-11 members with their plans in the order asked for", () => {
    const ben = books.membership(lee.householdId, lee.patientIds[1] ?? asId(0), books.plan("Child"));
    expect(books.read((db) => listMemberWords(db, [ben, asId<MembershipId>(99), membershipId]))).toEqual([
      { name: "Ben Lee", plan: "Child" },
      { name: "Rosa Lee", plan: "Adult" },
    ]);
  });

  test("DOC-11 the invoice with what is left of it, and the card by what may be shown", () => {
    books.pay(lee.householdId, 700, { applied: [[dues, 700]] });
    expect(books.read((db) => [findInvoiceWords(db, dues), findInvoiceWords(db, asId<InvoiceId>(99))])).toEqual([
      { number: 1, dueOn: "2026-03-01", balanceCents: 3000 },
      undefined,
    ]);
    const card = books.write<number>((db) =>
      insertRow(db, "card", { household_id: lee.householdId, brand: "visa", last4: "4242", expires_month: 4, expires_year: 2027 }),
    );
    expect(books.read((db) => [findCardWords(db, asId(card)), findCardWords(db, null)])).toEqual([
      { brand: "visa", last4: "4242", expiresMonth: 4, expiresYear: 2027 },
      undefined,
    ]);
  });
});

describe("BIL-11 what a case reads of its membership and its charges", () => {
  test("MEM-12 the days on hold, in their order, without what was withdrawn", () => {
    const hold = (from: string, until: string | null, withdrawnAt: string | null = null): void =>
      void books.sql(
        `insert into membership_hold (membership_id, kind, from_on, until_on, reason, created_at, withdrawn_at)
         values (?, 'pause', ?, ?, '', ?, ?)`,
        membershipId,
        from,
        until,
        someAt,
        withdrawnAt,
      );
    hold("2026-05-01", null);
    hold("2026-03-01", "2026-04-01");
    hold("2026-04-10", "2026-04-20", someAt);
    expect(books.read((db) => listHeldSpans(db, membershipId))).toEqual([
      { from: "2026-03-01", until: "2026-04-01" },
      { from: "2026-05-01", until: null },
    ]);
  });

  test("BIL-10 the newest decline of an invoice with its code, whoever had tried", () => {
    const decline = (ordinal: number, code: string, origin: string): void =>
      void books.write((db) =>
        insertRow(db, "charge_attempt", {
          id: `key-${ordinal}`,
          invoice_id: dues,
          state: "declined",
          decline_kind: code === "stolen_card" ? "hard" : "soft",
          decline_code: code,
          ordinal,
          attempt_on: addDays(someDay, ordinal),
          origin,
        }),
      );
    const last = () => books.read((db) => findLastDecline(db, dues));
    expect(last()).toBeUndefined();
    decline(2, "stolen_card", "staff");
    decline(1, "insufficient_funds", "automatic");
    expect(last()).toMatchObject({ attemptId: "key-2", kind: "hard", code: "stolen_card", on: "2026-03-03", origin: "staff" });
  });

  test("BIL-11 only a case whose final notice went out early enough can lapse", () => {
    const families = ["Ana A", "Ben B", "Cy C"].map((name) => books.family([name]));
    const cases = families.map((family) => openCase(family, books.invoice(family.householdId)));
    const tell = (n: number, kind: "past_due" | "past_due_final", on: string): void => {
      const caseId = cases[n] ?? asId<CaseId>(0);
      const householdId = families[n]?.householdId ?? asId<HouseholdId>(0);
      const common = { caseId, householdId, invoiceId: null, cardId: null, day: 21, dueOn: someDay } as const;
      const id = books.write<number>(
        (db) =>
          insertNotice(db, {
            ...common,
            event: `case/${caseId}`,
            kind,
            channel: "letter",
            state: "queued",
            facts: "{}",
            reason: "",
            createdBy: null,
            createdAt: someAt,
          }) ?? 0,
      );
      const told = { state: "printed", channel: "letter", on: toDay(on), at: later, facts: "{}", batchId: null, documentId: null } as const;
      books.write((db) => markTold(db, asId(id), told));
    };
    tell(0, "past_due_final", "2026-03-10");
    tell(1, "past_due_final", "2026-03-12");
    tell(2, "past_due", "2026-03-01");
    const list = (toldBy: string, after = 0, limit = 9) =>
      books.read((db) => listCasesToldFinally(db, toDay(toldBy), after, limit).map(({ id }) => id));
    expect([list("2026-03-09"), list("2026-03-10"), list("2026-03-12"), list("2026-03-12", cases[0]), list("2026-03-12", 0, 1)]).toEqual([
      [],
      [cases[0]],
      [cases[0], cases[1]],
      [cases[1]],
      [cases[0]],
    ]);
    books.write((db) => closeCase(db, cases[0] ?? asId(0), { outcome: "settled", on: someDay, at: later }));
    expect(list("2026-03-12")).toEqual([cases[1]]);
  });

  test("F-10 the practice's time zone, and the world's before there is a practice", () => {
    const zone = (): string => books.read((db) => practiceTimeZone(db));
    expect(zone()).toBe("UTC");
    books.write((db) =>
      insertPractice(db, {
        name: "Practice",
        kind: "live",
        specialty: "dental",
        time_zone: "America/Denver",
        currency: "USD",
        lineage_id: "lineage",
        epoch: 1,
        computer_id: "this",
        created_at: someAt,
      }),
    );
    expect(zone()).toBe("America/Denver");
  });
});
