/** Backups of this practice: made on demand and by the office, each one opened and checked (R9). */
import { Button, Group } from "@mantine/core";
import { IconDatabaseExport } from "@tabler/icons-react";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import classes from "./Settings.module.css";

export function BackupsPanel() {
  const office = useOffice();
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const list = useQueryOf(office.upkeep.backups, {}, { topics: ["backups"] });
  const make = useCommand(office.upkeep.backUpNow);
  const run = async () => {
    const made = await make.run({});
    if (!made) return;
    showToast({ message: "The backup is made and was opened to check it." });
    list.retry();
  };
  return (
    <Panel title="Backups" {...(list.data ? { aside: <span>{list.data.length}</span> } : {})}>
      {list.failure && <ErrorState failure={list.failure} onRetry={list.retry} compact />}
      <RefusalNote failure={make.failure} />
      {list.data?.length === 0 && (
        <EmptyState title="No backup yet" compact>
          Make one now, and keep a copy away from this computer.
        </EmptyState>
      )}
      {list.data !== undefined && list.data.length > 0 && (
        <table className={`${classes["checks"]} pf-figures`}>
          <caption className={classes["hidden"]}>Backups, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Made</th>
              <th scope="col">Size</th>
              <th scope="col">Checked</th>
            </tr>
          </thead>
          <tbody>
            {list.data.slice(0, 12).map((backup) => (
              <tr key={backup.fileName}>
                <td>{spokenInstant(backup.madeAt, { locale, today }, timeZone)}</td>
                <td>{(backup.bytes / 1_000_000).toFixed(1)} MB</td>
                <td>{backup.verifiedAt === null ? "no" : "yes"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Group justify="end">
        <Button variant="default" leftSection={<IconDatabaseExport size={16} />} loading={make.busy} onClick={() => void run()}>
          Back up now
        </Button>
      </Group>
    </Panel>
  );
}
