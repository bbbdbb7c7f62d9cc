/** Reports and their files, over the contract. */
import type { Cx } from "#services/context.ts";
import type { ReportPaper } from "#domain/reports/present-report.ts";
import { reportFileName } from "#domain/reports/report-sheet.ts";
import { openFigure, readReportPaper, showReport, writeReportCsv } from "#services/reports/show-report.ts";
import { csvFileOut, pdfFileOut, type FileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import type { OfficeCore } from "../office-core.ts";

/** The read snapshot ends before the paper is made: nobody waits for the compiler. */
export async function reportPdf(
  office: OfficeCore,
  paper: ReportPaper,
  signal: AbortSignal | undefined,
): Promise<FileOut> {
  const { pdf } = await office.documents().render("report", paper, signal ? { signal } : {});
  return pdfFileOut(`${reportFileName(paper.sheet)}.pdf`, pdf);
}

function csv(cx: Cx, ask: Parameters<typeof writeReportCsv>[1]): FileOut {
  const { fileName, text } = writeReportCsv(cx, ask);
  return csvFileOut(fileName, text);
}

export const reportHandlers = {
  reports: {
    show: os.reports.show.handler(({ context, input }) => showReport(context.cx, input.ask)),
    open: os.reports.open.handler(({ context, input: { ask, ...at } }) => openFigure(context.cx, ask, at)),
    exportCsv: os.reports.exportCsv.handler(({ context, input }) => csv(context.cx, input.ask)),
    exportPdf: os.reports.exportPdf.handler(({ context, input, signal }) =>
      reportPdf(context.office, readReportPaper(context.cx, input.ask), signal),
    ),
  },
};
