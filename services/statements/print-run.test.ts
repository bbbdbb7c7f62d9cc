import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, toCents } from "#domain/money.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listStatementCandidates } from "./candidates.ts";
import { listDocuments, requireDocument } from "./list-documents.ts";
import { prepareBatch, prepareStatement } from "./prepare-statements.ts";
import { markBatchSent, recordBatch, recordStatement, unsendBatch } from "./record-statements.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

type Place = { line1?: string; city?: string; region?: string; postal?: string; country?: string };

/** A household that owes an amount, living somewhere. */
function owing(last: string, cents: number, { line1 = "12 Oak Street", city = "Lowell", region = "MA", postal = "01850", country = "US" }: Place = {}): HouseholdId {
  const { householdId, patientIds } = club.family(last, ["Rosa", "1980-01-01"]);
  club.db.write((w) =>
    w.exec("update household set address_line1 = ?, city = ?, region = ?, postal_code = ?, country = ? where id = ?", line1, city, region, postal, country, householdId),
  );
  if (cents > 0)
    issueTyped(club.cx(), {
      householdId,
      termsDays: 0,
      lines: [{ patientId: patientIds[0] as never, kind: "service", description: "Cleaning", serviceOn: club.today(), quantity: 1, unitCents: toCents(cents), taxRatePpm: 0 }],
    });
  return householdId;
}

const pay = (householdId: HouseholdId, cents: number) =>
  takeAtDesk(club.cx(), { householdId, tender: "cash", amountCents: toCents(cents), tenderedCents: null, reference: "", choices: null, note: "" });
const candidates = (minimumCents: number | null = 1, notSentDays = 0) => listStatementCandidates(club.cx(), { minimumCents, notSentDays });
const names = (list: readonly { payerName: string }[]): string[] => list.map(({ payerName }) => payerName.replace("Rosa ", ""));
const file = { sha256: "f".repeat(64), bytes: 1000, pages: 3 };
const printed = (...householdIds: HouseholdId[]) => recordBatch(club.cx(), prepareBatch(club.cx(), { householdIds, fromOn: null, note: "" }).printed, file);
const refusal = (code: string) => expect.objectContaining({ code }) as Error;

describe("DOC-4 who gets a statement", () => {
  test("whoever owes at least the minimum, to the cent, and nobody who owes nothing", () => {
    owing("Less", 499);
    owing("Just", 500);
    owing("More", 501);
    owing("None", 0);
    const paid = owing("Paid", 700);
    pay(paid, 700);
    expect(names(candidates(500)).toSorted()).toEqual(["Just", "More"]);
    expect(names(candidates(1)).toSorted()).toEqual(["Just", "Less", "More"]);
  });

  test("without another word the practice's own minimum counts", () => {
    owing("Less", 1999);
    owing("Just", 2000);
    club.db.write((w) => w.exec("update practice set statement_minimum_cents = 2000"));
    expect(names(candidates(null))).toEqual(["Just"]);
  });

  test("who got one lately is left out for as many days, that day not included", () => {
    const lee = owing("Lee", 500);
    owing("Ortiz", 500);
    markBatchSent(club.cx(), printed(lee).batchId);
    for (const [days, expected] of [
      [0, ["Lee", "Ortiz"]],
      [1, ["Ortiz"]],
      [30, ["Ortiz"]],
    ] as const)
      expect(names(candidates(1, days)).toSorted(), String(days)).toEqual(expected);
    club.leapTo(addDays(club.today(), 30));
    expect(names(candidates(1, 30))).toEqual(["Ortiz"]);
    club.leapTo(addDays(club.today(), 1));
    expect(names(candidates(1, 30)).toSorted()).toEqual(["Lee", "Ortiz"]);
  });
});

describe("DOC-5 a batch in postal order", () => {
  const places: [string, Place][] = [
    ["Abel", { postal: "94110", city: "San Francisco", region: "CA" }],
    ["Baker", { postal: "01850" }],
    ["Cruz", { postal: "01850", line1: "2 Ash Road" }],
    ["Diaz", { postal: "00501", city: "Holtsville", region: "NY" }],
    ["Eng", { postal: "01850-1234" }],
  ];

  test("the order is the postal code's, whatever the order of choosing, and the same each time", () => {
    const ids = places.map(([last, place]) => owing(last, 500, place));
    const order = (chosen: readonly HouseholdId[]) => prepareBatch(club.cx(), { householdIds: chosen, fromOn: null, note: "" }).printed.map(({ data }) => data.recipient.addressLines.at(-1)?.split(" ").at(-1));
    const codes = order(ids);
    expect(codes).toEqual(codes.toSorted());
    expect(codes[0]).toBe("00501");
    expect(order(ids.toReversed())).toEqual(codes);
    expect(order([...ids, ...ids])).toEqual(codes);
  });

  test.each<[what: string, place: Place]>([
    ["no street", { line1: " " }],
    ["no city and no code", { city: "", postal: "" }],
  ])("%s: left out with a reason, the others are printed", (_, place) => {
    const [bad, good] = [owing("Bad", 500, place), owing("Good", 500)];
    const { printed: statements, leftOut } = prepareBatch(club.cx(), { householdIds: [bad, good], fromOn: null, note: "" });
    expect(statements.map(({ householdId }) => householdId)).toEqual([good]);
    expect(leftOut).toEqual([{ householdId: bad, name: "Rosa Bad", reason: expect.stringMatching(/\w/) }]);
    expect(candidates().find(({ householdId }) => householdId === bad)?.problem).not.toBe("");
    expect(candidates().find(({ householdId }) => householdId === good)?.problem).toBe("");
  });

  test("who paid between choosing and printing is left out; when that is everybody nothing is printed", () => {
    const [one, two] = [owing("One", 500), owing("Two", 800)];
    pay(one, 500);
    expect(prepareBatch(club.cx(), { householdIds: [one, two], fromOn: null, note: "" })).toMatchObject({ printed: [{ householdId: two }], mailed: [], leftOut: [{ householdId: one }] });
    pay(two, 800);
    expect(() => prepareBatch(club.cx(), { householdIds: [one, two], fromOn: null, note: "" })).toThrow(refusal("nothing_to_print"));
    expect(() => prepareBatch(club.cx(), { householdIds: [999 as HouseholdId], fromOn: null, note: "" })).toThrow(refusal("nothing_to_print"));
  });

  test("a part payment is on it: the amount due is what is owed now", () => {
    const lee = owing("Lee", 5000);
    pay(lee, 1234);
    const [statement] = prepareBatch(club.cx(), { householdIds: [lee], fromOn: null, note: "Please" }).printed;
    expect(statement?.data).toMatchObject({ amountDueCents: 3766, closingCents: 3766, note: "Please" });
    const { lines, payments, openingCents } = statement?.data ?? { lines: [], payments: [], openingCents: 0 };
    expect(addCents(openingCents, ...lines.map((line) => line.chargeCents - line.creditCents), ...payments.map((payment) => -payment.amountCents))).toBe(3766);
  });
});

describe("DOC-5 sent and not sent", () => {
  test("a batch is sent once and taken back once, in turn", () => {
    const { batchId } = printed(owing("Lee", 500), owing("Ortiz", 700));
    expect(markBatchSent(club.cx(), batchId)).toEqual({ sent: 2 });
    expect(() => markBatchSent(club.cx(), batchId)).toThrow(refusal("statement_batch_sent"));
    expect(unsendBatch(club.cx(), batchId)).toEqual({ unsent: 2, dropped: 0, gone: 0, inDoubt: 0 });
    expect(() => unsendBatch(club.cx(), batchId)).toThrow(refusal("statement_batch_not_sent"));
    expect(markBatchSent(club.cx(), batchId)).toEqual({ sent: 2 });
    for (const work of [markBatchSent, unsendBatch]) expect(() => work(club.cx(), 999)).toThrow(refusal("statement_batch_not_found"));
  });
});

describe("DOC-2 the archive", () => {
  test("F-14 numbers follow one another over single statements and batches, and a refused one takes none", () => {
    const [lee, ortiz] = [owing("Lee", 500), owing("Ortiz", 700)];
    const single = () => recordStatement(club.cx(), { householdId: lee, data: prepareStatement(club.cx(), { householdId: lee, fromOn: null, note: "" }) }, file);
    single();
    printed(lee, ortiz);
    expect(() => prepareStatement(club.cx(), { householdId: owing("Bad", 100, { line1: "" }), fromOn: null, note: "" })).toThrow(refusal("no_street_on_file"));
    single();
    expect(club.db.read((r) => r.all<{ number: number }>("select number from statement order by id")).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  test("what was printed is listed newest first, of one household or of all, page by page, and opens by its number", () => {
    const [lee, ortiz] = [owing("Lee", 500), owing("Ortiz", 700)];
    for (let n = 0; n < 3; n += 1)
      for (const householdId of [lee, ortiz]) recordStatement(club.cx(), { householdId, data: prepareStatement(club.cx(), { householdId, fromOn: null, note: "" }) }, file);
    printed(lee, ortiz);
    const walk = (householdId: HouseholdId | null): number[] => {
      const found: number[] = [];
      let after: string | null = null;
      do {
        const page: ReturnType<typeof listDocuments> = listDocuments(club.cx(), { householdId, after, limit: 2 });
        found.push(...page.rows.map((row) => row.documentId));
        after = page.next;
      } while (after !== null);
      return found;
    };
    expect(walk(null)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(walk(lee).filter((id) => id !== 7)).toEqual([5, 3, 1]);
    expect(requireDocument(club.cx(), 1 as never)).toMatchObject({ title: "Statement 1 for Rosa Lee" });
    expect(() => requireDocument(club.cx(), 99 as never)).toThrow(Error);
  });

  test("a chosen first day is the statement's, with the balance before it", () => {
    const lee = owing("Lee", 500);
    club.leapTo("2026-11-20");
    const data = prepareStatement(club.cx(), { householdId: lee, fromOn: toDay("2026-11-10"), note: "" });
    expect(data).toMatchObject({ fromOn: "2026-11-10", openingCents: 500, lines: [], closingCents: 500 });
  });
});
