/** Benefits, the recall list and wallets over the contract. */
import { benefitHistory } from "#services/benefits/history.ts";
import { exportRecallCsv, markRecalled, recallList, undoRecalled } from "#services/benefits/recall.ts";
import { callOffRecallLetter, foretellRecallLetters, writeRecallLetters } from "#services/benefits/recall-letters.ts";
import { walletsOfHousehold } from "#services/wallet/show.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";

export const benefitHandlers = {
  benefits: {
    history: os.benefits.history.handler(({ context, input }) => benefitHistory(context.cx, input)),
  },
  recall: {
    list: os.recall.list.handler(({ context }) => recallList(context.cx)),
    exportCsv: os.recall.exportCsv.handler(({ context }) => csvFileOut(`recall-${context.cx.today}.csv`, exportRecallCsv(context.cx))),
    markCalled: os.recall.markCalled.handler(({ context, input }) => markRecalled(context.cx, input)),
    foretellLetters: os.recall.foretellLetters.handler(({ context, input }) => foretellRecallLetters(context.cx, input)),
    writeLetters: os.recall.writeLetters.handler(({ context, input }) => writeRecallLetters(context.cx, input)),
    callOffLetter: os.recall.callOffLetter.handler(({ context, input }) => callOffRecallLetter(context.cx, input.noticeId)),
    undoCalled: os.recall.undoCalled.handler(({ context, input }) => undoRecalled(context.cx, input)),
  },
  wallets: {
    ofHousehold: os.wallets.ofHousehold.handler(({ context, input }) => walletsOfHousehold(context.cx, input)),
  },
};
