/** The operations of reports and of the accountant's journal, prepared as the other fixtures prepare theirs. */
import { expect } from "vitest";
import { addDays } from "#domain/calendar.ts";
import { issueInvoice } from "#services/invoices/issue.ts";
import { serviceLine } from "#services/payments/desk.fixture.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

const bytes = expect.stringMatching(/^[A-Za-z0-9+/]{40,}={0,2}$/) as string;

/** An invoice of ten days ago that is entered now. */
async function lateInvoice(scene: Scene) {
  const { householdId, patientId } = await scene.invoice();
  const { office } = scene.other.connection.context;
  const { db } = office.requirePractice();
  const cx = office.visitorCx(scene.other.connection.context.seat);
  const on = addDays(cx.today, -10);
  db.write((w) =>
    issueInvoice(cx, w, {
      kind: "manual",
      householdId,
      patientId,
      drawOn: null,
      invoicedOn: on,
      dueOn: on,
      termsDays: 0,
      lines: [serviceLine(on, 4200, { patientId })],
    }),
  );
  return { householdId, patientId, today: cx.today, on };
}

async function agingAsk(scene: Scene, over: object = {}) {
  const { today } = await lateInvoice(scene);
  return { ask: { report: "aging", asOf: today, ...over } };
}

async function range(scene: Scene) {
  const { on } = await lateInvoice(scene);
  return { format: "iif", from: on, to: on };
}

export const reportQueries: Record<string, QueryCase> = {
  "reports.show": {
    ready: agingAsk,
    answer: () => ({ report: "aging", sections: [{ id: "accounts", opens: expect.arrayContaining(["credit"]) as unknown[] }] }),
    wrong: { ask: { report: "aging", asOf: "2026-13-01" } },
  },
  "reports.open": {
    ready: async (scene) => {
      const { householdId, today } = await lateInvoice(scene);
      return { ask: { report: "aging", asOf: today }, sectionId: "accounts", rowKey: String(householdId), columnId: "open" };
    },
    answer: () => ({ title: "Open invoices", sections: [{ rows: expect.arrayContaining([expect.objectContaining({ key: null })]) as unknown[] }] }),
    wrong: { ask: { report: "horoscope" }, sectionId: "", rowKey: null, columnId: "" },
  },
  "reports.exportCsv": {
    ready: agingAsk,
    answer: () => ({ mediaType: "text/csv", base64: bytes, fileName: expect.stringMatching(/^aging-\d{4}-\d\d-\d\d\.csv$/) as string }),
    wrong: { ask: { report: "aging", asOf: "today" } },
    viewed: "list.exported reports",
  },
  "reports.exportPdf": {
    ready: agingAsk,
    answer: () => ({ mediaType: "application/pdf", base64: bytes, fileName: expect.stringMatching(/^aging-\d{4}-\d\d-\d\d\.pdf$/) as string }),
    wrong: { ask: { report: "aging" } },
    heavy: true,
    viewed: "list.exported reports",
  },
  "accounting.map": { ready: async () => ({}), wrong: { more: 1 }, answer: () => expect.arrayContaining([expect.objectContaining({ account: "bank", name: "Checking" })]) as unknown },
  "accounting.exports": { ready: async () => ({}), wrong: { more: 1 }, answer: () => ({ exports: expect.any(Array) as unknown[] }) },
  "accounting.preview": {
    ready: range,
    answer: () => ({ entries: expect.arrayContaining([expect.objectContaining({ isCorrection: expect.any(Boolean) as boolean })]) as unknown[] }),
    wrong: { format: "ledger book", from: "2026-01-01", to: "2026-01-02" },
  },
};

export const reportCommands: Record<string, CommandCase> = {
  "accounting.mapAccount": {
    ready: async () => ({ account: "tax_payable", name: "State sales tax", number: "2205" }),
    audits: ["account.mapped"],
    topics: ["accounting"],
    wrong: { name: " " },
  },
  "accounting.export": {
    ready: range,
    audits: ["journal.exported"],
    topics: ["accounting"],
    wrong: { format: "ledger book" },
  },
};
