/** The practice's own timetable (BIL-11): what happens on which day, and what is written. */
import { Anchor, Button, NumberInput, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { DunningSetup } from "#contract/dunning.ts";
import { caseNoticeKinds, isOptional, noticeNames, partNoticeKinds } from "#domain/dunning/notice-kinds.ts";
import type { DunningSettings } from "#domain/dunning/settings.ts";
import { caseNotices, timetable } from "#domain/dunning/timetable.ts";
import { noticeWritings, withWriting, writingOf, type NoticeWriting } from "#domain/dunning/writing.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Columns, Page, Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { daysFrom, daysWritten, fieldWords, writingWords } from "./settings-draft.ts";
import classes from "./Collections.module.css";

export function PastDueSettingsPage() {
  const office = useOffice();
  const setup = useQueryOf(office.dunning.read, {}, { topics: ["dunning-settings"] });
  return (
    <Page
      title="Past-due members"
      about={
        <>
          <Anchor href={hrefTo("/settings")}>Settings</Anchor> · When a payment is missed: what happens on which day
        </>
      }
    >
      {setup.failure && <ErrorState failure={setup.failure} onRetry={setup.retry} />}
      {setup.data && <Editor key={setup.data.version ?? 0} setup={setup.data} />}
    </Page>
  );
}

function Editor({ setup }: { readonly setup: DunningSetup }) {
  const office = useOffice();
  const may = useMay();
  const save = useCommand(office.dunning.save);
  const saved = setup.settings as DunningSettings;
  const [draft, setDraft] = useState<DunningSettings>(saved);
  const [retries, setRetries] = useState(daysWritten(saved.retryDays));
  const mayChange = may("settings.change");
  const retryDays = daysFrom(retries);
  const whole: DunningSettings = retryDays === null ? draft : { ...draft, retryDays };
  const changed = JSON.stringify(whole) !== JSON.stringify(saved);
  const change = (over: Partial<DunningSettings>): void => setDraft({ ...draft, ...over });
  const submit = async () => {
    const done = await save.run({ basedOn: setup.version, settings: whole });
    if (done) showToast({ message: "Saved. Households that are past due already keep the days their letters have named." });
  };
  return (
    <Stack gap={12}>
      <RefusalNote failure={save.failure} />
      <Columns least={420}>
        <Panel title="Days">
          <Stack gap={12}>
            <NumberInput
              label="Days until a membership lapses"
              description="Counted from the first failed charge, or the due day of who pays by hand"
              min={14}
              max={90}
              allowDecimal={false}
              readOnly={!mayChange}
              value={draft.graceDays}
              onChange={(value) => change({ graceDays: Number(value) || 0 })}
            />
            <TextInput
              label="The card is tried again on days"
              description="Rising numbers with commas, such as 3, 7, 14, 21"
              readOnly={!mayChange}
              value={retries}
              error={retryDays === null ? "Write whole numbers with commas between them." : undefined}
              onChange={(event) => setRetries(event.currentTarget.value)}
            />
            {caseNotices.map((notice) => (
              <NumberInput
                key={notice}
                label={`${noticeNames[notice]}: day`}
                min={0}
                max={89}
                allowDecimal={false}
                readOnly={!mayChange}
                value={draft.noticeDays[notice]}
                onChange={(value) => change({ noticeDays: { ...draft.noticeDays, [notice]: Number(value) || 0 } })}
              />
            ))}
            <Radio.Group
              label="How households are written to"
              value={draft.channel}
              onChange={(value) => change({ channel: value === "letter" ? "letter" : "household" })}
            >
              <Stack gap={6}>
                <Radio value="household" disabled={!mayChange} label="By their own channel, where this office can use it" />
                <Radio value="letter" disabled={!mayChange} label="Always by letter" />
              </Stack>
            </Radio.Group>
          </Stack>
        </Panel>
        <Stack gap={12}>
          <Example settings={whole} />
          <Panel title="What is written">
            <Stack gap={8}>
              {[...caseNoticeKinds, ...partNoticeKinds].map((one) => (
                <Select
                  key={one}
                  label={isOptional(one) ? noticeNames[one] : `${noticeNames[one]} (always: nobody lapses without it)`}
                  allowDeselect={false}
                  value={writingOf(draft, one)}
                  disabled={!mayChange || !isOptional(one)}
                  data={noticeWritings.map((value) => ({ value, label: writingWords[value] }))}
                  onChange={(value) => value !== null && change({ writing: withWriting(draft.writing, one, value as NoticeWriting) })}
                />
              ))}
            </Stack>
          </Panel>
          <History setup={setup} />
        </Stack>
      </Columns>
      <Panel title="Letters">
        <p>
          <Anchor href={hrefTo("/settings/texts", null, { group: "Past due" })}>The words of these letters</Anchor> are under Letters
          and texts, in English and Spanish, with a look at a real household. Which other letters and messages are written stands there, too.
        </p>
      </Panel>
      {mayChange && (
        <div>
          <Button disabled={!changed || retryDays === null} loading={save.busy} onClick={() => void submit()}>
            Save the timetable
          </Button>
        </div>
      )}
    </Stack>
  );
}

/** The timetable of a payment that fails today, so that numbers become days. */
function Example({ settings }: { readonly settings: DunningSettings }) {
  const { today } = usePracticeFormat();
  const table = timetable(today, settings);
  return (
    <Panel title="If a payment failed today">
      <dl className={classes["days"]}>
        {table.notices.map((step) => (
          <div key={step.kind}>
            <dt>{noticeNames[step.kind]}</dt>
            <dd>
              <DayText day={step.on} as="short" />
            </dd>
          </div>
        ))}
        {table.retries.map((step) => (
          <div key={step.day}>
            <dt>Card tried again</dt>
            <dd>
              <DayText day={step.on} as="short" />
            </dd>
          </div>
        ))}
        {table.lapseOn !== null && (
          <div>
            <dt>Lapses, at the earliest</dt>
            <dd>
              <DayText day={table.lapseOn} as="short" />
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}

const shownChanges = 6;

function History({ setup }: { readonly setup: DunningSetup }) {
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  if (setup.history.length === 0) return null;
  return (
    <Panel title="Changed before" flush>
      <ul className={classes["runs"]}>
        {setup.history.slice(0, shownChanges).map((row) => (
          <li key={row.at}>
            <span>
              {row.by === "" ? "The practice" : row.by}: {row.changed.map((field) => fieldWords[field] ?? field).join(", ")}
            </span>
            <span className={classes["quiet"]}>{spokenInstant(row.at, { locale, today }, timeZone)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
