/** Reminders of unpaid invoices by hand (INV-5); the automatic ones are a setting of the practice. */
import { z } from "zod";
import { command, day, query } from "./base.ts";
import { chosenInvoices } from "./invoices.ts";

const reminded = z.object({
  written: z.int(),
  /** Of these by e-mail, as their households like. */
  byEmail: z.int(),
  households: z.int(),
  /** Of the chosen invoices, those nobody is reminded of, and why. */
  leftOut: z.object({ nothingOwed: z.int(), disputed: z.int(), tooSoon: z.int() }),
  /** The first day on which one of those reminded too recently can be reminded again. */
  nextOn: day.nullable(),
});
export type Reminded = z.infer<typeof reminded>;

export const remindersContract = {
  reminders: {
    /** What writing would do: the very act, taken back. */
    preview: query("invoices.edit").input(z.strictObject(chosenInvoices)).output(reminded),
    /** A letter for each of the chosen invoices, at least three days after its last one. */
    write: command("invoices.edit", chosenInvoices).output(reminded),
  },
};
