import { Button } from "@mantine/core";
import { IconArchive } from "@tabler/icons-react";
import { useState } from "react";
import { dayInZone, type Instant } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useSetStatus } from "../../app/use-status.ts";
import { fullDay } from "../../format/day.ts";
import { clockTime } from "../../format/instant.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { showToast } from "../../kit/toast.ts";
import { GateCard } from "../sign-in/GateCard.tsx";
import classes from "../sign-in/Gate.module.css";

type Backup = {
  readonly fileName: string;
  readonly practiceName: string;
  readonly madeAt: Instant;
  readonly bytes: number;
  readonly slug: string;
};

const here = Intl.DateTimeFormat().resolvedOptions();

/** When a backup was made, by this computer's clock: no practice is open that could have its own. */
function madeWords(at: Instant): string {
  return `${fullDay(dayInZone(at, here.timeZone), here.locale)}, ${clockTime(at, here.locale, here.timeZone)}`;
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${Math.round(bytes / 1_000_000)} MB`;
}

/** The backups this computer knows, newest first, and what restoring one does. */
export function RestoreList({ onBack }: { readonly onBack: () => void }) {
  const office = useOffice();
  const backups = useQueryOf(office.setup.backups, {}, { topics: ["status"] });
  const [chosen, setChosen] = useState<Backup | null>(null);
  return (
    <GateCard title="Restore from a backup" about="Newest first" wide>
      {backups.failure !== null && (
        <ErrorState failure={backups.failure} onRetry={backups.retry} compact />
      )}
      {backups.data?.length === 0 && (
        <EmptyState title="No backups found" icon={IconArchive} compact>
          Put the backup file into the folder <em>backups</em> of Perennial’s data folder, then come
          back here.
        </EmptyState>
      )}
      <ul className={classes["people"]}>
        {backups.data?.map((backup) => (
          <li key={`${backup.slug} ${backup.fileName}`}>
            <button type="button" className={classes["choice"]} onClick={() => setChosen(backup)}>
              <IconArchive size={20} aria-hidden />
              <span>
                <span className={classes["name"]}>{backup.practiceName}</span>
                <span className={`${classes["about"]} pf-figures`}>
                  {madeWords(backup.madeAt)} · {sizeWords(backup.bytes)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className={classes["foot"]}>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      </div>
      {chosen !== null && <RestoreDialog backup={chosen} onClose={() => setChosen(null)} />}
    </GateCard>
  );
}

function RestoreDialog({
  backup,
  onClose,
}: {
  readonly backup: Backup;
  readonly onClose: () => void;
}) {
  const office = useOffice();
  const restore = useCommand(office.setup.restore);
  const setStatus = useSetStatus();
  const submit = async () => {
    const done = await restore.run({ slug: backup.slug, fileName: backup.fileName });
    if (done === undefined) return;
    setStatus(done.status);
    showToast(
      done.breaches === 0
        ? { message: `${backup.practiceName} is restored and passed every check.` }
        : {
            tone: "trouble",
            message: `${backup.practiceName} is restored, but ${done.breaches} checks failed. Look under Settings, Verify.`,
          },
    );
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title={`Restore ${backup.practiceName}`}
      sentence={`The practice becomes as it was on ${madeWords(backup.madeAt)}. The backup is checked first; what was entered after it is not in it. Billing stands still until somebody confirms that it may go on.`}
      primaryLabel={`Restore ${madeWords(backup.madeAt)}`}
      busy={restore.busy}
      failure={restore.failure}
      onSubmit={() => void submit()}
    />
  );
}
