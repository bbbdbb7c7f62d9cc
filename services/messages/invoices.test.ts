/** DOC-12: an invoice is written about only where a practice wants it, and only while it is to be paid. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { currentSettings, insertSettings } from "#db/dunning/settings.ts";
import { toInstant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { writingOf } from "#domain/dunning/writing.ts";
import { prepareLetters } from "../dunning/print-notices.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { openTellingClub, type TellingClub } from "./tells.fixture.ts";

let club: TellingClub;
let lee: { readonly householdId: HouseholdId; readonly patientIds: readonly PatientId[] };
beforeEach(() => {
  club = openTellingClub("2026-11-05");
  lee = club.family("Lee", ["Rosa", "1980-05-01"]);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const invoice = (cents = 5000): InvoiceId => {
  const [patientId] = lee.patientIds;
  if (!patientId) throw new Error("one person");
  const line = { patientId, kind: "service" as const, description: "Cleaning", serviceOn: club.today(), quantity: 1, unitCents: toCents(cents), taxRatePpm: 0 };
  return issueTyped(club.cx(), { householdId: lee.householdId, termsDays: 14, lines: [line] }).invoiceId;
};

describe("DOC-12 an invoice", () => {
  test("DOC-12 by default it is handed over, and nothing is written", () => {
    invoice();
    expect(club.told(lee.householdId)).toEqual([]);
  });

  test("DOC-12 switched on it is written about with its amount, its day and a slip; in Spanish too", () => {
    club.write({ invoice_issued: "all" });
    invoice();
    expect(club.told(lee.householdId)).toEqual(["invoice_issued queued letter"]);
    const { subject, body } = club.words(lee.householdId, "invoice_issued");
    expect(subject).toMatch(/^Invoice \d+$/u);
    expect(body).toContain("$50.00 is to be paid by Nov 19, 2026.");
    const { letters } = prepareLetters(club.cx(), club.waiting(lee.householdId, "invoice_issued"));
    expect(letters.map(({ data }) => data.pay)).toMatchObject([{ amountCents: 5000, byOn: "2026-11-19" }]);
    club.speakSpanish(lee.householdId);
    expect(club.words(lee.householdId, "invoice_issued").body).toContain("Quedan por pagar $50.00 hasta el 19 nov 2026.");
  });

  test("DOC-12 what is paid or void by then is not written about", () => {
    club.write({ invoice_issued: "all" });
    invoice();
    club.payAll(lee.householdId);
    expect(club.waiting(lee.householdId, "invoice_issued")).toEqual([]);
    const second = invoice();
    expect(club.waiting(lee.householdId, "invoice_issued")).toHaveLength(1);
    voidAtDesk(club.cx(), { invoiceId: second, reason: "Typed by mistake" });
    expect(club.waiting(lee.householdId, "invoice_issued")).toEqual([]);
    club.runNow();
    expect(club.told(lee.householdId)).toEqual(["invoice_issued cancelled letter", "invoice_issued cancelled letter"]);
  });

  test("DOC-12 dues and joining have messages of their own: their invoices have none", () => {
    club.write({ invoice_issued: "all" });
    club.enrol(lee.householdId, lee.patientIds.map((patientId) => ({ patientId, plan: club.adult })), { unpaid: true });
    club.advanceTo("2026-12-06", { prints: false });
    expect(club.waiting(lee.householdId, "invoice_issued")).toEqual([]);
  });
});

describe("DOC-12 the practice's choice is kept", () => {
  test("DOC-12 a version saved when there was only a list of what is not written is read as it was meant", () => {
    const { settings } = club.db.read((db) => currentSettings(db));
    const { writing: _, ...before } = settings;
    const at = toInstant("2026-11-05T15:00:00.000Z");
    club.db.write((db) => insertSettings(db, { settings: { ...before, off: ["lapsed", "card_expires_7"] } as never, createdBy: null, createdAt: at }));
    const read = club.db.read((db) => currentSettings(db)).settings;
    expect(["lapsed", "card_expires_7", "signup", "draw_receipt"].map((kind) => writingOf(read, kind as "lapsed"))).toEqual(["off", "off", "all", "email"]);
    expect(read).not.toHaveProperty("off");
  });
});
