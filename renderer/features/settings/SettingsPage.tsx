/** The few settings of the practice, and the care of its file: check and backups (F-16, R9). */
import { Anchor } from "@mantine/core";
import { hrefTo } from "../../app/address.ts";
import { useMay } from "../../app/status.tsx";
import { Columns, Page } from "../../kit/Page.tsx";
import { BackupsPanel } from "./BackupsPanel.tsx";
import { PracticePanel } from "./PracticePanel.tsx";
import { VerifyPanel } from "./VerifyPanel.tsx";

export function SettingsPage() {
  const may = useMay();
  return (
    <Page
      title="Settings"
      about={
        <>
          {may("billing.view") && (
            <>
              <Anchor href={hrefTo("/settings/past-due")}>Past-due members: timetable</Anchor> ·{" "}
              <Anchor href={hrefTo("/settings/texts")}>Letters and texts: every word that leaves the office</Anchor> ·{" "}
              <Anchor href={hrefTo("/settings/email")}>E-mail: the practice’s account</Anchor> ·{" "}
            </>
          )}
          <Anchor href={hrefTo("/settings/portal")}>Portal: what patients see and may ask</Anchor> ·{" "}
          <Anchor href={hrefTo("/settings/printing")}>Printing: this computer’s printers</Anchor>
          {may("schedule.view") && (
            <>
              {" "}
              · <Anchor href={hrefTo("/settings/schedule")}>Schedule: providers, rooms, missed visits</Anchor>
            </>
          )}
        </>
      }
    >
      <Columns least={420}>
        <PracticePanel />
        {(may("reports.view") || may("backups.make")) && (
          <div style={{ display: "flex", flexDirection: "column", gap: 12 }}>
            {may("reports.view") && <VerifyPanel />}
            {may("backups.make") && <BackupsPanel />}
          </div>
        )}
      </Columns>
    </Page>
  );
}
