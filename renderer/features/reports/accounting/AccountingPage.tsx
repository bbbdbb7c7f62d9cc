/** The journal for the accountant (INV-16): what would go, the files, the account map, and what has gone. */
import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import type { Day } from "#domain/calendar.ts";
import type { DayOrder, ExportFormat } from "#domain/accounting/files.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { saveFile } from "../../../app/save-file.ts";
import { useMay } from "../../../app/status.tsx";
import { dayText } from "#domain/day-text.ts";
import { DayField } from "../../../kit/DayField.tsx";
import { Page, Panel } from "../../../kit/Page.tsx";
import { Note, RefusalNote } from "../../../kit/RefusalNote.tsx";
import { showToast } from "../../../kit/toast.ts";
import { Choice } from "../Choice.tsx";
import { AccountMapTable } from "./AccountMapTable.tsx";
import { JournalTable } from "./JournalTable.tsx";
import { MadeExports } from "./MadeExports.tsx";
import classes from "../Reports.module.css";

const formats: readonly { readonly value: ExportFormat; readonly label: string }[] = [
  { value: "iif", label: "QuickBooks Desktop (IIF)" },
  { value: "qbo", label: "QuickBooks Online (CSV)" },
  { value: "xero", label: "Xero (CSV)" },
];

export function AccountingPage() {
  const office = useOffice();
  const may = useMay();
  const start = useQueryOf(office.accounting.exports, {}, { topics: ["accounting", "clock"] });
  const [format, setFormat] = useState<ExportFormat>("iif");
  const [dayOrder, setDayOrder] = useState<DayOrder>("month-first");
  const [chosen, setChosen] = useState<{ readonly from: Day | null; readonly to: Day | null }>({ from: null, to: null });
  const [again, setAgain] = useState(false);
  const from = chosen.from ?? start.data?.fromOn ?? null;
  const to = chosen.to ?? start.data?.toOn ?? null;
  const ask = from === null || to === null ? null : { format, from, to, again, dayOrder };
  const preview = useQueryOf(office.accounting.preview, ask ?? never, {
    topics: ["accounting", "invoices", "payments", "billing", "clock"],
    keepPrevious: true,
    enabled: ask !== null && may("export.all"),
  });
  const make = useCommand(office.accounting.export);
  const journal = preview.failure === null ? preview.data : undefined;
  const exported = journal?.exportedDays.length ?? 0;

  async function save(): Promise<void> {
    if (ask === null) return;
    const made = await make.run(ask);
    if (!made) return;
    for (const file of made.files) saveFile(file);
    const files = made.files.length === 1 ? "One file" : `${made.files.length} files`;
    showToast({ message: `${files} saved: ${daysWords(made.days, made.corrections)}.` });
    setChosen({ from: null, to: null });
    setAgain(false);
  }

  return (
    <Page
      title="Accounting export"
      about="One journal entry a day with the sums of each account. No patient is named."
      actions={
        may("export.all") && (
          <Button
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={make.busy}
            disabled={journal === undefined || journal.entries.length === 0}
            onClick={() => void save()}
          >
            {journal === undefined || journal.entries.length === 0
              ? "Save the journal"
              : `Save ${journal.entries.length === 1 ? "one journal entry" : `${journal.entries.length} journal entries`}`}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <div className={classes["controls"]}>
          <Choice label="For" value={format} options={formats} onChange={setFormat} width={240} />
          <DayField label="First day" value={from} lean="past" onChange={(day) => setChosen((was) => ({ ...was, from: day }))} />
          <DayField label="Last day" value={to} lean="past" onChange={(day) => setChosen((was) => ({ ...was, to: day }))} />
          {format === "xero" && (
            <Choice
              label="Days in the file"
              value={dayOrder}
              options={[
                { value: "month-first", label: "month first (US)" },
                { value: "day-first", label: "day first" },
              ]}
              onChange={setDayOrder}
            />
          )}
        </div>
        {exported > 0 && (
          <Note tone="attention">
            <Group gap="md">
              <span>
                {exported === 1 ? "One day" : `${exported} days`} of this range went before. Only what was entered since goes now,
                as correcting entries.
              </span>
              <Checkbox
                label="Send the whole days again"
                checked={again}
                onChange={(event) => setAgain(event.currentTarget.checked)}
              />
            </Group>
          </Note>
        )}
        <RefusalNote failure={make.failure ?? preview.failure} />
        <Panel
          title="What goes"
          aside={from !== null && to !== null && `${dayText(from)} – ${dayText(to)}`}
          flush
        >
          <JournalTable
            entries={journal?.entries ?? null}
            loading={preview.loading}
            ask={from === null || to === null || journal === undefined ? null : { report: "journal", from, to, again }}
          />
        </Panel>
        <Panel title="Account map" flush>
          <AccountMapTable mayChange={may("settings.change")} />
        </Panel>
        <Panel title="Exports made before" flush>
          <MadeExports exports={start.data?.exports ?? []} loading={start.loading} />
        </Panel>
      </Stack>
    </Page>
  );
}

/** Stands in while no range is chosen; such a question is never sent. */
const never = { format: "iif", from: "2026-01-01" as Day, to: "2026-01-01" as Day } as const;

function daysWords(days: number, corrections: number): string {
  const whole = days === 1 ? "one day" : `${days} days`;
  if (corrections === 0) return whole;
  return `${whole} and ${corrections === 1 ? "one correction" : `${corrections} corrections`}`;
}
