/** The settings of the practice, and the clock of a training practice (F-20). */
import { readSettings, updateSettings } from "#services/practice/settings.ts";
import { os } from "../implementer.ts";
import { once } from "./once.ts";

export const practiceHandlers = {
  practice: {
    settings: os.practice.settings.handler(({ context }) => readSettings(context.cx)),
    update: os.practice.update.handler(({ context, input }) => updateSettings(context.cx, input)),
  },
  training: {
    advance: os.training.advance.handler((call) =>
      once(call, async () => {
        const { todayOn, runs } = await call.context.office.advanceClock(call.context.cx, call.input.toOn);
        return {
          todayOn,
          runs: runs.length,
          invoicesMade: runs.reduce((sum, run) => sum + run.invoicesMade, 0),
          totalCents: runs.reduce((sum, run) => sum + run.totalCents, 0),
        };
      }),
    ),
  },
};
