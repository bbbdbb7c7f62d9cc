/** The rows behind a figure of a report (REP-5), beside the report; Esc closes it. */
import { Drawer } from "@mantine/core";
import type { ReportAskInput } from "#contract/reports.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { SectionTable } from "./SectionTable.tsx";
import classes from "./Reports.module.css";

export type Figure = {
  readonly sectionId: string;
  readonly rowKey: string | null;
  readonly columnId: string;
  /** Whose figure it is. */
  readonly name: string;
};

export type FigureDrawerProps = {
  readonly ask: ReportAskInput;
  readonly figure: Figure;
  readonly topics: readonly string[];
  readonly onClose: () => void;
};

export function FigureDrawer({ ask, figure: { name, ...at }, topics, onClose }: FigureDrawerProps) {
  const office = useOffice();
  const { data, failure, retry } = useQueryOf(office.reports.open, { ask, ...at }, { topics });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={760}
      title={data === undefined ? name : `${data.title}: ${name}`}
      classNames={{ title: classes["drawerTitle"] ?? "" }}
      attributes={{ header: { role: "presentation" } }}
      overlayProps={{ color: "#0b1f17", backgroundOpacity: 0.4 }}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {failure !== null ? (
        <ErrorState failure={failure} onRetry={retry} compact />
      ) : (
        <div className={classes["sections"]}>
          {data === undefined ? (
            <SectionTable label={name} section={null} onOpen={null} />
          ) : (
            data.sections.map((section) => (
              <SectionTable key={section.id} label={section.heading ?? data.title} section={section} onOpen={null} />
            ))
          )}
          {data?.notes.map((note) => (
            <p key={note} className={classes["about"]}>
              {note}
            </p>
          ))}
        </div>
      )}
    </Drawer>
  );
}
