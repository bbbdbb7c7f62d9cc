/** What cards need a person for: charges without an outcome or a household, cards running out, disputes (BIL-8, BIL-16, BIL-17, BIL-20). */
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { Page } from "../../kit/Page.tsx";
import { TabsNav } from "../../kit/TabsNav.tsx";
import { DisputesTable } from "./DisputesTable.tsx";
import { ExpiringTable } from "./ExpiringTable.tsx";
import { NobodysTable } from "./NobodysTable.tsx";
import { UnresolvedTable } from "./UnresolvedTable.tsx";

const tabs = [
  { id: "unresolved", label: "No outcome yet" },
  { id: "nobodys", label: "Nobody's yet" },
  { id: "expiring", label: "Running out" },
  { id: "disputes", label: "Disputes" },
] as const;

export function CardsPage() {
  const office = useOffice();
  const [search] = useAddressSearch();
  const unresolved = useQueryOf(office.charging.unresolved, {}, { topics: ["charges", "clock"] });
  const nobodys = useQueryOf(office.charging.nobodys, {}, { topics: ["charges"] });
  const expiring = useQueryOf(office.cards.expiring, {}, { topics: ["cards", "clock"] });
  const disputes = useQueryOf(office.disputes.list, {}, { topics: ["disputes", "charges"] });
  const counts = {
    unresolved: unresolved.data?.length,
    nobodys: nobodys.data?.length,
    expiring: expiring.data?.length,
    disputes: disputes.data?.filter((row) => row.releasedAt === null).length,
  };
  const current = tabs.find(({ id }) => id === search["tab"])?.id ?? "unresolved";
  return (
    <Page title="Cards" layout="fill">
      <TabsNav
        label="Cards"
        current={current}
        tabs={tabs.map(({ id, label }) => {
          const count = counts[id];
          return {
            id,
            label,
            href: hrefTo("/cards", null, id === "unresolved" ? {} : { tab: id }),
            ...(count === undefined ? {} : { count }),
          };
        })}
      />
      {current === "unresolved" && <UnresolvedTable answer={unresolved} />}
      {current === "nobodys" && <NobodysTable answer={nobodys} />}
      {current === "expiring" && <ExpiringTable answer={expiring} />}
      {current === "disputes" && <DisputesTable answer={disputes} />}
    </Page>
  );
}
