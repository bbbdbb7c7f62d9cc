/** Checks the whole file and says what it found, in words (F-16). */
import { Button, Group } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { VerifyReport } from "#contract/upkeep.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";
import { Panel } from "../../kit/Page.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import classes from "./Settings.module.css";

export function VerifyPanel() {
  const office = useOffice();
  const verify = useAsk(office.upkeep.verify);
  const [report, setReport] = useState<VerifyReport | null>(null);
  const run = async () => {
    const found = await verify.run({});
    if (found) setReport(found);
  };
  return (
    <Panel
      title="Check the practice file"
      {...(report
        ? {
            aside:
              report.breaches.length === 0 ? (
                <StatusChip tone="good" word="Everything agrees" />
              ) : (
                <StatusChip tone="trouble" word={`${report.breaches.length} found`} />
              ),
          }
        : {})}
    >
      <p className={classes["about"]}>
        Every entry balances, every invoice agrees with the ledger, no day is billed twice, nothing was removed.
      </p>
      <RefusalNote failure={verify.failure} />
      {report?.breaches.map((breach) => (
        <Note key={`${breach.check} ${breach.rowIds.join()}`} tone="trouble">
          {breach.check}: {breach.what} (rows {breach.rowIds.join(", ")})
        </Note>
      ))}
      {report !== null && (
        <table className={`${classes["checks"]} pf-figures`}>
          <caption className={classes["hidden"]}>What was checked</caption>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Rows</th>
              <th scope="col">Found</th>
            </tr>
          </thead>
          <tbody>
            {report.checks.map((check) => (
              <tr key={check.name}>
                <td>{check.name}</td>
                <td>{check.rows.toLocaleString("en-US")}</td>
                <td>{check.breaches === 0 ? "none" : check.breaches}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Group justify="end">
        <Button variant="default" leftSection={<IconShieldCheck size={16} />} loading={verify.busy} onClick={() => void run()}>
          Check now
        </Button>
      </Group>
    </Panel>
  );
}
