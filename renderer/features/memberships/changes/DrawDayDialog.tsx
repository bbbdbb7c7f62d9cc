/** Changes when dues are drawn: the next draw only, or every draw from the next on (MEM-11). */
import { Radio, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { addDays, type Day } from "#domain/calendar.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { fullDay } from "../../../format/day.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { DayField } from "../../../kit/DayField.tsx";
import { ordinal } from "../period-words.ts";
import { ChangeEffects } from "./ChangeEffects.tsx";
import { expectedOf, type ChangeDialogProps } from "./change-done.ts";

/** As far as a draw may be moved. */
const furthestDays = 30;
const days = Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: ordinal(index + 1) }));

export function DrawDayDialog({ membership, onClose, onDone }: ChangeDialogProps) {
  const office = useOffice();
  const { today, locale } = usePracticeFormat();
  const { membershipId, patientName, planName } = membership;
  const topics = [`membership/${membershipId}`, "billing"];
  const start = useQueryOf(office.membershipChanges.start, { membershipId }, { topics });
  const changeDay = useCommand(office.membershipChanges.changeDrawDay);
  const [scope, setScope] = useState<"all_future" | "next_draw">("all_future");
  const [drawDay, setDrawDay] = useState<string | null>(null);
  const [towards, setTowards] = useState<"later" | "earlier">("later");
  const [collectOn, setCollectOn] = useState<Day | null>(null);
  const [reason, setReason] = useState("");

  const change = changeOf({ scope, drawDay, towards, collectOn });
  const preview = useQueryOf(
    office.membershipChanges.previewDrawDay,
    change ? { ...change, membershipId, reason: "preview" } : { scope: "next_draw", membershipId, collectOn: today, reason: "preview" },
    { topics, keepPrevious: true, enabled: change !== null },
  );
  const shown = change !== null && preview.failure === null ? preview.data : undefined;
  const submit = async () => {
    if (!shown || !change) return;
    const done = await changeDay.run({ change: { ...change, membershipId, reason }, expected: expectedOf(shown) });
    if (!done) return;
    onDone({ changeId: done.effect.changeId, message: done.effect.sentence });
    onClose();
  };
  const next = start.data?.nextPeriodOn ?? null;
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Change the draw day of ${patientName}`}
      sentence={
        start.data
          ? `${planName} is drawn on the ${ordinal(start.data.drawDay)}${next === null ? "" : `; the next full draw is for ${fullDay(next, locale)}`}.`
          : planName
      }
      primaryLabel={labelOf(change, (day) => fullDay(day, locale))}
      busy={changeDay.busy}
      failure={changeDay.failure ?? (change ? preview.failure : null)}
      disabled={!shown || preview.fetching || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<ChangeEffects preview={preview} waitingFor={change ? null : "Choose the day."} movesTogether />}
    >
      <Radio.Group label="Which draws" value={scope} onChange={(value) => setScope(value as typeof scope)}>
        <Stack gap={6} mt={4}>
          <Radio value="all_future" label="All draws from the next on" />
          <Radio value="next_draw" label="The next draw only: its period stays as it is" />
        </Stack>
      </Radio.Group>
      {scope === "all_future" ? (
        <>
          <Select label="New draw day" required searchable data={days} value={drawDay} onChange={setDrawDay} />
          <Radio.Group label="From the old day" value={towards} onChange={(value) => setTowards(value as typeof towards)}>
            <Stack gap={6} mt={4}>
              <Radio value="later" label="Later: the days in between are drawn on the old day" />
              <Radio value="earlier" label="Earlier: what is paid already comes off" />
            </Stack>
          </Radio.Group>
        </>
      ) : (
        <DayField
          label="Collect the next draw on"
          lean="future"
          required
          min={today}
          {...(next === null ? {} : { max: addDays(next, furthestDays) })}
          value={collectOn}
          onChange={setCollectOn}
        />
      )}
      <TextInput
        label="Reason"
        required
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

type Wanted = {
  readonly scope: "all_future" | "next_draw";
  readonly drawDay: string | null;
  readonly towards: "later" | "earlier";
  readonly collectOn: Day | null;
};

type Change =
  | { readonly scope: "next_draw"; readonly collectOn: Day }
  | { readonly scope: "all_future"; readonly drawDay: number; readonly towards: "later" | "earlier" };

function changeOf({ scope, drawDay, towards, collectOn }: Wanted): Change | null {
  if (scope === "next_draw") return collectOn === null ? null : { scope, collectOn };
  return drawDay === null ? null : { scope, drawDay: Number(drawDay), towards };
}

function labelOf(change: Change | null, day: (on: Day) => string): string {
  if (change === null) return "Change the draw day";
  return change.scope === "next_draw" ? `Collect it on ${day(change.collectOn)}` : `Draw on the ${ordinal(change.drawDay)}`;
}
