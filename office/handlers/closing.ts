/** Closing the day, deposits, payouts and kept location statements, over the contract. */
import { openDocumentStore } from "#db/document-store.ts";
import { refuse } from "#domain/refusal.ts";
import { countDrawer, viewDay } from "#services/closing/close-day.ts";
import { readDepositSlip, writeDepositCsv } from "#services/closing/deposit-slip.ts";
import {
  confirmDeposit,
  listDepositsOf,
  listUndepositedFunds,
  makeDeposit,
  undoDeposit,
  viewDeposit,
} from "#services/closing/deposits.ts";
import { listKept, requireKept } from "#services/closing/keep-statements.ts";
import { listClosedDays, lockDays, unlockDays } from "#services/closing/lock-days.ts";
import { confirmPayout, listPayoutsOf } from "#services/closing/payouts.ts";
import { csvFileOut, pdfFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { reportPdf } from "./reports.ts";

export const closingHandlers = {
  closing: {
    days: os.closing.days.handler(({ context }) => listClosedDays(context.cx)),
    day: os.closing.day.handler(({ context, input }) => viewDay(context.cx, input)),
    count: os.closing.count.handler(({ context, input }) => countDrawer(context.cx, input)),
    lock: os.closing.lock.handler(({ context, input }) => lockDays(context.cx, input)),
    unlock: os.closing.unlock.handler(({ context, input }) => unlockDays(context.cx, input)),
    undeposited: os.closing.undeposited.handler(({ context }) => listUndepositedFunds(context.cx)),
    deposits: os.closing.deposits.handler(({ context, input }) => listDepositsOf(context.cx, input)),
    deposit: os.closing.deposit.handler(({ context, input }) => viewDeposit(context.cx, input)),
    makeDeposit: os.closing.makeDeposit.handler(({ context, input }) => makeDeposit(context.cx, input)),
    confirmDeposit: os.closing.confirmDeposit.handler(({ context, input }) => confirmDeposit(context.cx, input)),
    undoDeposit: os.closing.undoDeposit.handler(({ context, input }) => undoDeposit(context.cx, input)),
    depositSlip: os.closing.depositSlip.handler(({ context, input, signal }) =>
      reportPdf(context.office, readDepositSlip(context.cx, input), signal),
    ),
    depositCsv: os.closing.depositCsv.handler(({ context, input }) => {
      const { fileName, text } = writeDepositCsv(context.cx, input);
      return csvFileOut(fileName, text);
    }),
    payouts: os.closing.payouts.handler(({ context, input }) => listPayoutsOf(context.cx, input)),
    confirmPayout: os.closing.confirmPayout.handler(({ context, input }) => confirmPayout(context.cx, input)),
    keptStatements: os.closing.keptStatements.handler(({ context }) => listKept(context.cx)),
    keptStatementPdf: os.closing.keptStatementPdf.handler(({ context, input }) => {
      const { fileName, sha256 } = requireKept(context.cx, input);
      const { folder, key } = context.office.requirePractice();
      return pdfFileOut(fileName, openDocumentStore(folder.documents, key).get(sha256) ?? refuse("document_not_readable", {}));
    }),
  },
};
