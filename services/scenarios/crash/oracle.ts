/** The processor's own journal against the practice's ledger: what was taken, and what was written down. */
import type { Database } from "#db/database.ts";
import type { BookCharge } from "../processor/book.ts";

export type Disagreement = {
  /** Invoices whose card was charged more often, or for more, than was owed. */
  readonly double: string[];
  /** Succeeded charges that no payment stands for. */
  readonly lost: string[];
  /** Card payments that no succeeded charge stands behind. */
  readonly phantom: string[];
};

type Paid = { readonly key: string | null; readonly cents: number; readonly paymentId: number };

/** `isQuiet`: every charge has ended and was asked about, so that nothing may still be missing. */
export function compare(db: Database, charges: readonly BookCharge[], isQuiet: boolean): Disagreement {
  const succeeded = charges.filter((charge) => charge.outcome.state === "succeeded");
  const paid = db.read((read): Paid[] =>
    read.all<Paid>(
      `select a.id as key, p.amount_cents as cents, p.id as paymentId
       from payment p left join charge_attempt a on a.payment_id = p.id where p.tender = 'card_on_file'`,
    ),
  );
  return {
    double: doublesOf(succeeded),
    lost: isQuiet
      ? succeeded
          .filter((charge) => paid.filter((one) => one.key === charge.key && one.cents === charge.amountCents).length !== 1)
          .map((charge) => `${charge.processorId} of ${charge.amountCents} under ${charge.key}`)
      : [],
    phantom: paid
      .filter((one) => !succeeded.some((charge) => charge.key === one.key && charge.amountCents === one.cents))
      .map((one) => `payment ${one.paymentId} of ${one.cents}`),
  };
}

/** A draw is charged once: a second success for the same invoice is a double, whatever its key. */
export function doublesOf(succeeded: readonly BookCharge[]): string[] {
  const byInvoice = new Map<string, BookCharge[]>();
  for (const charge of succeeded.filter((one) => one.outcome.state === "succeeded")) {
    const invoice = `${charge.metadata.lineage}/${charge.metadata.invoiceId}`;
    byInvoice.set(invoice, [...(byInvoice.get(invoice) ?? []), charge]);
  }
  return [...byInvoice].filter(([, charges]) => charges.length > 1).map(([invoice, charges]) => `${invoice} ${charges.length} times`);
}

/** Charges that nobody knows the end of yet. */
export function liveCharges(db: Database): number {
  return countAttempts(db, "state in ('sent','pending','unknown')");
}

/** Charges that were on their way when the process ended. */
export function sentCharges(db: Database): number {
  return countAttempts(db, "state = 'sent'");
}

function countAttempts(db: Database, where: string): number {
  return db.read((read) => read.get<{ n: number }>(`select count(*) as n from charge_attempt where ${where}`))?.n ?? 0;
}
