/** Cash and checks on their way to the bank (INV-13): what waits, and the deposits made. */
import { useAddressSearch } from "../../app/use-address-state.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { Page } from "../../kit/Page.tsx";
import { TabsNav } from "../../kit/TabsNav.tsx";
import { ClosingNav } from "./ClosingNav.tsx";
import { DepositTable } from "./DepositTable.tsx";
import { UndepositedTable } from "./UndepositedTable.tsx";

export function DepositsPage() {
  const office = useOffice();
  const [search] = useAddressSearch();
  const current = search["tab"] === "made" ? "made" : "waiting";
  const waiting = useQueryOf(office.closing.undeposited, {}, { topics: ["closing", "payments"], keepPrevious: true });
  return (
    <Page title="Deposits" layout="fill" about="What is in a deposit stays as it is: it is given back by a refund, or as a returned check.">
      <ClosingNav current="deposits" />
      <TabsNav
        label="Deposits"
        current={current}
        tabs={[
          {
            id: "waiting",
            label: "Not deposited",
            href: hrefTo("/payments/deposits"),
            ...(waiting.data === undefined ? {} : { count: waiting.data.items.length }),
          },
          { id: "made", label: "Deposits made", href: hrefTo("/payments/deposits", null, { tab: "made" }) },
        ]}
      />
      {current === "waiting" ? <UndepositedTable answer={waiting} /> : <DepositTable />}
    </Page>
  );
}
