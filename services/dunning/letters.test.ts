import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asId, type NoticeId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal, type RefusalCode } from "#domain/refusal.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listHouseholdNotices, listPrintRuns } from "./list-notices.ts";
import { openPastDueClub, type PastDueClub } from "./past-due.fixture.ts";
import {
  findPrinted,
  giveNotice,
  listLettersToPrint,
  prepareLetters,
  previewLetter,
  recordLetters,
  undoPrint,
} from "./print-notices.ts";
import { readDunning, saveDunning } from "./settings.ts";
import { remindOfInvoice } from "../reminders/remind.ts";
import { saveText } from "../texts/manage.ts";
import { askForCard, waiveInvoice } from "./desk-actions.ts";
import { listCalls } from "./call-list.ts";

let office: PastDueClub;
beforeEach(() => (office = openPastDueClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(office.club.db).breaches).toEqual([]);
  office.dispose();
});

const refusalOf = (work: () => unknown): RefusalCode | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const file = { sha256: "a".repeat(64), bytes: 10, pages: 1 };
const waitingIds = (): NoticeId[] => listLettersToPrint(office.cx()).map(({ noticeId }) => noticeId);
const printAll = () => {
  const { letters } = prepareLetters(office.cx(), waitingIds());
  return recordLetters(office.cx(), letters, file);
};

describe("BIL-11 what the letters say", () => {
  test("BIL-11 day 0: what happened, 28 days, how to fix; the amount as it is today", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-06", { prints: false });
    const [noticeId] = waitingIds();
    const letter = previewLetter(office.cx(), noticeId ?? asId<NoticeId>(0));
    expect(letter.subject).toBe("Your membership payment");
    expect(letter.body).toBe(
      [
        "Dear Rosa Lee,",
        "The membership payment of $37.00 for Rosa Lee was due on Dec 5, 2026 and has not reached us yet.",
        "The membership of Rosa Lee goes on as before. You have 28 days: please pay $37.00 before Jan 2, 2027.",
        "You can pay at our front desk, or with a check by mail.",
        "If you have paid already, thank you, and please put this letter aside. If something is not right, or if you need more time, call us at our front desk. We are glad to help.",
      ].join("\n"),
    );
    expect(letter.pay).toEqual({ amountCents: 3700, byOn: "2027-01-01", invoiceNumber: "2" });
    expect(letter.recipient.addressLines).toContain("12 Elm Street");
    expect(lee.householdId).toBeGreaterThan(0);
  });

  test("BIL-11 day 7 names the reactivation fee, day 21 the lapse day as it will be when printed today", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-12", { prints: false });
    const body = (): string => previewLetter(office.cx(), waitingIds().at(-1) ?? asId<NoticeId>(0)).body;
    expect(body()).toContain("a reactivation fee of $222.00");
    await office.advanceTo("2026-12-30", { prints: false });
    expect(previewLetter(office.cx(), waitingIds().at(-1) ?? asId<NoticeId>(0)).subject).toBe("Your membership ends on Jan 6, 2027");
    office.print();
    await office.advanceTo("2027-01-06");
    expect(office.standing(lee)).toBe("lapsed");
    expect(listHouseholdNotices(office.cx(), lee.householdId)[0]).toMatchObject({ kind: "lapsed", state: "printed" });
  });

  test("DOC-8 a payer who reads Spanish gets the letter in Spanish", async () => {
    const lee = office.member("Lee");
    office.club.db.write((db) => db.exec("update patient set language = 'es' where id = ?", lee.patientId));
    await office.advanceTo("2026-12-06", { prints: false });
    const letter = previewLetter(office.cx(), waitingIds()[0] ?? asId<NoticeId>(0));
    expect(letter.subject).toBe("El pago de su membresía");
    expect(letter.setup.locale).toBe("es-US");
    expect(letter.body).toContain("venció el 5 dic 2026");
  });

  test("DOC-8 the practice's own words are used from the next letter on", async () => {
    office.member("Lee");
    await office.advanceTo("2026-12-06", { prints: false });
    const own = { subject: "About your membership", body: "{payer}: {amount} by {lapse_day}. {phone}" };
    saveText(office.cx(), { textId: "notice.past_due", language: "en", basedOn: null, words: own });
    expect(previewLetter(office.cx(), waitingIds()[0] ?? asId<NoticeId>(0))).toMatchObject({
      subject: "About your membership",
      body: "Rosa Lee: $37.00 by Jan 2, 2027. our front desk",
    });
  });
});

describe("DOC-11 mail to print", () => {
  test("DOC-5 in postal order; who has no street is left out and said, and waits", async () => {
    const lee = office.member("Lee");
    const ortiz = office.member("Ortiz");
    const nguyen = office.member("Nguyen");
    const at = (householdId: number, sql: string): void =>
      void office.club.db.write((db) => db.exec(`update household set ${sql} where id = ?`, householdId));
    at(lee.householdId, "postal_code = '99999'");
    at(ortiz.householdId, "postal_code = '00501'");
    at(nguyen.householdId, "address_line1 = ''");
    await office.advanceTo("2026-12-06", { prints: false });
    const list = listLettersToPrint(office.cx());
    expect(list.map(({ householdId, problem }) => [householdId, problem])).toEqual([
      [ortiz.householdId, ""],
      [nguyen.householdId, "No street in the address"],
      [lee.householdId, ""],
    ]);
    const { letters, leftOut } = prepareLetters(office.cx(), waitingIds());
    expect(letters.map(({ householdId }) => householdId)).toEqual([ortiz.householdId, lee.householdId]);
    expect(leftOut).toMatchObject([{ householdId: nguyen.householdId, reason: "No street in the address" }]);
    recordLetters(office.cx(), letters, file);
    expect(listLettersToPrint(office.cx())).toMatchObject([{ householdId: nguyen.householdId }]);
    expect(refusalOf(printAll)).toBe("nothing_to_print");
  });

  test("DOC-2 a printed letter keeps its very words and the archived file", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-06", { prints: false });
    const { batchId, documentId } = printAll();
    const kept = office.club.db.read((db) =>
      db.get<{ facts: string; sha256: string; batch: number }>(
        "select n.facts, d.sha256, n.batch_id as batch from notice n join document d on d.id = n.document_id where n.household_id = ?",
        lee.householdId,
      ),
    );
    expect(kept).toMatchObject({ sha256: file.sha256, batch: batchId });
    expect(JSON.parse(kept?.facts ?? "{}")).toMatchObject({ subject: "Your membership payment", pay: { amountCents: 3700 } });
    expect(listPrintRuns(office.cx())).toMatchObject([{ batchId, documentId, letters: 1, canUndo: true }]);
  });

  test("DOC-11 undo puts the letters back; one that was paid meanwhile does not come back", async () => {
    const lee = office.member("Lee");
    const ortiz = office.member("Ortiz");
    await office.advanceTo("2026-12-06", { prints: false });
    const { batchId } = printAll();
    waiveInvoice(office.cx(), { invoiceId: listCalls(office.cx()).find((row) => row.householdId === ortiz.householdId)?.invoiceId ?? asId(0), expectedCents: toCents(3700), reason: "Kind" });
    expect(undoPrint(office.cx(), batchId)).toEqual({ waiting: 2 });
    expect(listLettersToPrint(office.cx())).toMatchObject([{ householdId: lee.householdId }]);
    expect(refusalOf(() => undoPrint(office.cx(), batchId))).toBe("notice_batch_undone");
    expect(refusalOf(() => undoPrint(office.cx(), 999))).toBe("notice_batch_not_found");
  });

  test("BIL-11 a final notice that has taken effect cannot be taken back; one that has not moves the lapse", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-25");
    await office.advanceTo("2026-12-26", { prints: false });
    const first = printAll();
    await office.advanceTo("2026-12-30", { prints: false });
    undoPrint(office.cx(), first.batchId);
    await office.advanceTo("2027-01-05", { prints: false });
    expect(office.standing(lee)).toBe("past_due");
    const second = printAll();
    await office.advanceTo("2027-01-12", { prints: false });
    expect(office.standing(lee)).toBe("lapsed");
    expect(refusalOf(() => undoPrint(office.cx(), second.batchId))).toBe("notice_took_effect");
  });

  test("BIL-11 a final notice handed over at the desk counts from that day", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-25");
    await office.advanceTo("2026-12-28", { prints: false });
    const [noticeId] = waitingIds();
    giveNotice(office.cx(), noticeId ?? asId<NoticeId>(0));
    expect(refusalOf(() => giveNotice(office.cx(), noticeId ?? asId<NoticeId>(0)))).toBe("notice_not_waiting");
    expect(refusalOf(() => giveNotice(office.cx(), asId<NoticeId>(999)))).toBe("notice_not_found");
    await office.advanceTo("2027-01-03", { prints: false });
    expect(office.standing(lee)).toBe("past_due");
    await office.advanceTo("2027-01-04", { prints: false });
    expect(office.standing(lee)).toBe("lapsed");
    expect(listHouseholdNotices(office.cx(), lee.householdId).find(({ kind }) => kind === "past_due_final")).toMatchObject({ state: "sent", channel: "by_hand" });
  });

  test("DOC-11 two windows print the same letters: the second run is refused whole, nothing is counted twice", async () => {
    office.member("Lee");
    office.member("Ortiz");
    await office.advanceTo("2026-12-06", { prints: false });
    const { letters } = prepareLetters(office.cx(), waitingIds());
    recordLetters(office.cx(), letters.slice(0, 1), file);
    expect(refusalOf(() => recordLetters(office.cx(), letters, file))).toBe("notice_not_waiting");
    expect(listLettersToPrint(office.cx())).toHaveLength(1);
    expect(listPrintRuns(office.cx())).toHaveLength(1);
  });

  test("F-15 the same print run asked for again answers as it did", async () => {
    office.member("Lee");
    await office.advanceTo("2026-12-06", { prints: false });
    const cx = { ...office.cx(), request: { id: "11111111-1111-4111-8111-111111111111", operation: "notices.runBatch" } };
    expect(findPrinted(cx)).toBeUndefined();
    const { letters } = prepareLetters(cx, waitingIds());
    const made = recordLetters(cx, letters, file);
    expect(recordLetters(cx, letters, file)).toEqual(made);
    expect(findPrinted(cx)).toEqual(made);
    expect(listPrintRuns(office.cx())).toHaveLength(1);
  });
});

describe("INV-5 reminders and requests by hand", () => {
  const invoiceOf = () => listCalls(office.cx())[0]?.invoiceId ?? asId(0);

  test("INV-5 a reminder by hand at least three days after the last", async () => {
    office.member("Lee");
    await office.advanceTo("2026-12-07");
    remindOfInvoice(office.cx(), invoiceOf());
    expect(refusalOf(() => remindOfInvoice(office.cx(), invoiceOf()))).toBe("reminder_too_soon");
    await office.advanceTo("2026-12-09");
    expect(refusalOf(() => remindOfInvoice(office.cx(), invoiceOf()))).toBe("reminder_too_soon");
    await office.advanceTo("2026-12-10", { prints: false });
    remindOfInvoice(office.cx(), invoiceOf());
    expect(previewLetter(office.cx(), waitingIds()[0] ?? asId<NoticeId>(0)).subject).toBe("A reminder of invoice 2");
  });

  test("BIL-13 a card is asked for once a week", async () => {
    office.member("Lee");
    await office.advanceTo("2026-12-07");
    const { noticeId } = askForCard(office.cx(), invoiceOf());
    expect(listCalls(office.cx())).toMatchObject([{ waitingNoticeId: noticeId, lastNotice: { kind: "card_request" } }]);
    await office.advanceTo("2026-12-13");
    expect(refusalOf(() => askForCard(office.cx(), invoiceOf()))).toBe("card_already_asked");
    await office.advanceTo("2026-12-14", { prints: false });
    expect(refusalOf(() => askForCard(office.cx(), invoiceOf()))).toBeUndefined();
  });

  test("INV-5 what is paid is neither reminded of nor printed", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-07");
    const invoiceId = invoiceOf();
    remindOfInvoice(office.cx(), invoiceId);
    waiveInvoice(office.cx(), { invoiceId, expectedCents: toCents(3700), reason: "Kind" });
    expect(listLettersToPrint(office.cx())).toEqual([]);
    expect(refusalOf(() => remindOfInvoice(office.cx(), invoiceId))).toBe("nothing_to_waive");
    expect(office.balance(lee.householdId)).toBe(0);
  });

  test("BIL-13 waiving asks for the amount that was shown, and ends the case", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-07");
    const invoiceId = invoiceOf();
    const waive = (cents: number) => () => waiveInvoice(office.cx(), { invoiceId, expectedCents: toCents(cents), reason: "Kind" });
    expect(refusalOf(waive(3600))).toBe("amount_changed_meanwhile");
    expect(waive(3700)()).toEqual({ waivedCents: 3700 });
    expect(refusalOf(waive(3700))).toBe("nothing_to_waive");
    expect(office.cases(lee.householdId)).toEqual(["manual_payer 2026-12-05 settled 2026-12-07"]);
    expect(office.standing(lee)).toBe("active");
  });
});

describe("BIL-11 the practice's own timetable", () => {
  test("BIL-11 saved with history; an open case keeps what its letters have promised", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-07");
    const { version: before, settings } = readDunning(office.cx());
    const longer = { ...settings, graceDays: 40, noticeDays: { ...settings.noticeDays, past_due_final: 30 } };
    const { version } = saveDunning(office.cx(), { basedOn: before, settings: longer });
    expect(refusalOf(() => saveDunning(office.cx(), { basedOn: before, settings }))).toBe("dunning_settings_old");
    expect(refusalOf(() => saveDunning(office.cx(), { basedOn: version, settings: { ...longer, graceDays: 31 } }))).toBe("final_notice_too_late");
    expect(readDunning(office.cx())).toMatchObject({ version, settings: { graceDays: 40 }, history: [{ changed: ["graceDays", "noticeDays"] }, { changed: ["writing"] }] });
    const ortiz = office.member("Ortiz");
    await office.advanceTo("2027-01-02");
    expect(office.standing(lee)).toBe("lapsed");
    // Joined on 7 December, first draw on 7 January, 40 days of grace.
    await office.advanceTo("2027-02-15");
    expect(office.standing(ortiz)).toBe("past_due");
    await office.advanceTo("2027-02-16");
    expect(office.standing(ortiz)).toBe("lapsed");
  });

  test("F-10 a version is never changed or removed", () => {
    const { version, settings } = readDunning(office.cx());
    saveDunning(office.cx(), { basedOn: version, settings: { ...settings, retryDays: [5] } });
    expect(() => office.club.db.write((db) => db.exec("update dunning_settings set settings = '{}'"))).toThrow("append-only");
    expect(() => office.club.db.write((db) => db.exec("delete from dunning_settings"))).toThrow("append-only");
  });

  test("DOC-12 a kind that is switched off is not written", async () => {
    const { version, settings } = readDunning(office.cx());
    saveDunning(office.cx(), { basedOn: version, settings: { ...settings, writing: { ...settings.writing, past_due: "off", lapsed: "off" } } });
    const lee = office.member("Lee");
    await office.advanceTo("2027-01-10");
    expect(office.standing(lee)).toBe("lapsed");
    expect(office.notices(lee.householdId).map((line) => line.split(" ")[0])).toEqual(["past_due_fee", "past_due_reminder", "past_due_final"]);
  });
});

test("DOC-3 DOC-11 a letter whose address does not fit the window waits with the line that is too wide, and the others are printed", async () => {
  const [lee, ortiz] = [office.member("Lee"), office.member("Ortiz")];
  const wide = "The Residence at the Old Mill on the Upper Green, Building Seven, Apartment 1204";
  office.club.db.write((db) => db.exec("update household set address_line1 = ? where id = ?", wide, lee.householdId));
  await office.advanceTo("2026-12-06", { prints: false });
  const problems = new Map(listLettersToPrint(office.cx()).map(({ householdId, problem }) => [householdId, problem]));
  expect(problems.get(lee.householdId)).toBe(`Too wide for the window: “${wide}”`);
  expect(problems.get(ortiz.householdId)).toBe("");
  const { letters, leftOut } = prepareLetters(office.cx(), waitingIds());
  expect(letters.map(({ householdId }) => householdId)).toEqual([ortiz.householdId]);
  expect(leftOut).toEqual([{ householdId: lee.householdId, name: "Rosa Lee", reason: `Too wide for the window: “${wide}”` }]);
});
