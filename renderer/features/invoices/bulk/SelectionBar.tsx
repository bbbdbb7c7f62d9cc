/** What can be done with the selected invoices, and the step from them to all that match (INV-4). */
import { Button } from "@mantine/core";
import { IconBellRinging, IconCoins, IconFileText, IconMailCheck, IconPrinter, IconTable } from "@tabler/icons-react";
import { useMay } from "../../../app/status.tsx";
import { invoicesWord, mostSelected, type Chosen } from "./chosen.ts";
import type { Bulk } from "./use-bulk.ts";
import classes from "./Bulk.module.css";

export type SelectionBarProps = {
  readonly bulk: Bulk;
  readonly chosen: Chosen;
  /** How many the action is for. */
  readonly count: number;
  /** All that the filter leaves, where it is known. */
  readonly all: number | undefined;
  readonly onAll: () => void;
  readonly onClear: () => void;
  readonly onCredit: () => void;
  readonly onRemind: () => void;
};

export function SelectionBar({ bulk, chosen, count, all, onAll, onClear, onCredit, onRemind }: SelectionBarProps) {
  const may = useMay();
  const isAll = chosen.invoiceIds === null;
  const tooMany = !isAll && count > mostSelected;
  const { invoiceIds } = chosen;
  return (
    <div className={classes["bar"]}>
      <span className={`${classes["count"]} pf-figures`} role="status">
        {isAll ? `All ${invoicesWord(count)} that match` : `${invoicesWord(count)} selected`}
      </span>
      {!isAll && all !== undefined && all > count && (
        <Button size="compact-sm" variant="subtle" onClick={onAll}>
          Select all {all.toLocaleString("en-US")} that match
        </Button>
      )}
      {tooMany ? (
        <span>Select at most {mostSelected.toLocaleString("en-US")} by hand, or all that match.</span>
      ) : (
        <>
          {may("statements.print") && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPrinter size={14} aria-hidden />}
              disabled={bulk.print.running !== null}
              onClick={() => void bulk.print.start(chosen)}
            >
              Print
            </Button>
          )}
          {may("statements.print") && invoiceIds !== null && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconMailCheck size={14} aria-hidden />}
              loading={bulk.markSent.busy}
              onClick={() => void bulk.markSent.run(invoiceIds, null).then((done) => done && onClear())}
            >
              Mark as sent
            </Button>
          )}
          {may("invoices.edit") && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconBellRinging size={14} aria-hidden />}
              onClick={onRemind}
            >
              Remind…
            </Button>
          )}
          {may("payments.take") && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCoins size={14} aria-hidden />}
              onClick={onCredit}
            >
              Apply credit…
            </Button>
          )}
          {may("export.all") && (
            <>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconTable size={14} aria-hidden />}
                loading={bulk.busy}
                onClick={() => void bulk.saveCsv(chosen)}
              >
                CSV
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconFileText size={14} aria-hidden />}
                loading={bulk.busy}
                onClick={() => void bulk.saveList(chosen)}
              >
                List as PDF
              </Button>
            </>
          )}
        </>
      )}
      <Button className={classes["end"] ?? ""} size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
        Clear selection
      </Button>
    </div>
  );
}
