/** The same for all that match, without selecting anything first. */
import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconBellRinging, IconCoins, IconFileText, IconPrinter, IconStack2, IconTable } from "@tabler/icons-react";
import { useMay } from "../../../app/status.tsx";
import { invoicesWord, type Chosen } from "./chosen.ts";
import type { Bulk } from "./use-bulk.ts";

export type AllMenuProps = {
  readonly bulk: Bulk;
  readonly chosen: Chosen;
  readonly count: number | undefined;
  readonly onCredit: () => void;
  readonly onRemind: () => void;
};

export function AllMenu({ bulk, chosen, count, onCredit, onRemind }: AllMenuProps) {
  const may = useMay();
  if (!may("statements.print") && !may("payments.take") && !may("invoices.edit") && !may("export.all")) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Do with all that match">
          <ActionIcon aria-label="Do with all that match" disabled={count === undefined || count === 0}>
            <IconStack2 size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>All {invoicesWord(count ?? 0)} that match</Menu.Label>
        {may("statements.print") && (
          <Menu.Item
            leftSection={<IconPrinter size={16} aria-hidden />}
            disabled={bulk.print.running !== null}
            onClick={() => void bulk.print.start(chosen)}
          >
            Print in one file
          </Menu.Item>
        )}
        {may("invoices.edit") && (
          <Menu.Item leftSection={<IconBellRinging size={16} aria-hidden />} onClick={onRemind}>
            Send reminders…
          </Menu.Item>
        )}
        {may("payments.take") && (
          <Menu.Item leftSection={<IconCoins size={16} aria-hidden />} onClick={onCredit}>
            Apply credit…
          </Menu.Item>
        )}
        {may("export.all") && (
          <>
            <Menu.Item leftSection={<IconTable size={16} aria-hidden />} onClick={() => void bulk.saveCsv(chosen)}>
              Export as CSV
            </Menu.Item>
            <Menu.Item leftSection={<IconFileText size={16} aria-hidden />} onClick={() => void bulk.saveList(chosen)}>
              Export the list as PDF
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
