/**
 * Every command of the contract that works on the open practice: how to prepare one that succeeds,
 * what it writes to the audit trail (F-11), and what it announces to other windows.
 */
import { randomUUID } from "node:crypto";
import { noteAttention } from "#db/billing-runs.ts";
import { advanceOneDay } from "#services/practice/advance-clock.ts";
import { confirmBillingStop } from "#services/billing/confirm-stop.ts";
import { stopBilling, viewBillingStop } from "#services/practice/billing-stop.ts";
import { addDays } from "#domain/calendar.ts";
import { asId, type InvoiceId, type NoticeId } from "#domain/identity.ts";
import { newRequestId } from "../../testing.ts";
import { agreementCommands } from "./agreements.fixture.ts";
import { catalogueCommands } from "./catalogue.fixture.ts";
import { yearlyCommands } from "./yearly.fixture.ts";
import { chargingCommands } from "./charging.fixture.ts";
import { invoiceEditingCommands } from "./invoice-editing.fixture.ts";
import { householdCommands } from "./households.fixture.ts";
import { insuranceCommands } from "./insurance.fixture.ts";
import { letterCommands } from "./letters.fixture.ts";
import { mailCommands } from "./mail.fixture.ts";
import { helpCommands } from "./help.fixture.ts";
import { textCommands } from "./texts.fixture.ts";
import { membershipChangeCommands } from "./membership-changes.fixture.ts";
import { planUpkeepCommands } from "./plan-upkeep.fixture.ts";
import { deskCommands } from "./desk.fixture.ts";
import { portalCommands } from "./portal.fixture.ts";
import { paymentPlanCommands } from "./payment-plans.fixture.ts";
import { closingCommands } from "./closing.fixture.ts";
import { benefitCommands } from "./benefits.fixture.ts";
import { packageCommands } from "./packages.fixture.ts";
import { refundCommands } from "./refunds.fixture.ts";
import { reminderCommands } from "./reminders.fixture.ts";
import { reportCommands } from "./reports.fixture.ts";
import { scheduleCommands } from "./schedule.fixture.ts";
import { blankForm, cashOf, preparedImport, raise, someAddress, someTerms, typedLine, type Scene } from "./scene.fixture.ts";

export type CommandCase = {
  /** Input without its request id, prepared anew for each call. */
  readonly ready: (scene: Scene) => Promise<Readonly<Record<string, unknown>>>;
  /** The audit actions of one call, in order. */
  readonly audits: readonly string[];
  /** It prints or copies the file: one role shows what every role would. */
  readonly heavy?: true;
  /** A billing run comes first, with whatever is due that day. */
  readonly afterRun?: true;
  /** Topics that every window must hear; `:id` stands for any number. */
  readonly topics: readonly string[];
  /** Fields that make the input wrong. */
  readonly wrong: Readonly<Record<string, unknown>>;
};

const text = (length: number): string => "x".repeat(length);

const people: Record<string, CommandCase> = {
  "patients.add": {
    ready: async () => ({ form: { ...blankForm, lastName: "Newcomer" }, household: { newAddress: someAddress, contactPreference: "print" } }),
    audits: ["patient.added"],
    topics: ["patients", "patient/:id", "household/:id"],
    wrong: { form: { ...blankForm, birthOn: "1980-02-30" } },
  },
  "patients.edit": {
    ready: async (scene) => {
      const { patientId } = await scene.family();
      return { patientId, version: 1, form: { ...blankForm, lastName: "Renamed" } };
    },
    audits: ["patient.edited"],
    topics: ["patients", "patient/:id", "household/:id"],
    wrong: { version: 1.5 },
  },
  "patients.remove": {
    ready: async (scene) => ({ patientId: (await scene.family()).patientId, version: 1 }),
    audits: ["patient.removed"],
    topics: ["patients", "patient/:id", "household/:id"],
    wrong: { patientId: -1 },
  },
  "households.edit": {
    ready: async (scene) => {
      const { householdId, patientId } = await scene.family();
      const { household } = await scene.owner.patients.chart({ patientId });
      return { householdId, version: household.version, address: { ...someAddress, line1: "9 Elm St" }, contactPreference: "print", payerPatientId: patientId, paysBy: "manual" };
    },
    audits: ["household.edited"],
    topics: ["patients", "household/:id"],
    wrong: { contactPreference: "pigeon" },
  },
  "households.movePatient": {
    ready: async (scene) => {
      const { householdId } = await scene.family();
      const { patientId } = await scene.owner.patients.add({ requestId: newRequestId(), form: { ...blankForm, lastName: "Mover" }, household: { householdId } });
      return { patientId, toHouseholdId: null };
    },
    audits: ["household.opened", "patient.moved"],
    topics: ["patients", "patient/:id", "household/:id"],
    wrong: { toHouseholdId: "home" },
  },
};

const plans: Record<string, CommandCase> = {
  "plans.add": {
    ready: async () => ({ terms: someTerms, state: "draft" }),
    audits: ["plan.added"],
    topics: ["plans"],
    wrong: { terms: { ...someTerms, prices: [] } },
  },
  "plans.revise": {
    ready: async (scene) => {
      const { planId, version } = await scene.plan();
      return { planId, version, terms: { ...someTerms, prices: [{ months: 1, priceCents: 4900 }] } };
    },
    audits: ["plan.revised"],
    topics: ["plans"],
    wrong: { terms: { ...someTerms, taxRatePpm: 500_001 } },
  },
  "plans.setState": {
    ready: async (scene) => {
      const { planId, version } = await scene.plan();
      return { planId, version, state: "closed" };
    },
    audits: ["plan.state_changed"],
    topics: ["plans"],
    wrong: { state: "burnt" },
  },
};

const inHold = async (scene: Scene) => {
  const { membershipId } = await scene.member();
  const fromOn = addDays(await scene.today(), 3);
  await scene.owner.memberships.hold({ requestId: newRequestId(), membershipId, fromOn, untilOn: null, kind: "pause", reason: "Travelling" });
  return { membershipId, onDay: fromOn };
};

const memberships: Record<string, CommandCase> = {
  "memberships.enrol": {
    ready: async (scene) => {
      const { householdId, patientId } = await scene.family();
      const { planVersionId } = await scene.plan();
      return {
        enrolment: {
          householdId,
          members: [{ patientId, planVersionId, periodMonths: 1, waiveActivationReason: null }],
          startOn: await scene.today(),
          drawDay: null,
          firstMoney: "stub_now",
          agreement: "not_needed",
        },
        expectedTodayCents: 3700,
        payment: cashOf(3700),
      };
    },
    audits: ["membership.enrolled", "invoice.issued", "payment.taken"],
    topics: ["memberships", "membership/:id", "household/:id", "invoices", "payments", "billing"],
    wrong: { expectedTodayCents: "37.00" },
  },
  "memberships.hold": {
    ready: async (scene) => ({
      membershipId: (await scene.member()).membershipId,
      fromOn: addDays(await scene.today(), 3),
      untilOn: null,
      kind: "pause",
      reason: "Travelling",
    }),
    audits: ["membership.held"],
    topics: ["memberships", "membership/:id", "household/:id", "billing"],
    wrong: { fromOn: "2026-13-01" },
  },
  "memberships.resume": {
    ready: inHold,
    audits: ["membership.resumed"],
    topics: ["memberships", "membership/:id", "household/:id", "billing"],
    wrong: { onDay: "tomorrow" },
  },
  "memberships.cancel": {
    ready: async (scene) => ({ membershipId: (await scene.member()).membershipId, when: "now", onDate: null, reason: "Moving" }),
    audits: ["membership.cancelled"],
    topics: ["memberships", "membership/:id", "household/:id", "billing"],
    wrong: { when: "yesterday" },
  },
  "memberships.undoCancel": {
    ready: async (scene) => {
      const { membershipId } = await scene.member();
      const onDate = addDays(await scene.today(), 20);
      await scene.owner.memberships.cancel({ requestId: newRequestId(), membershipId, when: "on_date", onDate, reason: "Moving" });
      return { membershipId };
    },
    audits: ["membership.cancellation_withdrawn"],
    topics: ["memberships", "membership/:id", "household/:id", "billing"],
    wrong: { membershipId: 0 },
  },
};

/** Money that was meant for nothing yet, beside an open invoice. */
const creditedInvoice = async (scene: Scene) => {
  const { householdId, invoiceId } = await scene.invoice();
  await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(9000), allocations: [], note: "" });
  return { invoiceId };
};

/** A day has come on which a draw is due, and nobody has run billing yet. */
const dueToday = async (scene: Scene) => {
  await scene.member({ drawInDays: 1 });
  const { context } = scene.other.connection;
  const cx = context.office.visitorCx(context.seat);
  // A stop that another case left behind would refuse the run (F-19).
  if (viewBillingStop(cx.db)) confirmBillingStop(cx, "The date is right");
  advanceOneDay(cx);
  return {};
};

let views = 0;
const newView = () => ({ name: `View ${(views += 1)}`, shared: true, search: "status=overdue", columns: "" });
const sharedView = async (scene: Scene) =>
  (await scene.owner.invoices.saveView({ requestId: newRequestId(), list: "invoices", ...newView() })).viewId;

const money: Record<string, CommandCase> = {
  "invoices.issue": {
    ready: async (scene) => {
      const { householdId, patientId } = await scene.family();
      return { householdId, termsDays: 30, lines: [await typedLine(scene, patientId)] };
    },
    audits: ["invoice.issued"],
    topics: ["invoices", "invoice/:id", "household/:id", "billing"],
    wrong: { lines: null },
  },
  "invoices.void": {
    ready: async (scene) => ({ invoiceId: (await scene.invoice()).invoiceId, reason: "Typed twice" }),
    audits: ["invoice.voided"],
    topics: ["invoices", "invoice/:id", "household/:id", "billing"],
    wrong: { reason: "" },
  },
  "invoices.applyCredit": {
    ready: creditedInvoice,
    audits: ["credit.applied"],
    topics: ["invoices", "invoice/:id", "household/:id"],
    wrong: { invoiceId: 1.5 },
  },
  "invoices.applyCredits": {
    ready: async (scene) => ({ filter: {}, invoiceIds: [(await creditedInvoice(scene)).invoiceId] }),
    audits: ["credit.applied"],
    topics: ["invoices", "invoice/:id", "household/:id"],
    wrong: { invoiceIds: [] },
  },
  "invoices.printRun": {
    ready: async (scene) => ({ filter: {}, invoiceIds: [(await scene.invoice()).invoiceId] }),
    audits: ["invoice_run.printed"],
    topics: ["documents"],
    wrong: { sort: "weight" },
    heavy: true,
  },
  "invoices.markSent": {
    ready: async (scene) => ({ invoiceIds: [(await scene.invoice()).invoiceId] }),
    audits: ["invoices.sent"],
    topics: ["invoices", "invoice/:id"],
    wrong: { invoiceIds: [0] },
  },
  "invoices.unmarkSent": {
    ready: async (scene) => {
      const invoiceId = asId<InvoiceId>((await scene.invoice()).invoiceId);
      const { sendingId } = await scene.owner.invoices.markSent({ requestId: newRequestId(), invoiceIds: [invoiceId] });
      return { sendingId };
    },
    audits: ["invoices.sending_undone"],
    topics: ["invoices"],
    wrong: { sendingId: "1" },
  },
  "invoices.saveView": {
    ready: async () => ({ ...newView(), list: "invoices" }),
    audits: ["list_view.saved"],
    topics: ["views"],
    wrong: { name: " " },
  },
  "invoices.changeView": {
    ready: async (scene) => ({ viewId: await sharedView(scene), search: "status=void", columns: "" }),
    audits: ["list_view.changed"],
    topics: ["views"],
    wrong: { search: text(2_001) },
  },
  "invoices.renameView": {
    ready: async (scene) => ({ viewId: await sharedView(scene), name: newView().name, shared: true }),
    audits: ["list_view.renamed"],
    topics: ["views"],
    wrong: { shared: "everybody" },
  },
  "invoices.removeView": {
    ready: async (scene) => ({ viewId: await sharedView(scene) }),
    audits: ["list_view.removed"],
    topics: ["views"],
    wrong: { viewId: 1.5 },
  },
  "invoices.chooseDefaultView": {
    ready: async (scene) => ({ list: "invoices", viewId: await sharedView(scene) }),
    audits: ["list_view.default_chosen"],
    topics: ["views"],
    wrong: { list: "shopping" },
  },
  "payments.take": {
    ready: async (scene) => ({ householdId: (await scene.invoice()).householdId, tender: cashOf(5000), allocations: null, note: "" }),
    audits: ["payment.taken"],
    topics: ["payments", "invoices", "invoice/:id", "household/:id"],
    wrong: { tender: { ...cashOf(5000), amountCents: 0 } },
  },
  "payments.reverse": {
    ready: async (scene) => {
      const { householdId } = await scene.invoice();
      const { paymentId } = await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(5000), allocations: null, note: "" });
      return { paymentId, reason: "Wrong family" };
    },
    audits: ["payment.reversed"],
    topics: ["payments", "invoices", "invoice/:id", "household/:id"],
    wrong: { reason: text(201) },
  },
  "billing.runNow": {
    ready: dueToday,
    audits: ["billing.run"],
    afterRun: true,
    topics: ["billing", "invoices"],
    wrong: { really: true },
  },
  "billing.applyWhatIf": {
    ready: async () => ({ change: { kind: "retry_rule", retryDays: [4, 8] } }),
    audits: ["dunning_settings.changed"],
    topics: ["dunning-settings", "notices"],
    wrong: { change: { kind: "retry_rule", retryDays: [0] } },
  },
  "billing.confirmStop": {
    ready: async (scene) => {
      const { context } = scene.other.connection;
      stopBilling(context.office.visitorCx(context.seat), "clock", "later");
      return { reason: "The date is right" };
    },
    audits: ["billing.stop_lifted"],
    topics: ["billing", "status"],
    wrong: { reason: "" },
  },
};

const madeBatch = async (scene: Scene): Promise<number> => {
  const { householdId } = await scene.invoice();
  for await (const event of await scene.owner.statements.runBatch({ requestId: newRequestId(), householdIds: [householdId], fromOn: null, note: "" }))
    if (event.state === "done") return event.batchId;
  return raise("the batch had no end");
};

const paper: Record<string, CommandCase> = {
  "statements.make": {
    heavy: true,
    ready: async (scene) => ({ householdId: (await scene.invoice()).householdId, fromOn: null, note: "" }),
    audits: ["statement.made"],
    topics: ["statements", "documents", "household/:id"],
    wrong: { note: text(501) },
  },
  "statements.runBatch": {
    heavy: true,
    ready: async (scene) => ({ householdIds: [(await scene.invoice()).householdId], fromOn: null, note: "" }),
    audits: ["statement_batch.made"],
    topics: ["statements", "documents", "household/:id"],
    wrong: { householdIds: [0] },
  },
  "statements.markSent": {
    heavy: true,
    ready: async (scene) => ({ batchId: await madeBatch(scene) }),
    audits: ["statement_batch.sent"],
    topics: ["statements", "documents"],
    wrong: { batchId: 0 },
  },
  "statements.unsend": {
    heavy: true,
    ready: async (scene) => {
      const batchId = await madeBatch(scene);
      await scene.owner.statements.markSent({ requestId: newRequestId(), batchId });
      return { batchId };
    },
    audits: ["statement_batch.unsent"],
    topics: ["statements", "documents"],
    wrong: { batchId: "all" },
  },
};

const raisedAttention = (scene: Scene, kind: string, reason: string) => async (): Promise<{ attentionId: number }> => {
  const { householdId } = await scene.invoice();
  const { context } = scene.other.connection;
  const { db, now } = context.office.visitorCx(context.seat);
  db.write((write) => noteAttention(write, { householdId, kind, reason, at: now }));
  const found = (await scene.owner.attention.list({})).find((row) => row.householdId === householdId);
  return { attentionId: found?.id ?? raise("nobody needs attention") };
};

const waitingLetter = async (scene: Scene): Promise<number> => {
  const { invoiceId } = await scene.invoice();
  const { noticeId } = await scene.owner.collections.remind({ requestId: newRequestId(), invoiceId: asId<InvoiceId>(invoiceId) });
  return noticeId;
};

const dunning: Record<string, CommandCase> = {
  "collections.waive": {
    ready: async (scene) => ({ invoiceId: (await scene.invoice()).invoiceId, expectedCents: 5000, reason: "Agreed" }),
    audits: ["invoice.written_off"],
    topics: ["invoices", "invoice/:id", "household/:id", "billing"],
    wrong: { expectedCents: 0 },
  },
  "collections.askForCard": {
    ready: async (scene) => ({ invoiceId: (await scene.invoice()).invoiceId }),
    audits: ["notice.asked"],
    topics: ["notices", "household/:id"],
    wrong: { invoiceId: -1 },
  },
  "collections.remind": {
    ready: async (scene) => ({ invoiceId: (await scene.invoice()).invoiceId }),
    audits: ["notice.asked"],
    topics: ["notices", "household/:id", "invoices", "invoice/:id"],
    wrong: { invoiceId: "the last" },
  },
  "attention.lookAgain": {
    ready: (scene) => raisedAttention(scene, "billing", "billing_inconsistent")(),
    audits: ["attention.settled"],
    topics: ["billing", "household/:id"],
    wrong: { attentionId: 0 },
  },
  "attention.settle": {
    ready: async (scene) => ({ ...(await raisedAttention(scene, "early_exit", "lapsed_under_commitment")()), note: "Let go" }),
    audits: ["attention.settled"],
    topics: ["billing", "household/:id"],
    wrong: { note: "" },
  },
  "notices.runBatch": {
    heavy: true,
    ready: async (scene) => ({ noticeIds: [await waitingLetter(scene)] }),
    audits: ["notice_batch.printed"],
    topics: ["notices", "documents", "household/:id"],
    wrong: { noticeIds: [] },
  },
  "notices.undo": {
    heavy: true,
    ready: async (scene) => {
      const noticeIds = [asId<NoticeId>(await waitingLetter(scene))];
      for await (const event of await scene.owner.notices.runBatch({ requestId: newRequestId(), noticeIds }))
        if (event.state === "done") return { batchId: event.batchId };
      return raise("the print run had no end");
    },
    audits: ["notice_batch.unprinted"],
    topics: ["notices", "documents"],
    wrong: { batchId: 0 },
  },
  "notices.give": {
    ready: async (scene) => ({ noticeId: await waitingLetter(scene) }),
    audits: ["notice.given"],
    topics: ["notices", "household/:id"],
    wrong: { noticeId: null },
  },
  "dunning.save": {
    ready: async (scene) => {
      const { version, settings } = await scene.owner.dunning.read({});
      return { basedOn: version, settings: { ...settings, retryDays: [2, 9] } };
    },
    audits: ["dunning_settings.changed"],
    topics: ["dunning-settings"],
    wrong: { settings: { graceDays: "four weeks" } },
  },
};

let files = 0;
const ownFile = (): string => `id,lname,fname,dob\n${(files += 1)},Imported,Person,1984-03-07\n`;

/** Import files wait in memory for the window that opened them: they are no data of the practice. */
const imports: Record<string, CommandCase> = {
  "imports.openFile": {
    ready: async () => ({ fileName: "a.csv", bytes: 10 }),
    audits: [],
    topics: [],
    wrong: { bytes: -1 },
  },
  "imports.addPart": {
    ready: async ({ owner }) => {
      const { fileId } = await owner.imports.openFile({ requestId: newRequestId(), fileName: "a.csv", bytes: 3 });
      return { fileId, at: 0, base64: "YWJj" };
    },
    audits: [],
    topics: [],
    wrong: { fileId: "../a.csv" },
  },
  "imports.closeFile": {
    ready: ({ owner }) => owner.imports.openFile({ requestId: newRequestId(), fileName: "a.csv", bytes: 3 }),
    audits: [],
    topics: [],
    wrong: { fileId: 7 },
  },
  "imports.commit": {
    heavy: true,
    ready: async ({ owner }) => {
      const { fileId, counts } = await preparedImport(owner, ownFile());
      return { fileId, counts };
    },
    audits: ["import.committed"],
    topics: ["patients", "imports"],
    wrong: { counts: {} },
  },
  "imports.undo": {
    heavy: true,
    ready: async ({ owner }) => {
      const { fileId, counts } = await preparedImport(owner, ownFile());
      for await (const event of await owner.imports.commit({ fileId, counts })) if (event.kind === "done") return { batchId: event.batchId };
      return raise("the import had no end");
    },
    audits: ["import.undone"],
    topics: ["patients", "imports"],
    wrong: { batchId: null },
  },
  "imports.saveMapping": {
    ready: async () => ({ saved: { kind: "perennial-import-mapping", version: 1, name: `Ours ${randomUUID()}`, source: "Old", conventions: "plain", dateOrder: null, padZip: false, fields: [] } }),
    audits: ["import_mapping.saved"],
    topics: ["imports"],
    wrong: { saved: { kind: "something else" } },
  },
  "imports.removeMapping": {
    ready: async (scene) => {
      const input = await imports["imports.saveMapping"]?.ready(scene);
      const { saved } = input as { saved: { name: string } };
      await scene.owner.imports.saveMapping({ requestId: newRequestId(), saved } as never);
      const found = (await scene.owner.imports.mappings({})).find((mapping) => mapping.saved.name === saved.name);
      return { mappingId: found?.mappingId };
    },
    audits: ["import_mapping.removed"],
    topics: ["imports"],
    wrong: { mappingId: -3 },
  },
};

let added = 0;
const newPerson = () => ({ name: "Ana Ruiz", username: `ana${(added += 1)}`, role: "front_desk" as const, password: "violet kettle under bridge" });

const house: Record<string, CommandCase> = {
  "staff.add": {
    ready: async () => newPerson(),
    audits: ["staff.added"],
    topics: ["staff"],
    wrong: { role: "queen" },
  },
  "staff.deactivate": {
    ready: async ({ owner }) => ({ staffId: (await owner.staff.add({ requestId: newRequestId(), ...newPerson() })).staffId }),
    audits: ["staff.deactivated"],
    topics: ["staff", "status"],
    wrong: { staffId: {} },
  },
  "staff.allowSignIn": {
    ready: async ({ owner }) => ({ staffId: (await owner.staff.add({ requestId: newRequestId(), ...newPerson() })).staffId }),
    audits: ["sign_in.allowed"],
    topics: ["staff"],
    wrong: { staffId: 2 ** 60 },
  },
  "practice.update": {
    ready: async ({ owner }) => {
      const { version, settings } = await owner.practice.settings({});
      return { version, settings: { ...settings, taxId: `04-${version}` } };
    },
    audits: ["practice.changed"],
    topics: ["practice", "status"],
    wrong: { settings: { lockMinutes: 16 } },
  },
  "training.advance": {
    ready: async (scene) => ({ toOn: addDays(await scene.today(), 1) }),
    audits: ["clock.advanced"],
    afterRun: true,
    topics: ["clock", "status", "billing"],
    wrong: { toOn: "2026-02-29" },
  },
  "upkeep.backUpNow": {
    heavy: true,
    ready: async () => ({}),
    audits: ["backup.made"],
    topics: ["backups"],
    wrong: { where: "/tmp" },
  },
};

/** Operations of windows and practices, which `session-operations.test.ts` and `office.test.ts` go through. */
export const ofTheHouse: ReadonlySet<string> = new Set([
  "setup.openSample",
  "setup.createPractice",
  "setup.openPractice",
  "setup.closePractice",
  "setup.restore",
  "sessions.signIn",
  "sessions.signInAs",
  "sessions.signOut",
  "sessions.lock",
  "sessions.unlock",
  "events.subscribe",
]);

export const commandCases: ReadonlyMap<string, CommandCase> = new Map(
  Object.entries({ ...people, ...plans, ...memberships, ...membershipChangeCommands, ...money, ...paper, ...catalogueCommands, ...chargingCommands, ...yearlyCommands, ...invoiceEditingCommands, ...householdCommands, ...insuranceCommands, ...agreementCommands, ...planUpkeepCommands, ...scheduleCommands, ...refundCommands, ...deskCommands, ...paymentPlanCommands, ...packageCommands, ...benefitCommands, ...closingCommands, ...reminderCommands, ...mailCommands, ...portalCommands, ...letterCommands, ...helpCommands, ...textCommands, ...reportCommands, ...dunning, ...imports, ...house }),
);

