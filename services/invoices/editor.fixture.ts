/** A desk where invoices are typed, put aside, edited and credited; every test ends with sound books. */
import { expect } from "vitest";
import { insertPractice } from "#db/practice.ts";
import { insertStaff } from "#db/staff.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, InvoiceLineId, PatientId, StaffId } from "#domain/identity.ts";
import type { TypedLine } from "#domain/invoices/typed-line.ts";
import { toCents } from "#domain/money.ts";
import { breachesOfMoney, openDesk, type Desk } from "../payments/desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { issueTyped, type TypedInvoice } from "./issue-typed.ts";
import { openInEditor } from "./open-editor.ts";
import { previewInvoice } from "./preview.ts";
import { reviseInvoice, type InvoiceToRevise } from "./revise.ts";

export type EditorDesk = {
  readonly desk: Desk;
  readonly home: HouseholdId;
  readonly patientId: PatientId;
  line(over?: Partial<TypedLine>): TypedLine;
  issue(lines: readonly TypedLine[], over?: Partial<TypedInvoice> & { today?: string }): InvoiceId;
  /** The invoice as the editor opens it, ready to be changed and sent back. */
  opened(invoiceId: InvoiceId): InvoiceToRevise & { readonly householdId: HouseholdId; readonly lines: readonly (TypedLine & { readonly lineId: InvoiceLineId })[] };
  revise(invoiceId: InvoiceId, over: Partial<InvoiceToRevise>, today?: string): ReturnType<typeof reviseInvoice>;
  view(invoiceId: InvoiceId, today?: string): ReturnType<typeof previewInvoice>;
  staff(name: string): StaffId;
  count(table: string): number;
  /** The practice's own settings, for what is printed. */
  practice(): void;
  /** Ends the test: nothing about money is wrong, and `verify` finds nothing. */
  close(): void;
};

export function openEditorDesk(): EditorDesk {
  const desk = openDesk();
  const { householdId: home, patientId } = desk.household("Rosa", "Lee");
  const opened: EditorDesk["opened"] = (invoiceId) => {
    const { revision, householdId, lines, invoicedOn, termsDays } = openInEditor(desk.cx(), invoiceId);
    return {
      invoiceId,
      revision,
      householdId,
      invoicedOn,
      termsDays,
      reason: "Mistyped",
      lines: lines.map((line) => ({ ...line, patientId: line.patientId ?? patientId })),
    };
  };
  return {
    desk,
    home,
    patientId,
    line: (over = {}) => ({
      patientId,
      kind: "service",
      description: "Cleaning",
      serviceOn: toDay("2026-11-20"),
      quantity: 1,
      unitCents: toCents(9000),
      taxRatePpm: 0,
      ...over,
    }),
    issue: (lines, { today, ...over } = {}) => issueTyped(desk.cx(today), { householdId: home, lines, termsDays: 0, ...over }).invoiceId,
    opened,
    revise: (invoiceId, over, today) => {
      const { householdId: _household, ...asItIs } = opened(invoiceId);
      return reviseInvoice(desk.cx(today), { ...asItIs, ...over });
    },
    view: (invoiceId, today) => previewInvoice(desk.cx(today), invoiceId),
    staff: (name) =>
      desk.db.write((w) =>
        insertStaff(w, { name, username: name.toLowerCase(), role: "provider", passwordHash: null, createdAt: toInstant("2026-01-02T09:00:00.000Z") }),
      ),
    practice: () =>
      desk.db.write((w) =>
        insertPractice(w, {
          name: "Elm Street Dental",
          kind: "live",
          specialty: "dental",
          time_zone: "America/New_York",
          currency: "USD",
          phone: "978-555-0100",
          lineage_id: "l",
          epoch: 1,
          computer_id: "c",
          created_at: "2026-01-01T00:00:00.000Z",
        }),
      ),
    count: (table) => desk.db.read((r) => r.get<{ n: number }>(`select count(*) as n from ${table}`)?.n ?? -1),
    close: () => {
      try {
        expect(breachesOfMoney(desk.db)).toEqual([]);
        expect(verifyPractice(desk.db).breaches).toEqual([]);
      } finally {
        desk.dispose();
      }
    },
  };
}

/** A refusal by its code, with its facts where they matter. */
export function refusal(code: string, facts?: object): Error {
  return expect.objectContaining(facts === undefined ? { code } : { code, facts }) as Error;
}
