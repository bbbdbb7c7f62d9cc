/** Packages and redeeming over the contract. */
import { cancelPackage, deletePackageSale, previewCancelPackage, quoteCancelPackage } from "#services/packages/cancel.ts";
import { addPackage, changePackage, listCatalogueOfPackages, setPackageOnSale } from "#services/packages/catalogue.ts";
import { packageOnPaper } from "#services/packages/on-paper.ts";
import { previewRedemption, redeem, undoRedemption } from "#services/packages/redeem-any.ts";
import { previewRedeemVisit, redeemVisit } from "#services/packages/redeem.ts";
import { previewPackageSale, sellPackage } from "#services/packages/sell.ts";
import { packagesOfPatient, purchasedDetails, redeemableOnInvoice } from "#services/packages/show.ts";
import { transferPackage } from "#services/packages/transfer.ts";
import { alsoToCards } from "#services/refunds/to-card/send-refund.ts";
import { os } from "../implementer.ts";
import { reportPdf } from "./reports.ts";

export const packageHandlers = {
  packages: {
    list: os.packages.list.handler(({ context }) => listCatalogueOfPackages(context.cx)),
    add: os.packages.add.handler(({ context, input }) => addPackage(context.cx, input)),
    change: os.packages.change.handler(({ context, input }) => changePackage(context.cx, input)),
    setOnSale: os.packages.setOnSale.handler(({ context, input }) => setPackageOnSale(context.cx, input)),
    ofPatient: os.packages.ofPatient.handler(({ context, input }) => packagesOfPatient(context.cx, input.patientId)),
    previewSale: os.packages.previewSale.handler(({ context, input }) => previewPackageSale(context.cx, input)),
    sell: os.packages.sell.handler(({ context, input }) => sellPackage(context.cx, input)),
    details: os.packages.details.handler(({ context, input }) => purchasedDetails(context.cx, input.saleId)),
    detailsPdf: os.packages.detailsPdf.handler(({ context, input, signal }) =>
      reportPdf(context.office, packageOnPaper(context.cx, input.saleId), signal),
    ),
    quoteCancel: os.packages.quoteCancel.handler(({ context, input }) => quoteCancelPackage(context.cx, input.saleId)),
    previewCancel: os.packages.previewCancel.handler(({ context, input }) => previewCancelPackage(context.cx, input)),
    cancel: os.packages.cancel.handler(({ context, input }) => alsoToCards(context.cx, cancelPackage(context.cx, input))),
    remove: os.packages.remove.handler(({ context, input }) => deletePackageSale(context.cx, input)),
    transfer: os.packages.transfer.handler(({ context, input }) => transferPackage(context.cx, input)),
    previewVisit: os.packages.previewVisit.handler(({ context, input }) => previewRedeemVisit(context.cx, input)),
    redeemVisit: os.packages.redeemVisit.handler(({ context, input }) => redeemVisit(context.cx, input)),
  },
  redeeming: {
    onInvoice: os.redeeming.onInvoice.handler(({ context, input }) => redeemableOnInvoice(context.cx, input.invoiceId)),
    preview: os.redeeming.preview.handler(({ context, input }) => previewRedemption(context.cx, input)),
    redeem: os.redeeming.redeem.handler(({ context, input }) => redeem(context.cx, input)),
    undo: os.redeeming.undo.handler(({ context, input }) => undoRedemption(context.cx, input)),
  },
};
