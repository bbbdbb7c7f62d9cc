/** Age-outs, price rises and renewals over the contract (MEM-16, MEM-17, MEM-18). */
import { chooseAgeOut, listAgeOuts, previewAgeOut } from "#services/plan-upkeep/age-outs.ts";
import { exportPriceRise } from "#services/plan-upkeep/export-price-rise.ts";
import { listPriceRises, readPriceRise, withdrawPriceRise } from "#services/plan-upkeep/price-rises.ts";
import { previewRise, raisePrices } from "#services/plan-upkeep/raise-prices.ts";
import { renewTerm } from "#services/plan-upkeep/renew-term.ts";
import { listRenewals } from "#services/plan-upkeep/renewals.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";

export const planUpkeepHandlers = {
  planUpkeep: {
    ageOuts: os.planUpkeep.ageOuts.handler(({ context }) => listAgeOuts(context.cx)),
    previewAgeOut: os.planUpkeep.previewAgeOut.handler(({ context, input }) => previewAgeOut(context.cx, input)),
    chooseAgeOut: os.planUpkeep.chooseAgeOut.handler(({ context, input }) => chooseAgeOut(context.cx, input)),
    previewRise: os.planUpkeep.previewRise.handler(({ context, input }) => previewRise(context.cx, input)),
    raisePrices: os.planUpkeep.raisePrices.handler(({ context, input }) => raisePrices(context.cx, input)),
    rises: os.planUpkeep.rises.handler(({ context }) => listPriceRises(context.cx)),
    rise: os.planUpkeep.rise.handler(({ context, input }) => readPriceRise(context.cx, input.riseId)),
    exportRise: os.planUpkeep.exportRise.handler(({ context, input }) =>
      csvFileOut(`price-rise-${input.riseId}.csv`, exportPriceRise(context.cx, input.riseId)),
    ),
    withdrawRise: os.planUpkeep.withdrawRise.handler(({ context, input }) => withdrawPriceRise(context.cx, input)),
    renewTerm: os.planUpkeep.renewTerm.handler(({ context, input }) => renewTerm(context.cx, input)),
    renewals: os.planUpkeep.renewals.handler(({ context }) => listRenewals(context.cx)),
  },
};
