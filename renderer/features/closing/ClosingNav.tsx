/** The four screens of closing a day, one beside the other. */
import { hrefTo } from "../../app/address.ts";
import { useMay } from "../../app/status.tsx";
import { TabsNav } from "../../kit/TabsNav.tsx";

export type ClosingPlace = "close" | "deposits" | "day-sheet" | "location";

export function ClosingNav({ current }: { readonly current: ClosingPlace }) {
  const may = useMay();
  return (
    <TabsNav
      label="Closing"
      current={current}
      tabs={[
        { id: "close", label: "Close the day", href: hrefTo("/payments/close") },
        { id: "deposits", label: "Deposits", href: hrefTo("/payments/deposits") },
        ...(may("reports.view")
          ? [
              { id: "day-sheet", label: "Day sheet", href: hrefTo("/reports/day-sheet") },
              { id: "location", label: "Location statement", href: hrefTo("/reports/location-statement") },
            ]
          : []),
      ]}
    />
  );
}
