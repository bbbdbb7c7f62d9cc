/** Services, coupons, agreement templates and starter sets over the contract. */
import { previewAgreement } from "#services/agreements/agreement-of.ts";
import { addTemplate, listAgreementTemplates, retireAgreementTemplate, reviseTemplate } from "#services/agreements/manage-templates.ts";
import {
  addService,
  editService,
  exportServices,
  listCatalogue,
  pricesOfService,
  setServiceActive,
  setServicePrice,
} from "#services/catalogue/manage-services.ts";
import { couponsOfHousehold, giveCoupon, takeCouponAway } from "#services/coupons/give-coupon.ts";
import { addCoupon, endCouponNow, listAllCoupons, listUsesOfCoupon } from "#services/coupons/manage-coupons.ts";
import { installStarterSet } from "#services/starters/use-starter-set.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { agreementHandlers } from "./agreements.ts";

export const catalogueHandlers = {
  services: {
    list: os.services.list.handler(({ context, input }) => listCatalogue(context.cx, input)),
    prices: os.services.prices.handler(({ context, input }) => pricesOfService(context.cx, input.serviceId)),
    exportCsv: os.services.exportCsv.handler(({ context }) =>
      csvFileOut(`services-${context.cx.today}.csv`, exportServices(context.cx)),
    ),
    add: os.services.add.handler(({ context, input }) => addService(context.cx, input)),
    edit: os.services.edit.handler(({ context, input }) => editService(context.cx, input)),
    setPrice: os.services.setPrice.handler(({ context, input }) => setServicePrice(context.cx, input)),
    setActive: os.services.setActive.handler(({ context, input }) => setServiceActive(context.cx, input)),
  },
  starters: {
    install: os.starters.install.handler(({ context, input }) => installStarterSet(context.cx, input)),
  },
  coupons: {
    list: os.coupons.list.handler(({ context }) => listAllCoupons(context.cx)),
    uses: os.coupons.uses.handler(({ context, input }) => listUsesOfCoupon(context.cx, input.couponId)),
    add: os.coupons.add.handler(({ context, input }) => addCoupon(context.cx, input)),
    end: os.coupons.end.handler(({ context, input }) => endCouponNow(context.cx, input)),
    ofHousehold: os.coupons.ofHousehold.handler(({ context, input }) => couponsOfHousehold(context.cx, input.householdId)),
    give: os.coupons.give.handler(({ context, input }) => giveCoupon(context.cx, input)),
    takeAway: os.coupons.takeAway.handler(({ context, input }) => takeCouponAway(context.cx, input)),
  },
  agreements: {
    list: os.agreements.list.handler(({ context }) => listAgreementTemplates(context.cx)),
    preview: os.agreements.preview.handler(({ context, input }) => previewAgreement(context.cx, input)),
    add: os.agreements.add.handler(({ context, input }) => addTemplate(context.cx, input)),
    revise: os.agreements.revise.handler(({ context, input }) => reviseTemplate(context.cx, input)),
    retire: os.agreements.retire.handler(({ context, input }) => retireAgreementTemplate(context.cx, input)),
    ...agreementHandlers,
  },
};
