/**
 * A practice's books for tests of queries: people, plans, memberships, invoices and payments made
 * with as few words as possible, each booked as the services book it, so that `verify` stays clean.
 */
import { addDays, toDay, toInstant, type Day, type PeriodMonths } from "#domain/calendar.ts";
import {
  asId,
  type CreditId,
  type HouseholdId,
  type InvoiceId,
  type MembershipId,
  type PatientId,
  type PaymentId,
  type PlanId,
  type PlanVersionId,
  type StaffId,
} from "#domain/identity.ts";
import type { InvoiceLineKind } from "#domain/invoices/status-words.ts";
import type { Posting, Tender } from "#domain/ledger/accounts.ts";
import type { Opening, ScheduleRecord } from "#domain/memberships/draw-facts.ts";
import { plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import type { Role } from "#domain/staff/permissions.ts";
import { insertCredit, takeBackCredit } from "./credits.ts";
import type { ReadableDb, Sync, WritableDb } from "./database.ts";
import {
  insertAllocation,
  insertInvoice,
  insertInvoiceLine,
  listAllocationsOfPayment,
  markVoid,
  type AllocationSource,
  type InvoiceKind,
} from "./invoices.ts";
import { insertLedgerEntry, type EntryKind } from "./ledger.ts";
import { insertPlan, insertPlanVersion, type PlanState } from "./memberships/plans.ts";
import { insertMembership, insertPeriod, insertScheduleRecord, setDrawCursor } from "./memberships/records.ts";
import { takeNumber } from "./numbers.ts";
import { insertPayment, markReversed } from "./payments.ts";
import { addFamily, named } from "./people/testing.ts";
import type { NewHousehold } from "./people/household.ts";
import type { NewPatient } from "./people/patient.ts";
import { insertStaff } from "./staff.ts";
import { openTestFile, type TestFile } from "./testing.ts";

export const someAt = toInstant("2026-03-01T09:00:00.000Z");
export const someDay = toDay("2026-03-01");

export const someTerms: PlanTerms = {
  ...plainTerms,
  name: "Adult",
  descriptor: "",
  audience: { minAge: null, maxAgeExclusive: null },
  prices: [{ months: 1, priceCents: toCents(3700) }],
  activation: { feeCents: toCents(9900), basis: "per_member", cap: null, includesFirstPeriod: false },
  reactivation: { rule: "none", months: 0, fixedCents: toCents(0) },
  commitmentPeriods: 0,
  earlyExit: { kind: "none" },
  autoRenew: true,
  taxRatePpm: 0,
  benefits: [],
  discounts: [],
  waitingDays: 0,
  ageOut: "ask",
  insuredAllowed: true,
  agreementRequired: false,
  agreementText: "",
};

export type SoldPlan = { readonly planId: PlanId; readonly planVersionId: PlanVersionId };
export type Family = { readonly householdId: HouseholdId; readonly patientIds: readonly PatientId[]; readonly payer: PatientId };

export type LineLike = {
  readonly kind?: InvoiceLineKind;
  readonly netCents: number;
  readonly taxCents?: number;
  readonly patientId?: PatientId;
  readonly membershipId?: MembershipId;
  readonly planVersionId?: PlanVersionId;
  readonly description?: string;
  readonly serviceOn?: Day;
  readonly from?: Day;
  readonly to?: Day;
};

export type InvoiceLike = {
  readonly kind?: InvoiceKind;
  readonly lines?: readonly LineLike[];
  readonly cents?: number;
  readonly on?: Day;
  readonly dueOn?: Day;
  readonly drawOn?: Day;
  readonly drawSeq?: number;
  readonly patientId?: PatientId;
  readonly createdBy?: StaffId;
  readonly number?: number;
};

export type MembershipLike = {
  readonly startOn?: Day;
  readonly priceCents?: number;
  readonly periodMonths?: PeriodMonths;
  readonly drawDay?: number;
  readonly nextDrawOn?: Day | null;
  readonly nextWorkOn?: Day | null;
  readonly opening?: Opening;
  readonly createdBy?: StaffId;
};

export type PayLike = {
  readonly on?: Day;
  readonly tender?: Tender;
  readonly reference?: string;
  readonly staffId?: StaffId;
  /** What is put on which invoice; the rest becomes credit. */
  readonly applied?: readonly (readonly [InvoiceId, number])[];
};

export class Books {
  readonly file: TestFile = openTestFile();
  readonly #staff = new Map<string, StaffId>();

  get db(): TestFile["db"] {
    return this.file.db;
  }

  read<T>(work: (db: ReadableDb) => Sync<T>): Sync<T> {
    return this.db.read(work);
  }

  write<T>(work: (db: WritableDb) => Sync<T>): Sync<T> {
    return this.db.write(work);
  }

  sql(text: string, ...values: Parameters<WritableDb["exec"]>[1][]): number {
    return this.write<number>((db) => db.exec(text, ...values).id);
  }

  dispose(): void {
    this.file.dispose();
  }

  staff(name: string, role: Role = "front_desk"): StaffId {
    const known = this.#staff.get(name);
    if (known) return known;
    const id = this.write<StaffId>((db) =>
      insertStaff(db, { name, username: name.toLowerCase(), role, passwordHash: null, createdAt: someAt }),
    );
    this.#staff.set(name, id);
    return id;
  }

  /** A household of people given as `First Last`, or as records; the first one pays. */
  family(members: readonly (string | Partial<Omit<NewPatient, "householdId">>)[], household: Partial<NewHousehold> = {}): Family {
    const records = members.map((member) => {
      if (typeof member !== "string") return member;
      const [first = "", last = ""] = member.split(" ");
      return named(first, last);
    });
    const { householdId, patientIds } = addFamily(this.db, records, household);
    return { householdId, patientIds, payer: patientIds[0] ?? asId<PatientId>(0) };
  }

  plan(name = "Adult", terms: Partial<PlanTerms> = {}, state: PlanState = "on_sale"): SoldPlan {
    return this.write<SoldPlan>((db) => {
      const planId = insertPlan(db, { name, state, createdAt: someAt });
      const planVersionId = insertPlanVersion(db, {
        planId,
        number: 1,
        terms: { ...someTerms, ...terms, name },
        createdBy: null,
        createdAt: someAt,
      });
      return { planId, planVersionId };
    });
  }

  membership(householdId: HouseholdId, patientId: PatientId, plan: SoldPlan, like: MembershipLike = {}): MembershipId {
    const startOn = like.startOn ?? someDay;
    const nextDrawOn = like.nextDrawOn === undefined ? addDays(startOn, 31) : like.nextDrawOn;
    const nextWorkOn = like.nextWorkOn === undefined ? nextDrawOn : like.nextWorkOn;
    return this.write<MembershipId>((db) => {
      const id = insertMembership(db, {
        patientId,
        householdId,
        planId: plan.planId,
        startOn,
        benefitYearOn: startOn,
        createdBy: like.createdBy ?? null,
        createdAt: someAt,
      });
      insertScheduleRecord(db, id, 1, this.schedule(plan, startOn, like), { reason: "enrolled", createdBy: null, createdAt: someAt });
      setDrawCursor(db, id, { billedThroughOn: startOn, nextDrawOn, nextWorkOn });
      return id;
    });
  }

  schedule(plan: SoldPlan, anchorOn: Day, like: MembershipLike = {}): ScheduleRecord {
    return {
      planVersionId: plan.planVersionId,
      periodMonths: like.periodMonths ?? 1,
      priceCents: toCents(like.priceCents ?? 3700),
      drawDay: like.drawDay ?? Number(anchorOn.slice(8)),
      anchorOn,
      covered: null,
      opening: like.opening ?? "none",
      openingDays: null,
      openingChargeOn: null,
    };
  }

  /** Covers days of a membership by an invoice made for them, or by none. */
  period(membershipId: MembershipId, from: Day, to: Day, invoiceId: InvoiceId | null = null, cents = 3700): void {
    this.write((db) => {
      const line = invoiceId === null ? undefined : db.get<{ id: number }>("select id from invoice_line where invoice_id = ?", invoiceId);
      insertPeriod(db, {
        membershipId,
        dues: { kind: "period", from, to, chargeOn: from, amountCents: toCents(cents) },
        invoiceId,
        invoiceLineId: line ? asId(line.id) : null,
        createdAt: someAt,
      });
    });
  }

  /** An issued invoice with its entry; one service line of `cents` unless lines are given. */
  invoice(householdId: HouseholdId, like: InvoiceLike = {}): InvoiceId {
    const on = like.on ?? someDay;
    const lines = like.lines ?? [{ netCents: like.cents ?? 5000 }];
    const net = lines.reduce((sum, line) => sum + line.netCents, 0);
    const tax = lines.reduce((sum, line) => sum + (line.taxCents ?? 0), 0);
    return this.write<InvoiceId>((db) => {
      const invoiceId = insertInvoice(db, {
        number: like.number ?? takeNumber(db, "invoice"),
        kind: like.kind ?? "manual",
        householdId,
        patientId: like.patientId ?? null,
        billTo: ["Rosa Lee"],
        drawOn: like.drawOn ?? null,
        drawSeq: like.drawSeq ?? 0,
        invoicedOn: on,
        issuedAt: toInstant(`${on}T10:00:00.000Z`),
        dueOn: like.dueOn ?? on,
        termsDays: 0,
        totalCents: toCents(net + tax),
        taxCents: toCents(tax),
        createdBy: like.createdBy ?? null,
      });
      lines.forEach((line, index) => insertLine(db, invoiceId, index + 1, line, on));
      book(db, "invoice_issued", on, householdId, { invoiceId }, [
        ["receivable", net + tax],
        ["revenue_services", -net],
        ["tax_payable", -tax],
      ]);
      return invoiceId;
    });
  }

  /** A payment at the desk; what is not put on an invoice becomes household credit. */
  pay(householdId: HouseholdId, cents: number, like: PayLike = {}): PaymentId {
    const on = like.on ?? someDay;
    const applied = (like.applied ?? []).reduce((sum, [, part]) => sum + part, 0);
    return this.write<PaymentId>((db) => {
      const paymentId = insertPayment(db, {
        receiptNumber: takeNumber(db, "receipt"),
        householdId,
        tender: like.tender ?? "cash",
        reference: like.reference ?? "",
        amountCents: toCents(cents),
        tenderedCents: null,
        changeCents: toCents(0),
        receivedOn: on,
        note: "",
        staffId: like.staffId ?? null,
        workstation: "desk",
        createdAt: toInstant(`${on}T11:00:00.000Z`),
      });
      const entryId = book(db, "payment_received", on, householdId, { paymentId }, [
        ["cash_drawer", cents],
        ["receivable", -applied],
        ["household_credit", applied - cents],
      ]);
      for (const [invoiceId, part] of like.applied ?? [])
        insertAllocation(db, { invoiceId, source: "payment", paymentId, amountCents: part, effectiveOn: on, entryId, createdAt: someAt });
      if (cents > applied)
        insertCredit(db, {
          householdId,
          origin: "overpayment",
          paymentId,
          amountCents: toCents(cents - applied),
          grantedOn: on,
          memo: "",
          createdAt: someAt,
        });
      return paymentId;
    });
  }

  /** Takes a whole payment back, with its settlements and credit. */
  takeBack(householdId: HouseholdId, paymentId: PaymentId, on: Day = someDay): void {
    this.write((db) => {
      const live = listAllocationsOfPayment(db, paymentId);
      const old = db.get<{ id: number; cents: number }>(
        `select e.id, p.amount_cents as cents from entry e join payment p on p.id = e.payment_id
         where e.payment_id = ? and e.kind = 'payment_received'`,
        paymentId,
      );
      const applied = live.reduce((sum, one) => sum + one.amountCents, 0);
      const cents = old?.cents ?? 0;
      const entryId = book(db, "payment_reversed", on, householdId, { paymentId, reversesId: old?.id ?? 0 }, [
        ["cash_drawer", -cents],
        ["receivable", applied],
        ["household_credit", cents - applied],
      ]);
      for (const one of live)
        insertAllocation(db, {
          invoiceId: one.invoiceId,
          source: "payment",
          paymentId,
          amountCents: -one.amountCents,
          effectiveOn: on,
          entryId,
          reversesId: one.allocationId,
          createdAt: someAt,
        });
      for (const { id } of db.all<{ id: number }>("select id from credit where payment_id = ?", paymentId))
        takeBackCredit(db, asId<CreditId>(id), on);
      markReversed(db, paymentId, { on, reason: "mistyped", as: "mistake" });
    });
  }

  /** Uses credit, writes off, or notes a credit on an invoice. */
  settle(householdId: HouseholdId, invoiceId: InvoiceId, source: Exclude<AllocationSource, "payment">, cents: number, on: Day = someDay): void {
    const kind = { credit: "credit_applied", credit_note: "credit_noted", write_off: "written_off" } as const;
    const against = { credit: "household_credit", credit_note: "revenue_services", write_off: "write_off" } as const;
    this.write((db) => {
      const entryId = book(db, kind[source], on, householdId, { invoiceId }, [
        [against[source], cents],
        ["receivable", -cents],
      ]);
      const credit = db.get<{ id: number }>(
        "select id from credit where household_id = ? and left_cents >= ? order by granted_on, id limit 1",
        householdId,
        cents,
      );
      const creditId = source === "credit" ? asId<CreditId>(credit?.id ?? 0) : null;
      insertAllocation(db, { invoiceId, source, creditId, amountCents: cents, effectiveOn: on, entryId, createdAt: someAt });
    });
  }

  void(householdId: HouseholdId, invoiceId: InvoiceId, on: Day = someDay): void {
    this.write((db) => {
      const old = db.get<{ id: number }>("select id from entry where invoice_id = ? and kind = 'invoice_issued'", invoiceId);
      const postings = db.all<Posting>(
        "select account, amount_cents as amountCents, household_id as householdId from posting where entry_id = ? order by id",
        old?.id ?? 0,
      );
      book(
        db,
        "invoice_voided",
        on,
        householdId,
        { invoiceId, reversesId: old?.id ?? 0 },
        postings.map((one) => [one.account, -one.amountCents] as const),
      );
      markVoid(db, invoiceId, on, "mistyped");
    });
  }
}

type About = { readonly invoiceId?: InvoiceId; readonly paymentId?: PaymentId; readonly reversesId?: number };

function book(
  db: WritableDb,
  kind: EntryKind,
  on: Day,
  householdId: HouseholdId,
  { reversesId, ...about }: About,
  postings: readonly (readonly [Posting["account"], number])[],
) {
  return insertLedgerEntry(db, {
    kind,
    householdId,
    effectiveOn: on,
    enteredAt: someAt,
    actorId: null,
    workstation: "desk",
    memo: kind,
    ...about,
    reversesId: reversesId === undefined ? null : asId(reversesId),
    postings: postings.map(([account, cents]) => ({
      account,
      amountCents: toCents(cents),
      householdId: account === "receivable" || account === "household_credit" ? householdId : null,
    })),
  });
}

function insertLine(db: WritableDb, invoiceId: InvoiceId, position: number, line: LineLike, on: Day): void {
  insertInvoiceLine(db, invoiceId, position, {
    kind: line.kind ?? "service",
    patientId: line.patientId ?? null,
    membershipId: line.membershipId ?? null,
    planVersionId: line.planVersionId ?? null,
    description: line.description ?? "A line",
    serviceOn: line.serviceOn ?? on,
    fromOn: line.from ?? null,
    toOn: line.to ?? null,
    quantity: 1,
    unitCents: toCents(line.netCents),
    netCents: toCents(line.netCents),
    taxRatePpm: 0,
    taxCents: toCents(line.taxCents ?? 0),
    facts: { kind: "typed" } as never,
  });
}
