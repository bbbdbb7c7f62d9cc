/**
 * `verify` (F-16): every promise of the file asked at once, on one consistent snapshot, changing
 * nothing. It runs after every restore and migration, on every backup, on demand, and at the end of
 * every scenario.
 */
import { invariant } from "#domain/invariant.ts";
import type { Database, ReadableDb } from "./database.ts";
import { isDamage } from "./driver.ts";
import { auditChainCheck, ledgerChainCheck } from "./verify/chain-checks.ts";
import type { Breach, Check } from "./verify/check.ts";
import { foreignKeyCheck, guardsCheck, integrityCheck } from "./verify/file-checks.ts";
import { accountingChecks } from "./verify/accounting-checks.ts";
import { agreementChecks } from "./verify/agreement-checks.ts";
import { deskChecks } from "./verify/desk-checks.ts";
import { changeChecks } from "./verify/change-checks.ts";
import { invoiceChecks } from "./verify/invoice-checks.ts";
import { closingChecks } from "./verify/closing-checks.ts";
import { mailChecks } from "./verify/mail-checks.ts";
import { messageChecks } from "./verify/message-checks.ts";
import { membershipChecks } from "./verify/membership-checks.ts";
import { moneyChecks } from "./verify/money-checks.ts";
import { refundChecks } from "./verify/refund-checks.ts";
import { planChecks } from "./verify/plan-checks.ts";
import { numberChecks } from "./verify/number-checks.ts";
import { scheduleChecks } from "./verify/schedule-checks.ts";
import { packageChecks } from "./verify/package-checks.ts";
import { walletChecks } from "./verify/wallet-checks.ts";
import { peopleChecks } from "./verify/people-checks.ts";

export type { Breach, Check } from "./verify/check.ts";

export type VerifyFindings = {
  readonly checks: readonly { readonly name: string; readonly rows: number; readonly breaches: number }[];
  readonly breaches: readonly {
    readonly check: string;
    readonly what: string;
    readonly rowIds: readonly number[];
  }[];
};

const checks: readonly Check[] = [
  integrityCheck,
  foreignKeyCheck,
  guardsCheck,
  ...moneyChecks,
  ...refundChecks,
  ...deskChecks,
  ...invoiceChecks,
  ...membershipChecks,
  ...changeChecks,
  ...agreementChecks,
  ...mailChecks,
  ...messageChecks,
  ...accountingChecks,
  ...peopleChecks,
  ...packageChecks,
  ...walletChecks,
  ...scheduleChecks,
  ...planChecks,
  ...closingChecks,
  ledgerChainCheck,
  auditChainCheck,
  ...numberChecks,
];

/**
 * Runs every check on a file of the newest shape. `more` are checks that need rules from above this
 * layer.
 */
export function verify(database: Database, more: readonly Check[] = []): VerifyFindings {
  return onSnapshot(database, (db) => ask(db, [...checks, ...more]));
}

/** Whether a file has exactly the tables, indexes and guards that this version makes. */
export function isOfNewestShape(database: Database): boolean {
  return database.read((db) => guardsCheck.breaches(db).length === 0);
}

/** After an unreadable page not even the end of a read transaction succeeds; the findings still count. */
function onSnapshot(database: Database, work: (db: ReadableDb) => VerifyFindings): VerifyFindings {
  let findings: VerifyFindings | undefined;
  try {
    database.read((db) => {
      findings = work(db);
    });
  } catch (error) {
    if (!isDamage(error) || !findings) throw error;
  }
  invariant(findings, "the checks were asked");
  return findings;
}

function ask(db: ReadableDb, asked: readonly Check[]): VerifyFindings {
  const results = asked.map((check) => ({ name: check.name, ...askOne(db, check) }));
  return {
    checks: results.map(({ name, rows, found }) => ({ name, rows, breaches: found.length })),
    breaches: results.flatMap(({ name, found }) =>
      found.map(({ what, rowIds }) => ({ check: name, what, rowIds })),
    ),
  };
}

/**
 * One check. Pages that cannot be read are what `verify` is there to report, so their error becomes
 * a breach; anything else is a fault of ours.
 */
function askOne(db: ReadableDb, check: Check): { rows: number; found: Breach[] } {
  try {
    return { rows: check.rows(db), found: check.breaches(db) };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { rows: 0, found: [{ what: "Part of the file cannot be read", rowIds: [] }] };
  }
}
