import { Button, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconSchool } from "@tabler/icons-react";
import { useState } from "react";
import { addDays, addMonths, type Day } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";
import { longDay, spokenDay } from "../../format/day.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { useOffice } from "../client/OfficeProvider.tsx";
import { useCommand } from "../client/use-command.ts";
import { useMay, useSeat } from "../status.tsx";
import classes from "./AppFrame.module.css";

/** What everybody must know at any time: this is not the real practice; billing stands still (UI-1, F-20, BIL-20). */
export function Banners() {
  const { practice, status } = useSeat();
  return (
    <section className={classes["banners"]} aria-label="About this practice">
      {practice.kind !== "live" && <TrainingBanner kind={practice.kind} />}
      {status.billingStop !== null && <BillingStopBanner reason={status.billingStop.reason} />}
    </section>
  );
}

const kindWords = {
  training: {
    name: "Training practice",
    about: "Nothing here is real, and nothing leaves this computer.",
  },
  sample: {
    name: "Sample practice",
    about: "All people here are invented, and nothing leaves this computer.",
  },
};

function TrainingBanner({ kind }: { readonly kind: "training" | "sample" }) {
  const { locale, today } = usePracticeFormat();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const words = kindWords[kind];
  return (
    <div className={classes["banner"]} role="note">
      <IconSchool size={18} aria-hidden />
      <span>
        <strong>{words.name}.</strong> {words.about} Today is {longDay(today, { locale, today })}.
      </span>
      {may("training.advance") && (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          Advance clock
        </Button>
      )}
      {open && <AdvanceDialog onClose={() => setOpen(false)} />}
    </div>
  );
}

function AdvanceDialog({ onClose }: { readonly onClose: () => void }) {
  const { locale, today, money } = usePracticeFormat();
  const office = useOffice();
  const advance = useCommand(office.training.advance);
  const [toOn, setToOn] = useState<Day | null>(addDays(today, 1));
  const steps: readonly [label: string, day: Day][] = [
    ["Tomorrow", addDays(today, 1)],
    ["In a week", addDays(today, 7)],
    ["In a month", addMonths(today, 1)],
    ["In a year", addMonths(today, 12)],
  ];
  const submit = async () => {
    if (toOn === null) return;
    const done = await advance.run({ toOn });
    if (done === undefined) return;
    const invoices = done.invoicesMade === 1 ? "1 invoice" : `${done.invoicesMade} invoices`;
    showToast({
      message: `It is now ${longDay(done.todayOn, { locale, today: done.todayOn })}. ${invoices} made, ${formatMoney(done.totalCents as Cents, money, { withCurrency: true })}.`,
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title="Advance the training clock"
      sentence="The days in between pass as they would in the real practice: every draw, lapse and notice happens on its day. The clock cannot be set back."
      primaryLabel={toOn === null ? "Advance" : `Advance to ${spokenDay(toOn, { locale, today })}`}
      onSubmit={() => void submit()}
      busy={advance.busy}
      failure={advance.failure}
      shownFields={["toOn"]}
      dirty={false}
    >
      <DayField
        label="Go to"
        lean="future"
        min={addDays(today, 1)}
        value={toOn}
        onChange={setToOn}
        required
        autoFocus
        error={fieldProblem(advance.failure, "toOn")}
      />
      <Button.Group>
        {steps.map(([label, day]) => (
          <Button key={label} size="xs" variant="default" onClick={() => setToOn(day)}>
            {label}
          </Button>
        ))}
      </Button.Group>
    </ActionDialog>
  );
}

const stopWords = {
  restored: "This practice was restored from a backup.",
  other_computer: "This practice now runs on another computer than before.",
  clock: "The date of this computer does not fit the last billing run.",
};

function BillingStopBanner({ reason }: { readonly reason: keyof typeof stopWords }) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  return (
    <div className={classes["banner"]} data-tone="attention" role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <span>
        <strong>Billing stands still.</strong> {stopWords[reason]} Nothing is drawn until somebody
        confirms that it is right.
      </span>
      {may("billing.run") && (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          Let billing go on
        </Button>
      )}
      {open && <ConfirmStopDialog reason={reason} onClose={() => setOpen(false)} />}
    </div>
  );
}

function ConfirmStopDialog({
  reason,
  onClose,
}: {
  readonly reason: keyof typeof stopWords;
  readonly onClose: () => void;
}) {
  const { locale, today } = usePracticeFormat();
  const office = useOffice();
  const confirm = useCommand(office.billing.confirmStop);
  const [why, setWhy] = useState("");
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title="Let billing go on"
      sentence={`${stopWords[reason]} Today is ${longDay(today, { locale, today })}. Every draw that fell due since then is made once billing goes on.`}
      primaryLabel="Let billing go on"
      busy={confirm.busy}
      failure={confirm.failure}
      shownFields={["reason"]}
      onSubmit={() =>
        void confirm.run({ reason: why }).then((done) => done !== undefined && onClose())
      }
    >
      <TextInput
        label="What did you check?"
        description="Kept with your name."
        required
        data-autofocus
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        error={fieldProblem(confirm.failure, "reason")}
      />
    </ActionDialog>
  );
}
