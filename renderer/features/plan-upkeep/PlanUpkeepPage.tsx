/** What comes to plans and members by itself: birthdays, new prices, terms that end (MEM-16, MEM-17, MEM-18). */
import { Button } from "@mantine/core";
import { IconTrendingUp } from "@tabler/icons-react";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { Page } from "../../kit/Page.tsx";
import { TabsNav } from "../../kit/TabsNav.tsx";
import { AgeOutsTable } from "./AgeOutsTable.tsx";
import { PriceRisesTable } from "./PriceRisesTable.tsx";
import { RenewalsTable } from "./RenewalsTable.tsx";

const tabs = [
  { id: "age-outs", label: "Birthdays" },
  { id: "price-rises", label: "New prices" },
  { id: "renewals", label: "Terms that end" },
] as const;

const abouts: Readonly<Record<(typeof tabs)[number]["id"], string>> = {
  "age-outs": "Members who reach their plan’s age. They move with the first draw on or after the birthday.",
  "price-rises": "Members pay a new price only once their letter has been out long enough, and never within days they have paid.",
  renewals: "Commitments and paid years that end within a month. Letters go out 30 and 14 days before.",
};

const topics = ["memberships", "plans", "price-rises", "notices", "billing", "clock", "patients"] as const;

export function PlanUpkeepPage() {
  const office = useOffice();
  const may = useMay();
  const [search] = useAddressSearch();
  const ageOuts = useQueryOf(office.planUpkeep.ageOuts, {}, { topics });
  const rises = useQueryOf(office.planUpkeep.rises, {}, { topics });
  const renewals = useQueryOf(office.planUpkeep.renewals, {}, { topics });
  const counts = {
    "age-outs": ageOuts.data?.filter(({ state }) => state !== "stays" && state !== "moves").length,
    "price-rises": rises.data?.filter(({ counts: { notice_waits, notice_out } }) => notice_waits + notice_out > 0).length,
    renewals: renewals.data?.length,
  };
  const current = tabs.find(({ id }) => id === search["tab"])?.id ?? "age-outs";
  return (
    <Page
      title="Changes ahead"
      layout="fill"
      about={abouts[current]}
      actions={
        may("prices.change") && (
          <Button component="a" href={hrefTo("/memberships/price-rises/new")} leftSection={<IconTrendingUp size={16} />}>
            Raise prices
          </Button>
        )
      }
    >
      <TabsNav
        label="Changes ahead"
        current={current}
        tabs={tabs.map(({ id, label }) => {
          const count = counts[id];
          return {
            id,
            label,
            href: hrefTo("/memberships/ahead", null, id === "age-outs" ? {} : { tab: id }),
            ...(count === undefined ? {} : { count }),
          };
        })}
      />
      {current === "age-outs" && <AgeOutsTable answer={ageOuts} />}
      {current === "price-rises" && <PriceRisesTable answer={rises} />}
      {current === "renewals" && <RenewalsTable answer={renewals} />}
    </Page>
  );
}
