/** Plan offers and brochures over the contract (DOC-1): figures from the services, papers from the worker, archived. */
import type { OfferQuote } from "#contract/offers.ts";
import { prepareBrochure, recordBrochure } from "#services/brochure/prepare-brochure.ts";
import { prepareOffer, recordOffer } from "#services/plan-offer/offer-paper.ts";
import { readOffer, type ReadOffer } from "#services/plan-offer/read-offer.ts";
import { pdfFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { keepDocument } from "./keep-document.ts";

function quoteOf({ offer, plan, members, fromOn, throughOn }: ReadOffer): OfferQuote {
  const nameOf = (id: number): string => members.find(({ patientId }) => patientId === id)?.name ?? "";
  const { lines, dues, ...sums } = offer;
  return {
    ...sums,
    planName: plan.name,
    fromOn,
    throughOn,
    lines: lines.map(({ visit, listCents, planCents, included, discountCents }) => ({
      on: visit.on,
      patientName: nameOf(visit.patientId),
      description: visit.description,
      quantity: visit.quantity,
      listCents,
      planCents,
      included: included?.label ?? "",
      includedUnits: included?.units ?? 0,
      discountCents,
    })),
    dues: dues.map(({ patientId, ...one }) => ({ ...one, patientName: nameOf(patientId) })),
  };
}

export const offerHandlers = {
  planOffers: {
    quote: os.planOffers.quote.handler(({ context, input }) => quoteOf(readOffer(context.cx, input))),
    make: os.planOffers.make.handler(async ({ context, input, signal }) => {
      const { requestId: _, ...ask } = input;
      const data = prepareOffer(context.cx, ask);
      const rendered = await context.office.documents().render("plan_offer", data, signal ? { signal } : {});
      return recordOffer(context.cx, ask, data, keepDocument(context.office, rendered));
    }),
  },
  brochures: {
    preview: os.brochures.preview.handler(async ({ context, input, signal }) => {
      const { pdf } = await context.office.documents().render("brochure", prepareBrochure(context.cx, input), signal ? { signal } : {});
      return pdfFileOut("brochure.pdf", pdf);
    }),
    make: os.brochures.make.handler(async ({ context, input, signal }) => {
      const { requestId: _, ...ask } = input;
      const data = prepareBrochure(context.cx, ask);
      const rendered = await context.office.documents().render("brochure", data, signal ? { signal } : {});
      return recordBrochure(context.cx, data, keepDocument(context.office, rendered));
    }),
  },
};
