import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertBillingStop } from "#db/billing-stops.ts";
import { addDays, toInstant } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type NoticeId } from "#domain/identity.ts";
import { confirmBillingStop } from "../billing/confirm-stop.ts";
import { listLettersToPrint, previewLetter } from "../dunning/print-notices.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { cash, serviceLine } from "../payments/desk.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { readSettings, updateSettings } from "../practice/settings.ts";
import { remindOfInvoice } from "./remind.ts";

let club: Club;
let lee: HouseholdId;
beforeEach(() => {
  club = openClub("2026-11-01");
  lee = club.family("Lee", ["Rosa", "1980-01-01"]).householdId;
});
afterEach(() => club.dispose());

const switchReminders = (automaticReminders: boolean) => {
  const { version, settings } = readSettings(club.cx());
  updateSettings(club.cx(), { version, settings: { ...settings, automaticReminders } });
};

/** An invoice of today, net `termsDays`. */
function bill(termsDays: number, over: { cents?: number; kind?: "manual" | "draw"; householdId?: HouseholdId } = {}): InvoiceId {
  const { cents = 10_000, kind = "manual", householdId = lee } = over;
  const today = club.today();
  return club.db.write(
    (db) =>
      issueInvoice(club.cx(), db, {
        kind,
        householdId,
        patientId: null,
        drawOn: kind === "draw" ? today : null,
        invoicedOn: today,
        dueOn: addDays(today, termsDays),
        termsDays,
        lines: [serviceLine(today, cents)],
      }).invoiceId as never,
  ) as InvoiceId;
}

/** `step kind state on` of every reminder, in the order written. */
const reminders = () =>
  club.db.read(
    (db) =>
      db
        .all<{ line: string }>(
          `select coalesce(day, 'hand') || ' ' || kind || ' ' || state || ' ' || due_on || case reason when '' then '' else ' (' || reason || ')' end as line
           from notice where kind in ('invoice_reminder', 'invoice_due_soon') order by id`,
        )
        .map(({ line }) => line) as never,
  ) as string[];

const kept = (invoiceId: InvoiceId) =>
  club.db.read((db) => db.get<{ n: number; on: string | null }>("select reminders as n, last_reminded_on as \"on\" from invoice where id = ?", invoiceId));

describe("INV-5 reminders that are written by themselves", () => {
  test("INV-5 they are off until a practice switches them on", () => {
    bill(15);
    club.advanceTo("2026-12-20");
    expect(reminders()).toEqual([]);
  });

  test("INV-5 an invoice of 1 November, net 15: five letters, each once and on its own day", () => {
    switchReminders(true);
    const invoiceId = bill(15);
    club.advanceTo("2027-01-31");
    expect(reminders()).toEqual([
      "-3 invoice_due_soon printed 2026-11-13",
      "0 invoice_due_soon printed 2026-11-16",
      "7 invoice_reminder printed 2026-11-23",
      "14 invoice_reminder printed 2026-11-30",
      "30 invoice_reminder printed 2026-12-16",
    ]);
    expect(kept(invoiceId)).toEqual({ n: 5, on: "2026-12-16" });
  });

  test("INV-5 after days with the computer off one letter is written, not all that were missed", () => {
    switchReminders(true);
    bill(15);
    club.leapTo("2026-12-05");
    expect(reminders()).toEqual(["14 invoice_reminder queued 2026-12-05"]);
    club.runNow();
    club.advanceTo("2026-12-20", { prints: true });
    expect(reminders()).toEqual(["14 invoice_reminder printed 2026-12-05", "30 invoice_reminder printed 2026-12-16"]);
  });

  test("INV-5 a letter that was never printed makes way for the next, so that the household gets one", () => {
    switchReminders(true);
    const invoiceId = bill(15);
    club.advanceTo("2026-11-24", { prints: false });
    expect(reminders()).toEqual([
      "-3 invoice_due_soon cancelled 2026-11-13 (A later letter was due)",
      "0 invoice_due_soon cancelled 2026-11-16 (A later letter was due)",
      "7 invoice_reminder queued 2026-11-23",
    ]);
    expect(listLettersToPrint(club.cx()).map(({ kind }) => kind)).toEqual(["invoice_reminder"]);
    expect(kept(invoiceId)).toEqual({ n: 1, on: "2026-11-23" });
  });

  test("INV-5 paying stops them at once: the waiting letter is gone from the tray, and none follows", () => {
    switchReminders(true);
    const invoiceId = bill(15);
    club.advanceTo("2026-11-13", { prints: false });
    expect(listLettersToPrint(club.cx())).toHaveLength(1);
    club.payAll(lee);
    expect(listLettersToPrint(club.cx())).toEqual([]);
    club.advanceTo("2027-01-31", { prints: false });
    expect(reminders()).toEqual(["-3 invoice_due_soon cancelled 2026-11-13 (Paid or settled meanwhile)"]);
    expect(kept(invoiceId)).toEqual({ n: 0, on: null });
  });

  test("INV-5 a void invoice is not reminded of", () => {
    switchReminders(true);
    const invoiceId = bill(15);
    club.advanceTo("2026-11-13", { prints: false });
    voidAtDesk(club.cx(), { invoiceId, reason: "Typed twice" });
    expect(listLettersToPrint(club.cx())).toEqual([]);
    club.advanceTo("2026-12-20", { prints: false });
    expect(reminders()).toEqual(["-3 invoice_due_soon cancelled 2026-11-13 (Paid or settled meanwhile)"]);
  });

  test("INV-5 who disputes a charge is not written to until the dispute is over", () => {
    switchReminders(true);
    bill(15);
    club.advanceTo("2026-11-13", { prints: false });
    club.db.write((db) =>
      db.exec(
        "insert into dispute (dispute_id, household_id, amount_cents, reason, state, opened_at) values ('dp_1', ?, 100, 'fraudulent', 'opened', ?)",
        lee,
        club.cx().now,
      ),
    );
    expect(listLettersToPrint(club.cx())).toEqual([]);
    club.advanceTo("2026-11-24", { prints: false });
    expect(reminders()).toEqual(["-3 invoice_due_soon cancelled 2026-11-13 (Paid or settled meanwhile)"]);
    club.db.write((db) => db.exec("update dispute set released_at = ? where dispute_id = 'dp_1'", club.cx().now));
    club.advanceTo("2026-11-30", { prints: false });
    expect(reminders().slice(1)).toEqual([
      "7 invoice_reminder cancelled 2026-11-25 (A later letter was due)",
      "14 invoice_reminder queued 2026-11-30",
    ]);
  });

  test("INV-5 dues have letters of their own and get none of these", () => {
    switchReminders(true);
    const { householdId, patientIds } = club.family("Ortiz", ["Ben", "1970-01-01"]);
    club.enrol(householdId, [{ patientId: patientIds[0] ?? asId(0), plan: club.adult }]);
    club.advanceTo("2027-01-15");
    expect(reminders()).toEqual([]);
  });

  test("INV-5 switched on later, old debts are not all written to at once", () => {
    bill(0);
    club.advanceTo("2026-11-16");
    switchReminders(true);
    club.advanceTo("2026-11-30");
    expect(reminders()).toEqual([]);
    club.advanceTo("2026-12-02");
    expect(reminders()).toEqual(["30 invoice_reminder printed 2026-12-01"]);
  });

  test("INV-5 switched off, nothing more is written; on again, it goes on from that day", () => {
    switchReminders(true);
    bill(15);
    club.advanceTo("2026-11-14");
    switchReminders(false);
    club.advanceTo("2026-11-24");
    switchReminders(true);
    club.advanceTo("2026-12-01");
    expect(reminders()).toEqual(["-3 invoice_due_soon printed 2026-11-13", "14 invoice_reminder printed 2026-11-30"]);
  });

  test("INV-5 somebody wrote by hand the day before: the step is passed over and said so", () => {
    switchReminders(true);
    const invoiceId = bill(0);
    club.advanceTo("2026-11-07");
    remindOfInvoice(club.cx(), invoiceId);
    club.advanceTo("2026-11-16");
    expect(reminders()).toEqual([
      "hand invoice_reminder printed 2026-11-07",
      "7 invoice_reminder skipped 2026-11-08 (reminded_just_before)",
      "14 invoice_reminder printed 2026-11-15",
    ]);
    expect(kept(invoiceId)).toEqual({ n: 2, on: "2026-11-15" });
  });

  test("INV-5 BIL-20 after a backup is restored, what may have gone out meanwhile does not go out again", () => {
    switchReminders(true);
    bill(0);
    club.advanceTo("2026-11-06");
    // The file of the 6th is opened again on the 10th: letters of the 7th to the 10th are on paper, and nobody knows.
    club.sleepUntil("2026-11-10");
    club.db.write((db): void => {
      insertBillingStop(db, { reason: "restored", sinceAt: toInstant("2026-11-10T15:00:00.000Z"), detail: "epoch 2" });
    });
    club.runNow();
    expect(reminders()).toEqual([]);
    confirmBillingStop(club.cx(), "Looked at the processor");
    club.advanceTo("2026-11-12");
    expect(reminders()).toEqual(["7 invoice_reminder skipped 2026-11-11 (may_be_written_before_restore)"]);
    club.advanceTo("2026-11-20");
    expect(reminders().slice(1)).toEqual(["14 invoice_reminder printed 2026-11-15"]);
  });

  test("INV-5 while billing is stopped nobody is reminded", () => {
    switchReminders(true);
    bill(0);
    club.db.write((db): void => {
      insertBillingStop(db, { reason: "clock", sinceAt: club.cx().now, detail: "ahead" });
    });
    club.advanceTo("2026-11-20");
    expect(reminders()).toEqual([]);
  });

  test("INV-5 a second run of the day writes nothing twice, and a part payment is in the letter", () => {
    switchReminders(true);
    bill(0);
    club.advanceTo("2026-11-08", { prints: false });
    club.runNow();
    club.runNow();
    expect(reminders()).toEqual(["7 invoice_reminder queued 2026-11-08"]);
    takeAtDesk(club.cx(), cash(lee, 4000));
    const [letter] = listLettersToPrint(club.cx());
    const data = previewLetter(club.cx(), letter?.noticeId ?? asId<NoticeId>(0));
    expect(data.subject).toBe("A reminder of invoice 1");
    expect(data.pay).toMatchObject({ amountCents: 6000, invoiceNumber: "1" });
  });

  test("INV-5 before the due day the letter says when the invoice is due", () => {
    switchReminders(true);
    bill(15);
    club.advanceTo("2026-11-13", { prints: false });
    const [letter] = listLettersToPrint(club.cx());
    const data = previewLetter(club.cx(), letter?.noticeId ?? asId<NoticeId>(0));
    expect(data.subject).toBe("Invoice 1 is due on Nov 16, 2026");
    expect(data.pay).toMatchObject({ amountCents: 10_000, byOn: "2026-11-16" });
  });
});
