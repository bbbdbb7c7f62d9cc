import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { putAccount } from "#db/mail/account.ts";
import { listStatementRuns } from "#db/statements/runs.ts";
import { asId, type HouseholdId, type InvoiceId, type MailId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { toCents } from "#domain/money.ts";
import type { Cx } from "../context.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { markMailSent, sendAgain, takeOff } from "../mail/decide.ts";
import { listOutboxEntries } from "../mail/list-outbox.ts";
import { outboxLines, runMail, scriptedAccount, scriptedMail, setUpMail, writesByMail, type ScriptedMail } from "../mail/mail.fixture.ts";
import { takeNextMail } from "../mail/take-next.ts";
import { listStatementCandidates } from "./candidates.ts";
import { listDocuments } from "./list-documents.ts";
import { listRuns } from "./list-runs.ts";
import { changedMeanwhile, mostStatementLines, prepareBatch, type PreparedBatch } from "./prepare-statements.ts";
import { markBatchSent, recordBatch, unsendBatch, type RecordedBatch } from "./record-statements.ts";

let club: Club;
let mail: ScriptedMail;
beforeEach(() => {
  club = openClub("2026-11-05");
  mail = scriptedMail();
  setUpMail(club.db);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const refusal = (code: string) => expect.objectContaining({ code }) as Error;
const sql = (text: string, ...values: (string | number)[]): void => club.db.write((w) => void w.exec(text, ...values));
const cxAt = (minutes = 0): Cx => {
  const { request: _, ...cx } = club.cx();
  return { ...cx, now: addMilliseconds(cx.now, minutes * 60_000) };
};

/** A household that owes something, at an address, with an e-mail address where one is given. */
function owing(last: string, { cents = 500, email = "", line1 = "12 Oak Street" }: { cents?: number; email?: string; line1?: string } = {}): HouseholdId {
  const { householdId, patientIds } = club.family(last, ["Rosa", "1980-01-01"]);
  sql("update household set address_line1 = ?, city = 'Lowell', region = 'MA', postal_code = '01850', country = 'US' where id = ?", line1, householdId);
  if (email !== "") writesByMail(club.db, householdId, email);
  issueTyped(club.cx(), {
    householdId,
    termsDays: 0,
    lines: [{ patientId: patientIds[0] as never, kind: "service", description: "Cleaning", serviceOn: club.today(), quantity: 1, unitCents: toCents(cents), taxRatePpm: 0 }],
  });
  return householdId;
}

const byMail = (last: string, cents = 500): HouseholdId => owing(last, { cents, email: `${last.toLowerCase()}@families.example` });
const prepare = (householdIds: readonly HouseholdId[], by: "preference" | "print" = "preference"): PreparedBatch =>
  prepareBatch(club.cx(), { householdIds, by, fromOn: null, note: "" });
const fileOf = (name: string) => ({ sha256: name.padEnd(64, "0"), bytes: 9, pages: 1 });
const bytes = (): Record<string, Uint8Array> =>
  Object.fromEntries(
    club.db.read((r) => r.all<{ sha: string }>("select sha256 as sha from document")).map(({ sha }) => [sha, Buffer.from("%PDF-1.7")]),
  );

function record(prepared: PreparedBatch, againOf: number | null = null): RecordedBatch {
  const mails = prepared.mailed.map((made) => ({ ...made, file: fileOf(`e${made.householdId}x`) }));
  return recordBatch(club.cx(), prepared.printed, prepared.printed.length === 0 ? null : fileOf("paper"), mails, againOf);
}
const run = (...householdIds: HouseholdId[]): RecordedBatch => record(prepare(householdIds));
const send = (minutes = 1) => runMail(cxAt(minutes), mail, bytes());
const only = (batchId: number) => {
  const found = club.db.read((r) => listStatementRuns(r, 1e9, 10).find((one) => one.batchId === batchId));
  if (!found) throw new Error("the run is listed");
  return found;
};
const mailIds = (): MailId[] => club.db.read((r) => r.all<{ id: number }>("select id from mail order by id")).map(({ id }) => asId<MailId>(id));
const statements = () =>
  club.db.read((r) => r.all<{ line: string }>(
    `select channel || ' ' || case when unsent_at is not null then 'taken back' when sent_at is not null then 'sent' else 'made' end as line
     from statement order by id`,
  )).map(({ line }) => line);

describe("DOC-5 by e-mail or on paper, as each household likes", () => {
  test("DOC-5 who likes e-mail and has an address that works goes by e-mail; everybody else on paper, with the reason where it is not their wish", () => {
    const lee = byMail("Lee");
    const paper = owing("Paper");
    const lost = owing("Lost", { email: "x@families.example" });
    sql("update patient set email = '' where household_id = ?", lost);
    const text = owing("Text");
    sql("update household set contact_preference = 'text' where id = ?", text);
    const rows = new Map(listStatementCandidates(club.cx(), { minimumCents: 1, notSentDays: 0 }).map((row) => [row.householdId, row]));
    expect(rows.get(lee)).toMatchObject({ by: "email", toEmail: "lee@families.example", remark: "", problem: "" });
    expect(rows.get(paper)).toMatchObject({ by: "print", toEmail: "", remark: "", problem: "" });
    expect(rows.get(lost)).toMatchObject({ by: "print", remark: "Likes e-mail, but no address of theirs works" });
    expect(rows.get(text)).toMatchObject({ by: "print", remark: "Likes text messages, which do not carry a statement" });
    expect([...rows.values()].filter((row) => row.problem !== "")).toEqual([]);
  });

  test("DOC-5 all on paper, when somebody says so or the account is off", () => {
    const lee = byMail("Lee");
    expect(listStatementCandidates(club.cx(), { minimumCents: 1, notSentDays: 0, by: "print" })).toMatchObject([{ householdId: lee, by: "print", remark: "" }]);
    expect(prepare([lee], "print")).toMatchObject({ printed: [{ householdId: lee }], mailed: [] });
    club.db.write((w) => putAccount(w, { ...scriptedAccount, version: 2, isOn: false, sealedPassword: "sealed" }));
    expect(listStatementCandidates(club.cx(), { minimumCents: 1, notSentDays: 0 })).toMatchObject([{ by: "print", remark: "Likes e-mail, which is not set up" }]);
  });

  test("DOC-5 without a street it still goes by e-mail; with a bounced address and no street it is left out, with the reason", () => {
    const homeless = owing("Home", { email: "home@families.example", line1: "" });
    expect(prepare([homeless])).toMatchObject({ mailed: [{ householdId: homeless }], leftOut: [] });
    sql("insert into email_bounce (patient_id, email, bounced_on, reason, created_at) select id, email, '2026-11-01', 'Gone', 'x' from patient where household_id = ?", homeless);
    const other = byMail("Lee");
    expect(prepare([homeless, other])).toMatchObject({ printed: [], mailed: [{ householdId: other }], leftOut: [{ householdId: homeless, reason: "No street in the address" }] });
  });

  test("DOC-3 DOC-5 an address that does not fit the window is left out with the line that is too wide, never cut off", () => {
    const wide = `${"Mill House on the Upper Green ".repeat(6)}12`;
    const long = owing("Long", { line1: wide });
    const good = owing("Good");
    const { printed, leftOut } = prepare([long, good]);
    expect(printed.map(({ householdId }) => householdId)).toEqual([good]);
    expect(leftOut).toEqual([{ householdId: long, name: "Rosa Long", reason: `Too wide for the window: “${wide.trim()}”` }]);
  });

  test("DOC-5 a statement of 400 lines is made whole; one of more lines than a statement may hold is left out, with what to do", () => {
    const [long, endless] = [owing("Long"), owing("Endless")];
    const add = (householdId: HouseholdId, invoices: number): void => {
      const patientId = club.db.read((r) => r.get<{ id: number }>("select payer_patient_id as id from household where id = ?", householdId))?.id as never;
      const line = { patientId, kind: "service", description: "Exercise", serviceOn: club.today(), quantity: 1, unitCents: toCents(1), taxRatePpm: 0 } as const;
      for (let n = 0; n < invoices; n += 1) issueTyped(club.cx(), { householdId, termsDays: 0, lines: Array.from({ length: 50 }, () => line) });
    };
    add(long, 8);
    add(endless, mostStatementLines / 50);
    const { printed, leftOut } = prepare([long, endless]);
    expect(printed.map(({ householdId, data }) => [householdId, data.lines.length, data.amountDueCents])).toEqual([[long, 401, 900]]);
    expect(leftOut).toMatchObject([{ householdId: endless, reason: "2001 lines are too many for one statement: make it from a later day" }]);
  });
});

describe("DOC-5 a run that goes both ways", () => {
  test("DOC-5 DOC-10 nothing is sent before the run is written down; then each e-mail goes once, and the paper is one file", async () => {
    const [lee, ortiz, cohen] = [byMail("Lee", 500), byMail("Ortiz", 700), owing("Cohen", { cents: 900 })];
    const prepared = prepare([lee, ortiz, cohen]);
    expect(outboxLines(club.db)).toEqual([]);
    const { batchId, documentId, unreached } = record(prepared);
    expect([unreached, statements(), outboxLines(club.db)]).toEqual([
      [],
      ["print made", "email made", "email made"],
      ["queued lee@families.example - 0", "queued ortiz@families.example - 0"],
    ]);
    expect(only(batchId)).toMatchObject({ state: "made", documentId, printed: 1, mailed: 2, waiting: 2, gone: 0, totalCents: 2100 });
    expect(await send()).toMatchObject({ sent: 2 });
    expect(await send(2)).toMatchObject({ sent: 0 });
    expect(mail.arrived.map(({ subject, attachments }) => [subject, attachments[0]?.fileName])).toEqual([
      ["Statement 2 from Training practice", "Statement 2 for Rosa Lee.pdf"],
      ["Statement 3 from Training practice", "Statement 3 for Rosa Ortiz.pdf"],
    ]);
    expect(statements()).toEqual(["print made", "email sent", "email sent"]);
    expect(only(batchId)).toMatchObject({ waiting: 0, gone: 2 });
  });

  test("DOC-5 a statement that has gone marks the invoices it told of, by e-mail; the paper marks its own when it is posted", async () => {
    const [lee, cohen] = [byMail("Lee"), owing("Cohen")];
    const { batchId } = run(lee, cohen);
    club.leapTo("2026-11-06");
    const later = issueTyped(club.cx(), {
      householdId: lee,
      termsDays: 0,
      lines: [{ patientId: club.db.read((r) => r.get<{ id: number }>("select payer_patient_id as id from household where id = ?", lee))?.id as never, kind: "service", description: "Later", serviceOn: club.today(), quantity: 1, unitCents: toCents(100), taxRatePpm: 0 }],
    });
    const channels = () =>
      club.db.read((r) => r.all<{ household: HouseholdId; channel: string | null; id: InvoiceId }>("select household_id as household, last_channel as channel, id from invoice order by id"));
    expect(channels().map(({ channel }) => channel)).toEqual([null, null, null]);
    await send();
    expect(channels().map(({ household, channel }) => [household, channel])).toEqual([[lee, "email"], [cohen, null], [lee, null]]);
    expect(channels().at(-1)?.id).toBe(later.invoiceId);
    expect(markBatchSent(club.cx(), batchId)).toEqual({ sent: 1 });
    expect(channels().map(({ household, channel }) => [household, channel])).toEqual([[lee, "email"], [cohen, "print"], [lee, null]]);
    expect(statements()).toEqual(["print sent", "email sent"]);
  });

  test("DOC-5 only by e-mail: there is no file and nothing to post", async () => {
    const { batchId, documentId } = run(byMail("Lee"));
    expect([documentId, only(batchId).pages, only(batchId).printed]).toEqual([null, 0, 0]);
    expect(() => markBatchSent(club.cx(), batchId)).toThrow(refusal("statement_batch_by_email"));
    await send();
    expect(() => unsendBatch(club.cx(), batchId)).toThrow(refusal("statement_batch_gone"));
    expect(only(batchId)).toMatchObject({ state: "made", gone: 1 });
  });

  test("DOC-5 an address that is lost while the files are made: the others go, and who is left out is said", () => {
    const [lee, ortiz] = [byMail("Lee"), byMail("Ortiz")];
    const prepared = prepare([lee, ortiz]);
    sql("update patient set email = '' where household_id = ?", lee);
    const { batchId, unreached } = record(prepared);
    expect(unreached).toEqual([lee]);
    expect(only(batchId)).toMatchObject({ mailed: 1 });
    sql("update patient set email = '' where household_id = ?", ortiz);
    expect(() => record(prepared)).toThrow(refusal("nothing_to_print"));
    expect(listRuns(club.cx(), { limit: 9 }).rows).toHaveLength(1);
  });

  test("DOC-5 what is paid while the files are made is noticed, by whom and only by whom it concerns", () => {
    const [lee, ortiz, cohen] = [byMail("Lee"), owing("Ortiz"), owing("Cohen")];
    const prepared = prepare([lee, ortiz, cohen]);
    expect(changedMeanwhile(club.cx(), prepared)).toEqual([]);
    const pay = (householdId: HouseholdId, cents: number) =>
      takeAtDesk(club.cx(), { householdId, tender: "cash", amountCents: toCents(cents), tenderedCents: null, reference: "", choices: null, note: "" });
    pay(ortiz, 123);
    expect(changedMeanwhile(club.cx(), prepared)).toEqual([ortiz]);
    pay(lee, 500);
    expect(changedMeanwhile(club.cx(), prepared).toSorted()).toEqual([lee, ortiz].toSorted());
    const anew = prepare([lee, ortiz, cohen]);
    expect(changedMeanwhile(club.cx(), anew)).toEqual([]);
    expect(anew.printed.find(({ householdId }) => householdId === ortiz)?.data.amountDueCents).toBe(377);
    expect(anew.leftOut).toEqual([{ householdId: lee, name: "", reason: "Nothing is owed any more" }]);
  });

  test("F-15 the same run asked for twice is one run with one message", () => {
    const prepared = prepare([byMail("Lee")]);
    const cx = { ...club.cx(), request: { id: "00000000-0000-4000-8000-000000000001", operation: "statements.runBatch" } };
    const mails = prepared.mailed.map((made) => ({ ...made, file: fileOf("e") }));
    const [first, second] = [recordBatch(cx, [], null, mails), recordBatch(cx, [], null, mails)];
    expect(second).toEqual(first);
    expect(outboxLines(club.db)).toHaveLength(1);
  });

  test("DOC-2 each e-mailed statement is a document of its household, the paper one of nobody's; both are listed with when they went", async () => {
    const [lee, cohen] = [byMail("Lee"), owing("Cohen")];
    const { batchId } = run(lee, cohen);
    const rows = () => listDocuments(club.cx(), { householdId: null, limit: 9 }).rows.map((row) => [row.kind, row.householdId, row.sentAt !== null]);
    expect(rows()).toEqual([["statement", lee, false], ["statement_batch", null, false]]);
    await send();
    expect(rows()).toEqual([["statement", lee, true], ["statement_batch", null, false]]);
    markBatchSent(club.cx(), batchId);
    expect(rows()).toEqual([["statement", lee, true], ["statement_batch", null, true]]);
  });
});

describe("DOC-5 a run is taken back", () => {
  test("DOC-5 before anything has gone: every message is dropped, nothing arrives, and the households are found again", async () => {
    const [lee, ortiz, cohen] = [byMail("Lee"), byMail("Ortiz"), owing("Cohen")];
    const { batchId } = run(lee, ortiz, cohen);
    expect(listStatementCandidates(club.cx(), { minimumCents: 1, notSentDays: 9 })).toEqual([]);
    expect(unsendBatch(club.cx(), batchId)).toEqual({ unsent: 3, dropped: 2, gone: 0, inDoubt: 0 });
    expect(await send()).toMatchObject({ sent: 0 });
    expect(mail.arrived).toEqual([]);
    expect(statements()).toEqual(["print taken back", "email taken back", "email taken back"]);
    expect(listStatementCandidates(club.cx(), { minimumCents: 1, notSentDays: 9 })).toHaveLength(3);
    expect(() => unsendBatch(club.cx(), batchId)).toThrow(refusal("statement_batch_not_sent"));
    expect(only(batchId)).toMatchObject({ state: "unsent", dropped: 2 });
  });

  test("DOC-5 in the middle: gone mail stays gone and is said so, the rest is dropped", async () => {
    const [lee, ortiz, cohen, diaz] = [byMail("Lee"), byMail("Ortiz"), byMail("Cohen"), owing("Diaz")];
    const { batchId } = run(lee, ortiz, cohen, diaz);
    markBatchSent(club.cx(), batchId);
    mail.answers.push({ state: "sent", reply: "OK" }, "lost", { state: "again", fault: "greylisted" as never, reply: "451" });
    await send();
    expect(outboxLines(club.db).map((line) => line.split(" ")[0])).toEqual(["sent", "unsure", "queued"]);
    expect(unsendBatch(club.cx(), batchId)).toEqual({ unsent: 2, dropped: 1, gone: 1, inDoubt: 1 });
    expect(statements().toSorted()).toEqual(["email made", "email sent", "email taken back", "print taken back"]);
    await send(600);
    expect(mail.arrived).toHaveLength(2);
  });

  test("DOC-5 a message that is on its way at that moment is not dropped: it counts as on its way", () => {
    const { batchId } = run(byMail("Lee"), byMail("Ortiz"));
    takeNextMail(cxAt());
    expect(unsendBatch(club.cx(), batchId)).toEqual({ unsent: 1, dropped: 1, gone: 0, inDoubt: 1 });
    expect(outboxLines(club.db).map((line) => line.split(" ")[0])).toEqual(["sending", "cancelled"]);
  });

  test("DOC-5 a message that failed is dropped with it, and nobody can send it again by mistake", async () => {
    const { batchId } = run(byMail("Lee"), owing("Cohen"));
    mail.answers.push({ state: "failed", fault: "recipient_refused", reply: "550 no" });
    await send();
    expect(only(batchId)).toMatchObject({ failed: 1 });
    expect(unsendBatch(club.cx(), batchId)).toMatchObject({ dropped: 1 });
    expect(() => sendAgain(cxAt(5), mailIds()[0] as MailId)).toThrow(refusal("mail_not_failed"));
  });

  test("DOC-5 made again: only for whom the run left without, with today’s amounts, and once", async () => {
    const [lee, ortiz, cohen] = [byMail("Lee"), byMail("Ortiz"), owing("Cohen", { cents: 900 })];
    const { batchId } = run(lee, ortiz, cohen);
    const again = () => prepareBatch(club.cx(), { householdIds: [], againOf: batchId, fromOn: null, note: "" });
    expect(again).toThrow(refusal("statement_batch_waiting"));
    mail.answers.push({ state: "sent", reply: "OK" }, { state: "failed", fault: "recipient_refused", reply: "550" });
    await send();
    markBatchSent(club.cx(), batchId);
    expect(again).toThrow(refusal("statement_batch_sent"));
    unsendBatch(club.cx(), batchId);
    takeAtDesk(club.cx(), { householdId: cohen, tender: "cash", amountCents: toCents(400), tenderedCents: null, reference: "", choices: null, note: "" });
    const prepared = again();
    expect([prepared.mailed.map(({ householdId }) => householdId), prepared.printed.map(({ householdId, data }) => [householdId, data.amountDueCents])]).toEqual([[ortiz], [[cohen, 500]]]);
    const second = record(prepared, batchId);
    await send(30);
    expect(mail.arrived.map(({ toEmail }) => toEmail)).toEqual(["lee@families.example", "ortiz@families.example"]);
    expect(() => prepareBatch(club.cx(), { householdIds: [], againOf: 999, fromOn: null, note: "" })).toThrow(refusal("statement_batch_not_found"));
    expect(only(second.batchId)).toMatchObject({ printed: 1, mailed: 1, gone: 1 });
  });

  test("DOC-5 a failed statement that is taken off is found by the next run; sent again it counts as sent", async () => {
    const [lee, ortiz] = [byMail("Lee"), byMail("Ortiz")];
    run(lee, ortiz);
    mail.answers.push({ state: "failed", fault: "recipient_refused", reply: "550" }, { state: "failed", fault: "recipient_refused", reply: "550" });
    await send();
    const [first, second] = mailIds();
    takeOff(cxAt(2), first as MailId);
    sendAgain(cxAt(2), second as MailId);
    await send(3);
    expect(statements()).toEqual(["email taken back", "email sent"]);
    expect(listStatementCandidates(club.cx(), { minimumCents: 1, notSentDays: 9 }).map(({ householdId }) => householdId)).toEqual([lee]);
    expect(listOutboxEntries(cxAt(4)).rows.map(({ state }) => state).toSorted()).toEqual(["cancelled", "sent"]);
  });

  test("DOC-5 one in doubt that somebody marks as sent counts as sent after all", async () => {
    const { batchId } = run(byMail("Lee"));
    mail.answers.push("lost");
    await send();
    expect(statements()).toEqual(["email made"]);
    expect(() => unsendBatch(club.cx(), batchId)).toThrow(refusal("statement_batch_gone"));
    markMailSent(cxAt(2), mailIds()[0] as MailId);
    expect(statements()).toEqual(["email sent"]);
  });
});

test("DOC-5 DOC-10 whatever the server says and whenever the run is taken back, nobody gets a statement twice and nobody is lost", async () => {
  const endings = fc.array(fc.constantFrom("sent", "failed", "again", "lost"), { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(endings, fc.boolean(), fc.integer({ min: 1, max: 3 }), async (answers, takesBack, runs) => {
      const house = openClub("2026-11-05");
      const [before, server] = [club, scriptedMail()];
      club = house;
      try {
        setUpMail(club.db);
        const all = ["Lee", "Ortiz", "Cohen", "Diaz"].map((last) => byMail(last));
        const { batchId } = run(...all);
        const words = { sent: { state: "sent", reply: "" }, failed: { state: "failed", fault: "recipient_refused", reply: "" }, again: { state: "again", fault: "greylisted", reply: "" }, lost: "lost" } as const;
        server.answers.push(...answers.map((answer) => words[answer] as never));
        await runMail(cxAt(1), server, bytes());
        const open = only(batchId).waiting + only(batchId).failed;
        const back = takesBack && open > 0 ? unsendBatch(club.cx(), batchId) : null;
        for (let n = 1; n <= runs; n += 1) await runMail(cxAt(n * 200), server, bytes());
        const to = server.arrived.map(({ toEmail }) => toEmail);
        expect(new Set(to).size).toBe(to.length);
        const { gone, waiting, failed, unsure, dropped, mailed } = only(batchId);
        expect(gone + waiting + failed + unsure + dropped).toBe(mailed);
        expect(to.length).toBeGreaterThanOrEqual(gone);
        expect(to.length).toBeLessThanOrEqual(gone + unsure);
        expect(dropped).toBe(back?.dropped ?? 0);
        expect(verifyPractice(club.db).breaches).toEqual([]);
      } finally {
        club = before;
        house.dispose();
      }
    }),
    { numRuns: 25 },
  );
});
