/** Gift certificates over the contract (PKG-12). */
import { readCertificatePaper } from "#services/gift-certificates/certificate-paper.ts";
import { exportCertificatesCsv, listGiftCertificates, totalsOfCertificates, viewCertificate } from "#services/gift-certificates/list.ts";
import { previewSale, sellCertificate } from "#services/gift-certificates/sell.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { deskPaperPdf } from "./print.ts";

export const giftCertificateHandlers = {
  giftCertificates: {
    preview: os.giftCertificates.preview.handler(({ context, input }) => previewSale(context.cx, input)),
    sell: os.giftCertificates.sell.handler(({ context, input }) => sellCertificate(context.cx, input)),
    list: os.giftCertificates.list.handler(({ context, input }) => listGiftCertificates(context.cx, input)),
    totals: os.giftCertificates.totals.handler(({ context, input }) => totalsOfCertificates(context.cx, input.filter)),
    view: os.giftCertificates.view.handler(({ context, input }) => viewCertificate(context.cx, input.certificateId)),
    pdf: os.giftCertificates.pdf.handler(({ context, input, signal }) =>
      deskPaperPdf(context.office, readCertificatePaper(context.cx, input.certificateId), signal),
    ),
    exportCsv: os.giftCertificates.exportCsv.handler(({ context, input }) =>
      csvFileOut(`gift-certificates-${context.cx.today}.csv`, exportCertificatesCsv(context.cx, input.filter)),
    ),
  },
};
