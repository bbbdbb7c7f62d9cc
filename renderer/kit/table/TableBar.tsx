/** What stands above the rows of a table: its filters at the left; how many rows, tools and columns at the right. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ColumnChooser } from "./ColumnChooser.tsx";
import type { DataColumn } from "./columns.ts";
import classes from "./DataTable.module.css";

export type TableBarProps<Row> = {
  readonly filters: ReactNode;
  readonly tools: ReactNode;
  /** How many rows the whole list has; undefined where that is not known. */
  readonly count: number | undefined;
  readonly isCountLeast: boolean;
  readonly onExportCsv: (() => void) | undefined;
  readonly columns: readonly DataColumn<Row>[];
  readonly isVisible: (columnId: string) => boolean;
  readonly onToggle: (columnId: string) => void;
};

export function TableBar<Row>({
  filters,
  tools,
  count,
  isCountLeast,
  onExportCsv,
  columns,
  isVisible,
  onToggle,
}: TableBarProps<Row>) {
  return (
    <div className={classes["bar"]}>
      <div className={classes["filters"]}>{filters}</div>
      <div className={classes["tools"]}>
        <span className={`${classes["count"]} pf-figures`} role="status">
          {count === undefined ? "" : rowCountWords(count, isCountLeast)}
        </span>
        {tools}
        {onExportCsv !== undefined && (
          <Tooltip label="Export as CSV">
            <ActionIcon aria-label="Export as CSV" onClick={onExportCsv}>
              <IconDownload size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <ColumnChooser columns={columns} shown={isVisible} onToggle={onToggle} />
      </div>
    </div>
  );
}

function rowCountWords(count: number, isLeast: boolean): string {
  if (isLeast) return `${count.toLocaleString("en-US")}+ rows`;
  return count === 1 ? "1 row" : `${count.toLocaleString("en-US")} rows`;
}
