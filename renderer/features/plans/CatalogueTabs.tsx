/** The four places of what the office sells: plans, services, coupons, agreements. */
import { hrefTo } from "../../app/address.ts";
import { TabsNav } from "../../kit/TabsNav.tsx";

export function CatalogueTabs({ current }: { readonly current: "plans" | "services" | "coupons" | "agreements" }) {
  return (
    <TabsNav
      label="What the office sells"
      current={current}
      tabs={[
        { id: "plans", label: "Plans", href: hrefTo("/memberships/plans") },
        { id: "services", label: "Services", href: hrefTo("/memberships/services") },
        { id: "coupons", label: "Coupons", href: hrefTo("/memberships/coupons") },
        { id: "agreements", label: "Agreements", href: hrefTo("/memberships/agreements") },
      ]}
    />
  );
}
