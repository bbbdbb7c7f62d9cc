/** A table that is a report of its own: as a spreadsheet and on paper, with what is being made and a way to stop it. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import type { ReportAskInput } from "#contract/reports.ts";
import { useMay } from "../../app/status.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { useReportFiles } from "./use-report-files.ts";

export type SheetFilesProps = {
  /** "Account map". */
  readonly of: string;
  /** Null while there is nothing to ask for. */
  readonly ask: ReportAskInput | null;
};

export function SheetFiles({ of, ask }: SheetFilesProps) {
  const may = useMay();
  const files = useReportFiles();
  if (!may("export.all")) return null;
  const save = (as: "csv" | "pdf") => ask !== null && void files.save(ask, as);
  return (
    <>
      <RefusalNote failure={files.failure} />
      <Tooltip label="As CSV">
        <ActionIcon aria-label={`${of} as CSV`} disabled={ask === null} onClick={() => save("csv")}>
          <IconDownload size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="As PDF">
        <ActionIcon aria-label={`${of} as PDF`} disabled={ask === null} onClick={() => save("pdf")}>
          <IconPrinter size={16} />
        </ActionIcon>
      </Tooltip>
      <ProgressDialog
        opened={files.running !== null}
        title={files.running === "pdf" ? "Making the PDF" : "Writing the spreadsheet"}
        done={0}
        total={0}
        onCancel={files.cancel}
      />
    </>
  );
}
