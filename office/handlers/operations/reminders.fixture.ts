/** The operations of reminders by hand (INV-5), prepared as the other fixtures prepare theirs. */
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

const oneUnpaid = async (scene: Scene) => ({ filter: {}, invoiceIds: [(await scene.invoice()).invoiceId] });

export const reminderCommands: Record<string, CommandCase> = {
  "reminders.write": {
    ready: oneUnpaid,
    audits: ["notice.asked"],
    topics: ["notices", "household/:id", "invoices", "invoice/:id"],
    wrong: { invoiceIds: [] },
  },
};

export const reminderQueries: Record<string, QueryCase> = {
  "reminders.preview": {
    ready: oneUnpaid,
    answer: () => ({ written: 1, byEmail: 0, households: 1, leftOut: { nothingOwed: 0, disputed: 0, tooSoon: 0 }, nextOn: null }),
    wrong: { sort: "weight" },
  },
};
