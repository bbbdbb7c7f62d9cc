/** The invoice editor and credit notes for the tests over every operation. */
import { expect } from "vitest";
import { asId, type InvoiceId, type InvoiceLineId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { typedLine, type Scene } from "./scene.fixture.ts";

async function typed(scene: Scene) {
  const { householdId, patientId } = await scene.family();
  return { householdId, termsDays: 15, lines: [await typedLine(scene, patientId)] };
}

async function aDraft(scene: Scene) {
  const body = await typed(scene);
  const { invoiceId, revision } = await scene.owner.invoiceEditor.saveDraft({ requestId: newRequestId(), ...body });
  return { ...body, invoiceId, revision };
}

/** An issued invoice as the editor sends it back, with other terms. */
async function anEdit(scene: Scene) {
  const { patientId, invoiceId } = await scene.invoice();
  return { invoiceId, revision: 1, reason: "Mistyped", termsDays: 30, lines: [await typedLine(scene, patientId, 4000)] };
}

async function aCredit(scene: Scene) {
  const invoiceId = asId<InvoiceId>((await scene.invoice()).invoiceId);
  const { lines } = await scene.owner.creditNotes.open({ invoiceId });
  return { invoiceId, lines: lines.map(({ lineId }): { lineId: InvoiceLineId; netCents: ReturnType<typeof toCents> } => ({ lineId, netCents: toCents(2000) })), reason: "Not done" };
}

export const invoiceEditingCommands: Record<string, CommandCase> = {
  "invoiceEditor.saveDraft": {
    ready: async (scene) => ({ invoiceId: null, revision: null, ...(await typed(scene)) }),
    audits: ["invoice_draft.saved"],
    topics: ["invoices", "invoice/:id", "household/:id"],
    wrong: { lines: 1 },
  },
  "invoiceEditor.deleteDraft": {
    ready: async (scene) => ({ invoiceId: (await aDraft(scene)).invoiceId }),
    audits: ["invoice_draft.deleted"],
    topics: ["invoices", "invoice/:id", "household/:id"],
    wrong: { invoiceId: 0 },
  },
  "invoiceEditor.issueDraft": {
    ready: aDraft,
    audits: ["invoice.issued"],
    topics: ["invoices", "invoice/:id", "household/:id", "billing"],
    wrong: { termsDays: "soon" },
  },
  "invoiceEditor.revise": {
    ready: anEdit,
    audits: ["invoice.revised"],
    topics: ["invoices", "invoice/:id", "household/:id", "billing"],
    wrong: { reason: "" },
  },
  "creditNotes.make": {
    ready: aCredit,
    audits: ["credit_note.made"],
    topics: ["invoices", "invoice/:id", "household/:id", "billing"],
    wrong: { lines: [{ lineId: 1, netCents: 0 }] },
  },
};

export const invoiceEditingQueries: Record<string, QueryCase> = {
  "invoiceEditor.open": {
    ready: async (scene) => ({ invoiceId: (await scene.invoice()).invoiceId }),
    answer: () => ({ totalCents: 5000, lines: [{ description: "Cleaning", unitCents: 5000 }], fixed: [] }),
    wrong: { invoiceId: "1" },
  },
  "invoiceEditor.providers": { ready: async () => ({}), answer: () => expect.arrayContaining([{ staffId: 1, name: expect.any(String), isProvider: false }]), wrong: { more: 1 } },
  "invoiceEditor.history": {
    ready: async (scene) => {
      const edit = await anEdit(scene);
      await scene.owner.invoiceEditor.revise({ requestId: newRequestId(), ...edit, invoiceId: asId<InvoiceId>(edit.invoiceId) });
      return { invoiceId: edit.invoiceId };
    },
    answer: () => ({ revision: 1, revisions: [{ reason: "Mistyped", diff: { beforeCents: 5000, afterCents: 4000 } }], creditNotes: [] }),
    wrong: { invoiceId: 0 },
  },
  "invoiceEditor.previewDraft": {
    ready: async (scene) => {
      const { revision: _revision, ...draft } = await aDraft(scene);
      return draft;
    },
    answer: () => ({ totalCents: 5000, lines: [{ listCents: 5000 }] }),
    wrong: { invoiceId: null },
  },
  "invoiceEditor.previewRevision": {
    ready: anEdit,
    answer: () => ({ balanceBeforeCents: 5000, balanceCents: 4000, toCreditCents: 0, priced: { totalCents: 4000 } }),
    wrong: { revision: "first" },
  },
  "creditNotes.open": {
    ready: async (scene) => ({ invoiceId: (await scene.invoice()).invoiceId }),
    answer: () => ({ lines: [{ leftNetCents: 5000, ofMembership: false }] }),
    wrong: { invoiceId: 0.5 },
  },
  "creditNotes.preview": { ready: aCredit, answer: () => ({ totalCents: 2000, offInvoiceCents: 2000, balanceCents: 3000 }), wrong: { lines: null } },
  "creditNotes.pdf": {
    ready: async (scene) => {
      const { creditNoteId } = await scene.owner.creditNotes.make({ requestId: newRequestId(), ...(await aCredit(scene)) });
      return { creditNoteId };
    },
    answer: () => ({ mediaType: "application/pdf", fileName: expect.stringMatching(/^credit-note-\d+\.pdf$/) }),
    wrong: { creditNoteId: -1 },
    heavy: true,
  },
};
