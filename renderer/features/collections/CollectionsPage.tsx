/** Everything that is owed and waits for a hand: calls, what to collect, letters, who stands still, what was missed (BIL-3, 6, 13, 18). */
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { TabsNav } from "../../kit/TabsNav.tsx";
import { AttentionTable } from "./AttentionTable.tsx";
import { CallList } from "./CallList.tsx";
import { CatchUpTable } from "./CatchUpTable.tsx";
import { LettersTab } from "./LettersTab.tsx";
import { UnpaidTable } from "./UnpaidTable.tsx";

const tabs = [
  { id: "calls", label: "Call list" },
  { id: "unpaid", label: "To collect" },
  { id: "letters", label: "Letters to print" },
  { id: "attention", label: "Needs attention" },
  { id: "catch-up", label: "Catch-up review" },
] as const;

const abouts: Readonly<Record<(typeof tabs)[number]["id"], string>> = {
  calls: "Past-due members, the longest waiting first. What to say is in each row’s menu.",
  unpaid: "Unpaid membership invoices in three groups. The list empties itself as they are paid.",
  letters: "Printed in postal order for window envelopes, and marked as printed with the file.",
  attention: "Billing stands still for these households only. Everybody else is billed as usual.",
  "catch-up": "Draws that were missed while the computer was off. Only the newest goes to the card by itself.",
};

const topics = ["billing", "invoices", "payments", "memberships", "notices", "charges", "clock"] as const;

export function CollectionsPage() {
  const office = useOffice();
  const may = useMay();
  const [search] = useAddressSearch();
  const calls = useQueryOf(office.collections.callList, {}, { topics });
  const today = useQueryOf(office.today.get, {}, { topics });
  const letters = useQueryOf(office.notices.toPrint, {}, { topics });
  const attention = useQueryOf(office.attention.list, {}, { topics });
  const catchUp = useQueryOf(office.catchUp.list, {}, { topics });
  const save = useAsk(office.collections.exportCallList);
  const counts = {
    calls: calls.data?.length,
    unpaid: today.data?.toCollect.count,
    letters: letters.data?.length,
    attention: attention.data?.length,
    "catch-up": catchUp.data?.length,
  };
  const current = tabs.find(({ id }) => id === search["tab"])?.id ?? "calls";
  return (
    <Page
      title="Collections"
      layout="fill"
      about={abouts[current]}
      actions={
        current === "calls" &&
        may("export.all") && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            loading={save.busy}
            onClick={() => void save.run({ causes: [] }).then((file) => file && saveFile(file))}
          >
            Export CSV
          </Button>
        )
      }
    >
      <TabsNav
        label="Collections"
        current={current}
        tabs={tabs.map(({ id, label }) => {
          const count = counts[id];
          return {
            id,
            label,
            href: hrefTo("/collections", null, id === "calls" ? {} : { tab: id }),
            ...(count === undefined ? {} : { count }),
          };
        })}
      />
      <RefusalNote failure={save.failure} />
      {current === "calls" && <CallList answer={calls} />}
      {current === "unpaid" && <UnpaidTable {...(today.data ? { summary: today.data.toCollect } : {})} />}
      {current === "letters" && <LettersTab answer={letters} />}
      {current === "attention" && <AttentionTable answer={attention} />}
      {current === "catch-up" && <CatchUpTable answer={catchUp} />}
    </Page>
  );
}
