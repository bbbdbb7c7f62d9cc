/** Every question of the contract: an input that is answered, one that is malformed, and what looking leaves behind. */
import { expect } from "vitest";
import type { TrackerFilterInput } from "#contract/invoices.ts";
import { asId, type InvoiceId } from "#domain/identity.ts";
import { newRequestId } from "../../testing.ts";
import { catalogueQueries } from "./catalogue.fixture.ts";
import { agreementQueries } from "./agreements.fixture.ts";
import { yearlyQueries } from "./yearly.fixture.ts";
import { chargingQueries } from "./charging.fixture.ts";
import { invoiceEditingQueries } from "./invoice-editing.fixture.ts";
import { householdQueries } from "./households.fixture.ts";
import { insuranceQueries } from "./insurance.fixture.ts";
import { portalQueries } from "./portal.fixture.ts";
import { mailQueries } from "./mail.fixture.ts";
import { helpQueries } from "./help.fixture.ts";
import { textQueries } from "./texts.fixture.ts";
import { membershipChangeQueries } from "./membership-changes.fixture.ts";
import { planUpkeepQueries } from "./plan-upkeep.fixture.ts";
import { closingQueries } from "./closing.fixture.ts";
import { deskQueries } from "./desk.fixture.ts";
import { paymentPlanQueries } from "./payment-plans.fixture.ts";
import { benefitQueries } from "./benefits.fixture.ts";
import { letterQueries } from "./letters.fixture.ts";
import { packageQueries } from "./packages.fixture.ts";
import { refundQueries } from "./refunds.fixture.ts";
import { reminderQueries } from "./reminders.fixture.ts";
import { reportQueries } from "./reports.fixture.ts";
import { scheduleQueries } from "./schedule.fixture.ts";
import { blankForm, cashOf, preparedImport, type Scene } from "./scene.fixture.ts";

export type QueryCase = {
  /** Input that is answered, prepared once. */
  readonly ready: (scene: Scene) => Promise<unknown>;
  /** A part of the answer. */
  readonly answer: (input: never) => unknown;
  readonly wrong: unknown;
  /** It prints: one role shows what every role would. */
  readonly heavy?: true;
  /** The row it leaves in the audit trail, action and subject; `:field` stands for that field of the input. */
  readonly viewed?: string;
};

const nothing = { ready: async () => ({}), wrong: { more: 1 } };
const page = { after: null, limit: 10 };
const filter: TrackerFilterInput = {};

const oneInvoice = async (scene: Scene) => ({ invoiceId: (await scene.invoice()).invoiceId });
const onePayer = async (scene: Scene) => {
  const { householdId } = await scene.invoice();
  await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(5000), allocations: null, note: "" });
  return householdId;
};
const onePatient = async (scene: Scene) => ({ patientId: (await scene.invoice()).patientId });
const bytes = expect.stringMatching(/^[A-Za-z0-9+/]{40,}={0,2}$/) as string;
const csv = { mediaType: "text/csv", base64: bytes, fileName: expect.stringMatching(/^[\w .-]+\.csv$/) as string };
const pdf = { mediaType: "application/pdf", base64: bytes, fileName: expect.stringMatching(/^[\w .-]+\.pdf$/) as string };

export const queryCases: ReadonlyMap<string, QueryCase> = new Map<string, QueryCase>(
  Object.entries<QueryCase>({
    "app.status": { ...nothing, answer: () => ({ practice: { kind: "training" } }) },
    "setup.backups": { ...nothing, answer: () => [] },
    "staff.list": { ...nothing, answer: () => [{ username: "biller" }] },
    "practice.settings": { ...nothing, answer: () => ({ settings: { name: "Maple Street Dental" } }) },
    "patients.search": {
      ready: async (scene) => {
        await scene.family();
        return { text: "rosa", limit: 5 };
      },
      answer: () => ({ patients: [{ city: "Lowell" }] }),
      wrong: { text: "rosa", limit: 51 },
    },
    "patients.list": { ready: async () => ({ text: "", ...page }), answer: () => ({ rows: [{ city: "Lowell" }] }), wrong: { sort: "shoe size" } },
    "patients.totals": { ready: async () => ({ text: "" }), answer: () => ({}), wrong: { statuses: ["asleep"] } },
    "patients.count": { ...nothing, answer: () => ({ deceased: 0 }) },
    "patients.chart": { ready: onePatient, answer: (input: { patientId: number }) => ({ patientId: input.patientId }), wrong: { patientId: "1" }, viewed: "record.viewed patient/:patientId" },
    "patients.timeline": { ready: async (scene) => ({ ...(await onePatient(scene)), ...page }), answer: () => ({ rows: [{ kind: "invoice" }] }), wrong: { patientId: 1, limit: 0 } },
    "patients.similar": {
      ready: async () => ({ form: { ...blankForm, lastName: "LeeA" }, exceptId: null }),
      answer: () => [{ strength: "same" }],
      wrong: { form: { ...blankForm, phones: [{ kind: "fax", number: "1" }] }, exceptId: null },
    },
    "patients.exportCsv": { ...nothing, answer: () => csv, viewed: "list.exported patients" },
    "plans.list": {
      ready: async (scene) => {
        await scene.plan();
        return {};
      },
      answer: () => [{ name: "Adult" }],
      wrong: [],
    },
    "memberships.list": {
      ready: async (scene) => {
        await scene.member();
        return { ...page };
      },
      answer: () => ({ rows: [{ planName: "Adult" }] }),
      wrong: { standings: ["asleep"] },
    },
    "memberships.counts": { ...nothing, answer: () => [{ standing: "active" }] },
    "memberships.exportCsv": { ...nothing, answer: () => csv, viewed: "list.exported memberships" },
    "memberships.quoteEnrolment": {
      ready: async (scene) => {
        const { householdId, patientId } = await scene.family();
        const { planVersionId } = await scene.plan();
        return {
          householdId,
          members: [{ patientId, planVersionId, periodMonths: 1, waiveActivationReason: null }],
          startOn: await scene.today(),
          drawDay: null,
          firstMoney: "stub_now",
          agreement: "not_needed",
        };
      },
      answer: () => ({ today: { cents: 3700 } }),
      wrong: { members: [] },
    },
    "memberships.previewHold": {
      ready: async (scene) => ({ membershipId: (await scene.member()).membershipId, fromOn: await scene.today(), untilOn: null, kind: "pause", reason: "Travelling" }),
      answer: () => ({ todayCents: 0 }),
      wrong: { kind: "forever" },
    },
    "memberships.previewCancel": {
      ready: async (scene) => ({ membershipId: (await scene.member()).membershipId, when: "now", onDate: null, reason: "Moving" }),
      answer: () => ({ nextDraws: [] }),
      wrong: { when: "then" },
    },
    "today.get": { ...nothing, answer: () => ({ members: { onHold: 0 } }) },
    "today.toCollect": { ready: async () => ({ groups: [], ...page }), answer: () => ({ next: null }), wrong: { groups: ["gold"] } },
    "collections.callList": { ...nothing, answer: () => [] },
    "collections.exportCallList": { ready: async () => ({ causes: [] }), answer: () => csv, wrong: { causes: ["bad luck"] }, viewed: "list.exported collections" },
    "attention.list": { ...nothing, answer: () => [] },
    "notices.toPrint": {
      ready: async (scene) => {
        const { invoiceId } = await scene.invoice();
        await scene.owner.collections.remind({ requestId: newRequestId(), invoiceId: asId<InvoiceId>(invoiceId) });
        return {};
      },
      answer: () => [{ kind: "invoice_due_soon", problem: "" }],
      wrong: { more: 1 },
    },
    "notices.preview": {
      heavy: true,
      ready: async (scene) => {
        const { invoiceId } = await scene.invoice();
        return scene.owner.collections.remind({ requestId: newRequestId(), invoiceId: asId<InvoiceId>(invoiceId) });
      },
      answer: () => pdf,
      wrong: { noticeId: 0 },
    },
    "notices.runs": { ...nothing, answer: () => [] },
    "notices.ofHousehold": {
      ready: async (scene) => {
        const { householdId, invoiceId } = await scene.invoice();
        await scene.owner.collections.remind({ requestId: newRequestId(), invoiceId: asId<InvoiceId>(invoiceId) });
        return { householdId };
      },
      answer: () => [{ kind: "invoice_due_soon", state: "queued" }],
      wrong: { householdId: 0 },
    },
    "dunning.read": { ...nothing, answer: () => ({ version: null, settings: { graceDays: 28 } }) },
    "billing.runs": { ready: async () => page, answer: () => ({ next: null }), wrong: { limit: 201 } },
    "billing.rehearse": { ready: async (scene) => ({ onDay: await scene.today() }), answer: () => ({ households: 0 }), wrong: { onDay: "2026-02-30" } },
    "billing.forecast": {
      ready: async () => ({ change: { kind: "retry_rule", retryDays: [5] } }),
      answer: () => ({ kind: "done", forecast: { isHistoryTelling: false } }),
      wrong: { change: { kind: "price_rise", basisPoints: 1.5 } },
      heavy: true,
    },
    "invoices.list": {
      ready: async (scene) => {
        await scene.invoice();
        return { filter, ...page };
      },
      answer: () => ({ rows: [{ balanceCents: 5000 }] }),
      wrong: { filter: { statuses: ["lost"] } },
    },
    "invoices.totals": { ready: async () => ({ filter }), answer: () => ({ paidCents: 0 }), wrong: { filter: null } },
    "invoices.get": { ready: oneInvoice, answer: (input: { invoiceId: number }) => ({ invoiceId: input.invoiceId, totalCents: 5000 }), wrong: { invoiceId: -1 } },
    "invoices.exportCsv": { ready: async () => ({ filter }), answer: () => csv, wrong: { filter: { text: "\u0000" } }, viewed: "list.exported invoices" },
    "invoices.exportPdf": { ready: async () => ({ filter }), answer: () => pdf, wrong: { descending: 1 }, viewed: "list.exported invoices", heavy: true },
    "invoices.creditPreview": { ready: async () => ({ filter }), answer: () => ({ appliedCents: 0 }), wrong: { invoiceIds: [] } },
    "invoices.views": { ready: async () => ({ list: "invoices" }), answer: () => ({ defaultId: null }), wrong: { list: "shopping" } },
    "invoices.pdf": { ready: oneInvoice, answer: () => pdf, wrong: {}, heavy: true },
    "payments.preview": {
      ready: async (scene) => ({ householdId: (await scene.invoice()).householdId, tender: cashOf(6000), allocations: null, note: "" }),
      answer: () => ({ toCreditCents: 1000 }),
      wrong: { tender: "cash" },
    },
    "payments.list": { ready: async () => ({ filter: {}, ...page }), answer: () => ({ next: null }), wrong: { filter: { tenders: ["shells"] } } },
    "payments.totals": { ready: async (scene) => ({ filter: { householdId: await onePayer(scene) } }), answer: () => ({ count: 1 }), wrong: { filter: { from: "yesterday" } } },
    "payments.receiptPdf": {
      ready: async (scene) => {
        const { householdId } = await scene.invoice();
        const { paymentId } = await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(5000), allocations: null, note: "" });
        return { paymentId };
      },
      answer: () => pdf,
      wrong: { paymentId: 1.5 },
      heavy: true,
    },
    "payments.exportCsv": { ready: async () => ({ filter: {} }), answer: () => csv, wrong: { filter: { to: 5 } }, viewed: "list.exported payments" },
    "statements.candidates": { ready: async (scene) => (await scene.invoice(), {}), answer: () => [{ balanceCents: 5000 }], wrong: { notSentDays: -1 } },
    "statements.runs": { ready: async () => ({ ...page }), answer: () => ({ next: null }), wrong: { limit: 0 } },
    "documents.list": { ready: async () => ({ ...page }), answer: () => ({ next: null }), wrong: { householdId: "all" } },
    "documents.exportCsv": { ready: async () => ({ filter: {} }), answer: () => csv, wrong: { filter: { kinds: ["novel"] } }, viewed: "list.exported documents" },
    "documents.open": {
      ready: async (scene) => {
        const { householdId } = await scene.invoice();
        const { documentId } = await scene.owner.statements.make({ requestId: newRequestId(), householdId, fromOn: null, note: "" });
        return { documentId };
      },
      answer: () => pdf,
      wrong: { documentId: 0 },
    },
    "documents.calibrationPage": { ...nothing, answer: () => pdf, heavy: true },
    "imports.analyse": {
      ready: async ({ owner }) => {
        const { fileId } = await preparedImport(owner, "id,lname,dob\n1,Lee,1984-03-07\n");
        return { fileId, settings: { encoding: null, delimiter: null, quoted: null, hasHeader: null }, columns: null };
      },
      answer: () => ({ rowCount: 1 }),
      wrong: { fileId: "x" },
    },
    "imports.dryRun": {
      ready: async ({ owner }) => {
        const { fileId, mapping } = await preparedImport(owner, "id,lname,dob\n1,Lee,1984-03-07\n");
        return { fileId, mapping, importReview: false, importDuplicates: false };
      },
      answer: () => ({ kind: "done", counts: { rows: 1 } }),
      wrong: { importReview: "maybe" },
    },
    "imports.problemsCsv": {
      ready: async ({ owner }) => ({ fileId: (await preparedImport(owner, "id,lname,dob\n1,Lee,never\n")).fileId }),
      answer: () => csv,
      wrong: { fileId: null },
    },
    "imports.list": { ...nothing, answer: () => [] },
    "imports.mappings": { ...nothing, answer: () => [] },
    "upkeep.verify": { ...nothing, answer: () => ({ breaches: [] }), heavy: true },
    "upkeep.backups": { ...nothing, answer: () => [] },
    ...catalogueQueries,
    ...chargingQueries,
    ...yearlyQueries,
    ...invoiceEditingQueries,
    ...refundQueries,
    ...scheduleQueries,
    ...packageQueries,
    ...benefitQueries,
    ...letterQueries,
    ...deskQueries,
    ...paymentPlanQueries,
    ...closingQueries,
    ...reminderQueries,
    ...mailQueries, ...portalQueries,
    ...helpQueries,
    ...textQueries,
    ...reportQueries,
    ...planUpkeepQueries,
    ...householdQueries,
    ...insuranceQueries,
    ...membershipChangeQueries,
    ...agreementQueries,
  }),
);
