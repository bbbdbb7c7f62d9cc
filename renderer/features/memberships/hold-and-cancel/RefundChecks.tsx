/** Refund checks that the office still has to write (MEM-19); the panel is there only while one waits. */
import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RefundCheck } from "#contract/refunds.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { DayText } from "../../../kit/DayText.tsx";
import { Money } from "../../../kit/Money.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { showToast } from "../../../kit/toast.ts";
import classes from "./RefundChecks.module.css";

export function RefundChecks() {
  const office = useOffice();
  const may = useMay();
  const checks = useQueryOf(office.refunds.checks, {}, { topics: ["payments"] });
  const [writing, setWriting] = useState<RefundCheck | null>(null);
  const rows = checks.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title="Refund checks to write" aside={<span>{rows.length}</span>}>
      <Stack gap={6}>
        {rows.map((row) => (
          <div key={row.refundId} className={classes["row"]}>
            <span>
              {row.payerName}: <Money cents={row.amountCents} withCurrency /> {row.receiptNumber === null ? "of credit" : `of receipt ${row.receiptNumber}`}, since{" "}
              <DayText day={row.refundedOn} as="short" />
            </span>
            {may("payments.refund") && (
              <Button size="compact-sm" variant="default" onClick={() => setWriting(row)}>
                It is written…
              </Button>
            )}
          </div>
        ))}
      </Stack>
      {writing !== null && <WrittenDialog check={writing} onClose={() => setWriting(null)} />}
    </Panel>
  );
}

function WrittenDialog({ check, onClose }: { readonly check: RefundCheck; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const write = useCommand(office.refunds.writeCheck);
  const [checkNumber, setCheckNumber] = useState("");
  const amount = formatMoney(check.amountCents, money, { withCurrency: true });
  const submit = async () => {
    if (!(await write.run({ refundId: check.refundId, checkNumber }))) return;
    showToast({ message: `Check ${checkNumber} for ${check.payerName} is written.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Refund check for ${check.payerName}`}
      sentence={`${amount}: ${check.reason}.`}
      primaryLabel={`A check for ${amount} is written`}
      busy={write.busy}
      failure={write.failure}
      disabled={checkNumber.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput label="Check number" required maxLength={40} value={checkNumber} onChange={(event) => setCheckNumber(event.currentTarget.value)} />
    </ActionDialog>
  );
}
