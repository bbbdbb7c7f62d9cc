/** Today, the billing run, its rehearsal and what is to be collected, over the contract. */
import { refusalSentence } from "#contract/refusals.ts";
import { applyWhatIf } from "#services/billing/apply-what-if.ts";
import { confirmBillingStop } from "#services/billing/confirm-stop.ts";
import { rehearseRun } from "#services/billing/rehearse.ts";
import { listRunReports } from "#services/billing/runs.ts";
import { getToday, listToCollect } from "#services/billing/today.ts";
import { progressStream } from "../imports/progress-stream.ts";
import { startForecast } from "../run-forecast.ts";
import { os } from "../implementer.ts";
import { once } from "./once.ts";

export const billingHandlers = {
  today: {
    get: os.today.get.handler(({ context }) => getToday(context.cx)),
    toCollect: os.today.toCollect.handler(({ context, input }) => listToCollect(context.cx, input)),
  },
  billing: {
    // A run keeps no reply of its own: a repeat is answered here, and starts no second run (F-15).
    runNow: os.billing.runNow.handler((call) => once(call, () => call.context.office.runBillingNow(call.context.cx))),
    runs: os.billing.runs.handler(({ context, input }) => listRunReports(context.cx, input)),
    rehearse: os.billing.rehearse.handler(({ context, input }) => rehearseRun(context.cx, input.onDay)),
    forecast: os.billing.forecast.handler(async function* ({ context, input, signal }) {
      const { folder, key } = context.office.requirePractice();
      const order = { file: folder.file, key, today: context.cx.today, change: input.change };
      let stop = (): void => undefined;
      const forecast = yield* progressStream(
        (tell) => {
          const running = startForecast(order, tell);
          stop = () => running.stop();
          return running.result;
        },
        () => stop(),
        signal,
      );
      yield { kind: "done" as const, forecast };
    }),
    applyWhatIf: os.billing.applyWhatIf.handler(({ context, input }) => {
      const { changed, left } = applyWhatIf(context.cx, input.change);
      return { changed, left: left.map(({ name, code, facts }) => ({ name, code, why: refusalSentence(code, facts) })) };
    }),
    confirmStop: os.billing.confirmStop.handler(({ context, input }) =>
      confirmBillingStop(context.cx, input.reason),
    ),
  },
};
