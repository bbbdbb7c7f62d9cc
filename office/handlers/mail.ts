/** The e-mail account and the outbox over the contract (DOC-10, DOC-11). */
import { checkedAccount } from "#domain/mail/account.ts";
import { readMailAccount, recordMailTest, saveMailAccount } from "#services/mail/account.ts";
import { mailCameBack } from "#services/mail/came-back.ts";
import { markMailSent, printInstead, sendAgain, takeOff } from "#services/mail/decide.ts";
import { exportOutboxCsv, listOutboxEntries } from "#services/mail/list-outbox.ts";
import { mailDocument, prepareInvoiceMail, prepareReceiptMail, queueInvoiceMail, queueReceiptMail } from "#services/mail/send-document.ts";
import { tryMailNow } from "#services/mail/send-due.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { keepDocument } from "./keep-document.ts";
import { once } from "./once.ts";

export const mailHandlers = {
  mail: {
    account: os.mail.account.handler(({ context }) => readMailAccount(context.cx)),
    saveAccount: os.mail.saveAccount.handler(async ({ context, input }) => {
      const account = checkedAccount(input.account);
      const sealedPassword = await context.office.requireMail().seal(account, input.password);
      return saveMailAccount(context.cx, { basedOn: input.basedOn, isOn: input.isOn, account, sealedPassword });
    }),
    test: os.mail.test.handler((call) =>
      once(call, async () => {
        const { context, input } = call;
        const account = checkedAccount(input.account);
        const { result, toEmail, fault } = await context.office.requireMail().test(context.cx, account, input.password);
        recordMailTest(context.cx, { host: account.host, result });
        return { toEmail, fault };
      }),
    ),
    sendInvoice: os.mail.sendInvoice.handler(async ({ context, input, signal }) => {
      const invoice = prepareInvoiceMail(context.cx, input.invoiceId);
      const rendered = await context.office.documents().render("invoice", invoice.data, signal ? { signal } : {});
      return queueInvoiceMail(context.cx, invoice, keepDocument(context.office, rendered));
    }),
    sendReceipt: os.mail.sendReceipt.handler(async ({ context, input, signal }) => {
      const receipt = prepareReceiptMail(context.cx, input.paymentId);
      const rendered = await context.office.documents().render("receipt", receipt.data, signal ? { signal } : {});
      return queueReceiptMail(context.cx, receipt, keepDocument(context.office, rendered));
    }),
    sendDocument: os.mail.sendDocument.handler(({ context, input }) => mailDocument(context.cx, input.documentId)),
    again: os.mail.again.handler(({ context, input }) => sendAgain(context.cx, input.mailId)),
    markSent: os.mail.markSent.handler(({ context, input }) => markMailSent(context.cx, input.mailId)),
    cameBack: os.mail.cameBack.handler(({ context, input: { mailId, reason, words } }) =>
      mailCameBack(context.cx, { mailId, reason, words }),
    ),
    printInstead: os.mail.printInstead.handler(({ context, input }) => printInstead(context.cx, input.mailId)),
    takeOff: os.mail.takeOff.handler(({ context, input }) => takeOff(context.cx, input.mailId)),
    tryNow: os.mail.tryNow.handler(({ context }) => tryMailNow(context.cx)),
  },
  outbox: {
    list: os.outbox.list.handler(({ context }) => listOutboxEntries(context.cx)),
    exportCsv: os.outbox.exportCsv.handler(({ context }) => csvFileOut("outbox.csv", exportOutboxCsv(context.cx))),
  },
};
