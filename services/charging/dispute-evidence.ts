/** What the answer to a bank is made of (BIL-17): the facts of the dispute, visits and payments, and which papers go with them. */
import type { ReadableDb } from "#db/database.ts";
import { findAttempt } from "#db/charging/attempts.ts";
import { findListedDispute, type DisputeListRow } from "#db/charging/disputes.ts";
import { dayInZone, type Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { refuse } from "#domain/refusal.ts";
import type { DisputeEvidenceData, EnclosedAgreement, EvidenceRow } from "#domain/statements/present-dispute-evidence.ts";
import { findPractice } from "#db/practice.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";

export type AgreementOnFile = Omit<EnclosedAgreement, "isEnclosed"> & {
  /** The signed copy's content in the documents folder; null where none was kept. */
  readonly sha256: string | null;
};

export type DisputeEvidence = {
  readonly cover: Omit<DisputeEvidenceData, "agreements">;
  readonly agreements: readonly AgreementOnFile[];
  readonly invoiceId: InvoiceId | null;
  readonly paymentId: PaymentId | null;
};

/** More than a bank reads. */
const mostRows = 200;

/** Refuses `dispute_not_found`, and `dispute_without_household` where nobody of this practice was charged. */
export function readDisputeEvidence(cx: Cx, id: number): DisputeEvidence {
  return look<DisputeEvidence>(cx, (db) => {
    const dispute = findListedDispute(db, id);
    if (!dispute) refuse("dispute_not_found", {});
    const { householdId } = dispute;
    if (householdId === null) refuse("dispute_without_household", {});
    const attempt = dispute.key === null ? undefined : findAttempt(db, dispute.key);
    const zone = findPractice(db)?.time_zone ?? "UTC";
    return {
      cover: coverOf(cx, db, dispute, householdId, {
        openedOn: dayInZone(dispute.openedAt, zone),
        chargedOn: attempt ? dayInZone(attempt.sentAt, zone) : null,
      }),
      agreements: listAgreements(db, householdId, dispute.invoiceId),
      invoiceId: dispute.invoiceId,
      paymentId: attempt?.paymentId ?? null,
    };
  });
}

function coverOf(
  cx: Cx,
  db: ReadableDb,
  row: DisputeListRow,
  householdId: HouseholdId,
  days: { readonly openedOn: Day; readonly chargedOn: Day | null },
): DisputeEvidence["cover"] {
  const printing = readPrinting(db);
  const household = readHouseholdOnPaper(db, householdId, printing.homeCountry);
  return {
    setup: printing.setup,
    letterhead: printing.letterhead,
    madeOn: cx.today,
    disputeId: row.disputeId,
    reason: row.reason,
    ...days,
    evidenceByOn: row.evidenceByOn,
    amountCents: row.amountCents,
    card: row.last4 === null ? null : `ending in ${row.last4}`,
    payerName: household.name,
    payerAddressLines: household.addressLines,
    payerContact: contactOf(db, householdId),
    householdNumber: String(household.number),
    memberSinceOn: db.get<{ on: Day | null }>("select min(start_on) as 'on' from membership where household_id = ?", householdId)?.on ?? null,
    invoiceNumber: row.invoiceNumber,
    receiptNumber: row.receiptNumber,
    visits: listVisits(db, householdId),
    payments: listPaymentRows(db, householdId),
  };
}

/** E-mail addresses and phone numbers that the payer gave; a bank compares them with the cardholder's. */
function contactOf(db: ReadableDb, householdId: HouseholdId): string[] {
  const payer = db.get<{ id: number; email: string }>(
    "select p.id, p.email from household h join patient p on p.id = h.payer_patient_id where h.id = ?",
    householdId,
  );
  if (!payer) return [];
  const phones = db.all<{ number: string }>("select number from phone where patient_id = ? order by id", payer.id);
  return [payer.email, ...phones.map(({ number }) => number)].filter((one) => one !== "");
}

function listAgreements(db: ReadableDb, householdId: HouseholdId, invoiceId: InvoiceId | null): AgreementOnFile[] {
  return db.all<AgreementOnFile>(
    `select trim(p.first_name || ' ' || p.last_name) as patientName, n.name as planName, a.signed_on as signedOn,
       coalesce(a.signer, '') as signer, a.method as method, d.sha256 as sha256
     from agreement a join membership m on m.id = a.membership_id join patient p on p.id = m.patient_id
       join plan n on n.id = m.plan_id left join document d on d.id = a.document_id
     where m.household_id = ? and a.signed_on is not null
       and (? is null or a.membership_id in (select membership_id from invoice_line where invoice_id = ? and membership_id is not null))
     order by a.id`,
    householdId,
    invoiceId,
    invoiceId,
  );
}

function listVisits(db: ReadableDb, householdId: HouseholdId): EvidenceRow[] {
  return db
    .all<EvidenceRow>(
      `select l.service_on as 'on', coalesce(trim(p.first_name || ' ' || p.last_name), '') as who,
         l.description as what, l.net_cents + l.tax_cents as cents
       from invoice_line l join invoice i on i.id = l.invoice_id left join patient p on p.id = l.patient_id
       where i.household_id = ? and i.issued_at is not null and i.voided_on is null and l.kind in ('service', 'product', 'package')
       order by l.service_on desc, l.id desc limit ${mostRows}`,
      householdId,
    )
    .toReversed();
}

function listPaymentRows(db: ReadableDb, householdId: HouseholdId): EvidenceRow[] {
  return db
    .all<{ on: Day; receipt: number; tender: Tender; cents: Cents; reversedOn: Day | null }>(
      `select received_on as 'on', receipt_number as receipt, tender, amount_cents as cents, reversed_on as reversedOn
       from payment where household_id = ? order by received_on desc, id desc limit ${mostRows}`,
      householdId,
    )
    .toReversed()
    .map(({ on, receipt, tender, cents, reversedOn }) => ({
      on,
      who: tenderWord(tender),
      what: reversedOn === null ? `Receipt ${receipt}` : `Receipt ${receipt}, taken back on ${reversedOn}`,
      cents,
    }));
}
