/**
 * The frame of every report's screen (REP-2, REP-5): what is asked above, the sheet as the office made
 * it, its files at the top right, and a drawer with the rows behind the figure that was pressed.
 */
import { Button, Group } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { ReportAskInput } from "#contract/reports.ts";
import { dayInZone } from "#domain/calendar.ts";
import type { ReportSheet } from "#domain/reports/report-sheet.ts";
import { printInstant } from "#domain/reports/print-instant.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { fullDay } from "../../format/day.ts";
import { clockTime } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Page } from "../../kit/Page.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { FigureDrawer, type Figure } from "./FigureDrawer.tsx";
import { ReportViews, type ReportViewsProps } from "./ReportViews.tsx";
import { SectionTable } from "./SectionTable.tsx";
import { useReportFiles } from "./use-report-files.ts";
import classes from "./Reports.module.css";

export type ReportFrameProps = {
  readonly title: string;
  readonly about?: ReactNode;
  /** The question; null while a field is unclear. Every change asks anew. */
  readonly ask: ReportAskInput | null;
  /** The fields above: day or range, and what the report lets one choose. */
  readonly controls: ReactNode;
  /** Where what is asked can be saved under a name. */
  readonly views?: ReportViewsProps;
  /** What the sheet depends on, as the office announces it. */
  readonly topics: readonly string[];
};

export function ReportFrame({ title, about, ask, controls, views, topics }: ReportFrameProps) {
  const office = useOffice();
  const may = useMay();
  const [figure, setFigure] = useState<Figure | null>(null);
  const files = useReportFiles();
  const shown = useQueryOf(
    office.reports.show,
    { ask: ask ?? nothingAsked },
    { topics, keepPrevious: true, enabled: ask !== null },
  );
  const sheet = shown.data;
  // A question that was refused has no answer on the screen: the one before would pass for it.
  const stands = shown.failure === null ? sheet : undefined;
  const single = stands === undefined || stands.sections.length === 1;
  return (
    <Page
      title={title}
      {...(about === undefined ? {} : { about })}
      layout={single ? "fill" : "flow"}
      actions={
        <Group gap={8}>
          {views !== undefined && <ReportViews {...views} />}
          {may("export.all") && (
            <>
              <Button
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
                disabled={ask === null || stands === undefined}
                onClick={() => ask !== null && void files.save(ask, "csv")}
              >
                CSV
              </Button>
              <Button
                variant="default"
                leftSection={<IconPrinter size={16} aria-hidden />}
                disabled={ask === null || stands === undefined}
                onClick={() => ask !== null && void files.save(ask, "pdf")}
              >
                PDF
              </Button>
            </>
          )}
        </Group>
      }
    >
      <div className={classes["controls"]}>{controls}</div>
      <RefusalNote failure={files.failure} />
      {shown.failure !== null ? (
        <ErrorState failure={shown.failure} onRetry={shown.retry} />
      ) : (
        <div className={classes["sections"]} data-fill={single || undefined} aria-busy={shown.fetching || undefined}>
          {stands !== undefined && <SheetFacts sheet={stands} />}
          {stands === undefined ? (
            <SectionTable label={title} section={null} onOpen={null} fill />
          ) : (
            stands.sections.map((section) => (
              <SectionTable
                key={section.id}
                label={section.heading ?? title}
                section={section}
                onOpen={(rowKey, columnId, name) => setFigure({ sectionId: section.id, rowKey, columnId, name })}
                fill={single}
              />
            ))
          )}
        </div>
      )}
      {stands !== undefined && stands.notes.length > 0 && (
        <div className={classes["notes"]}>
          {stands.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
      {figure !== null && ask !== null && (
        <FigureDrawer ask={ask} figure={figure} topics={topics} onClose={() => setFigure(null)} />
      )}
      <ProgressDialog
        opened={files.running !== null}
        title={files.running === "pdf" ? "Making the PDF" : "Writing the spreadsheet"}
        done={0}
        total={0}
        onCancel={files.cancel}
      />
    </Page>
  );
}

/** Stands in while nothing is asked; such a question is never sent. */
const nothingAsked: ReportAskInput = { report: "aging", asOf: "2026-01-01" as never };

function SheetFacts({ sheet }: { readonly sheet: ReportSheet }) {
  const { locale } = usePracticeFormat();
  const { practice } = useSeat();
  return (
    <div className={classes["facts"]}>
      {sheet.parameters.map(({ label, value }) => (
        <span key={label}>
          {label}: {value}
        </span>
      ))}
      {/* To the minute, as people say it; the paper has the exact instant, by which it can be made again (REP-3). */}
      <span title={printInstant(sheet.knownAt, practice.timeZone, locale)}>
        With everything entered by {fullDay(dayInZone(sheet.knownAt, practice.timeZone), locale)},{" "}
        {clockTime(sheet.knownAt, locale, practice.timeZone)}
      </span>
    </div>
  );
}
