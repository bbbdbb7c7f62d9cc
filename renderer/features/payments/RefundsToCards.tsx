/** Refunds to cards that are on their way, were refused lately, or wait for a person (INV-9); there only while one does. */
import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import type { RefundToCard } from "#contract/refunds.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { Panel } from "../../kit/Page.tsx";
import classes from "./Payments.module.css";
import { ClearRefundDialog } from "./ClearRefundDialog.tsx";
import { ResolveRefundDialog } from "./ResolveRefundDialog.tsx";

export function RefundsToCards() {
  const office = useOffice();
  const may = useMay();
  const refunds = useQueryOf(office.refunds.toCards, {}, { topics: ["refunds", "payments"] });
  const [ending, setEnding] = useState<RefundToCard | null>(null);
  const [clearing, setClearing] = useState<RefundToCard | null>(null);
  const rows = refunds.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title="Refunds to cards" aside={<span>{rows.length}</span>}>
      <Stack gap={6}>
        {rows.map((row) => (
          <div key={row.key} className={classes["toCard"]}>
            <span>
              {row.payerName}
              {row.receiptNumber === null ? "" : `, receipt ${row.receiptNumber}`}: {row.sentence}
            </span>
            {may("payments.refund") && row.canBeResolved && (
              <Button size="compact-sm" variant="default" onClick={() => setEnding(row)}>
                Enter the outcome…
              </Button>
            )}
            {may("payments.refund") && row.bookedAs === "unplaced" && (
              <Button size="compact-sm" variant="default" onClick={() => setClearing(row)}>
                It is cleared up…
              </Button>
            )}
          </div>
        ))}
      </Stack>
      {ending !== null && <ResolveRefundDialog refund={ending} onClose={() => setEnding(null)} />}
      {clearing !== null && <ClearRefundDialog refund={clearing} onClose={() => setClearing(null)} />}
    </Panel>
  );
}
