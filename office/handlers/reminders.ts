/** Reminders of unpaid invoices (INV-5), over the contract. */
import { previewReminders, remindInvoices } from "#services/reminders/remind.ts";
import { os } from "../implementer.ts";

export const reminderHandlers = {
  reminders: {
    preview: os.reminders.preview.handler(({ context, input }) => previewReminders(context.cx, input)),
    write: os.reminders.write.handler(({ context, input }) => remindInvoices(context.cx, input)),
  },
};
