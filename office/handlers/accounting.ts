/** The accountant's journal, over the contract. */
import type { JournalFile } from "#domain/accounting/files.ts";
import { mapAccount, viewAccountMap } from "#services/accounting/account-map.ts";
import { exportJournal, previewJournal, viewExports } from "#services/accounting/export-journal.ts";
import type { FileOut } from "../file-out.ts";
import { os } from "../implementer.ts";

function fileOf({ fileName, text }: JournalFile): FileOut {
  return {
    fileName,
    mediaType: fileName.endsWith(".csv") ? "text/csv" : "text/plain",
    base64: Buffer.from(text, "utf8").toString("base64"),
  };
}

export const accountingHandlers = {
  accounting: {
    map: os.accounting.map.handler(({ context }) => viewAccountMap(context.cx)),
    mapAccount: os.accounting.mapAccount.handler(({ context, input: { account, name, number } }) =>
      mapAccount(context.cx, { account, name, number }),
    ),
    exports: os.accounting.exports.handler(({ context }) => {
      const { exports, ...days } = viewExports(context.cx);
      return { ...days, exports: [...exports] };
    }),
    preview: os.accounting.preview.handler(({ context, input }) => {
      const { entries, exportedDays } = previewJournal(context.cx, input);
      return {
        entries: entries.map(({ lines, ...entry }) => ({ ...entry, lines: lines.map((line) => ({ ...line })) })) as never,
        exportedDays: [...exportedDays],
      };
    }),
    export: os.accounting.export.handler(({ context, input: { format, from, to, again, dayOrder, taxRate } }) => {
      const { exportId, files, days, corrections } = exportJournal(context.cx, { format, from, to, again, dayOrder, taxRate });
      return { exportId, files: files.map(fileOf), days, corrections };
    }),
  },
};
