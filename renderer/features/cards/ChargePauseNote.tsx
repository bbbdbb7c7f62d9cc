/** Asks before a day that charges far more than usual (control 49). */
import { Button } from "@mantine/core";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { toCents } from "#domain/money.ts";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import classes from "./Cards.module.css";

export function ChargePauseNote() {
  const office = useOffice();
  const may = useMay();
  const { money } = usePracticeFormat();
  const pause = useQueryOf(office.charging.pause, {}, { topics: ["charges", "billing", "clock"] });
  const approve = useCommand(office.charging.approvePause);
  if (!pause.data) return null;
  const { pauseId, plannedCount, plannedCents, ceilingCount, ceilingCents } = pause.data;
  const text = (cents: number) => formatMoney(toCents(cents), money, { withCurrency: true });
  const goOn = async () => {
    if (await approve.run({ pauseId }))
      showToast({ message: "The cards are charged with the next run." });
  };
  return (
    <Note tone="attention">
      <div className={classes["banner"]}>
        <span>
          Today {plannedCount} cards would be charged {text(plannedCents)} together, more than usual (at most{" "}
          {ceilingCount} and {text(ceilingCents)}). Nothing is charged until somebody has looked.
        </span>
        {may("billing.run") && (
          <Button size="compact-sm" loading={approve.busy} onClick={() => void goOn()}>
            Charge {text(plannedCents)}
          </Button>
        )}
      </div>
      <RefusalNote failure={approve.failure} />
    </Note>
  );
}
