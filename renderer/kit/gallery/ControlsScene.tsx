import {
  Button,
  Checkbox,
  Group,
  Radio,
  Select,
  Stack,
  Switch,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconFileInvoice } from "@tabler/icons-react";
import { useState } from "react";
import { addDays, type Day } from "#domain/calendar.ts";
import { invoiceStatuses } from "#domain/invoices/status-words.ts";
import { standings } from "#domain/memberships/standing-words.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { DayField } from "../DayField.tsx";
import { DayText } from "../DayText.tsx";
import { EmptyState } from "../EmptyState.tsx";
import { ErrorState } from "../ErrorState.tsx";
import { ExplainButton } from "../ExplainButton.tsx";
import { InvoiceStatusChip } from "../InvoiceStatusChip.tsx";
import { Money } from "../Money.tsx";
import { MoneyField } from "../MoneyField.tsx";
import { Columns, Page, Panel } from "../Page.tsx";
import { ProgressBar } from "../ProgressDialog.tsx";
import { Note, RefusalNote } from "../RefusalNote.tsx";
import { StandingChip } from "../StandingChip.tsx";
import { TabsNav } from "../TabsNav.tsx";
import { showToast } from "../toast.ts";
import { Toasts } from "../Toasts.tsx";
import { galleryToday } from "./ugly-people.ts";

const explanation = {
  rule: "MEM-3",
  sentence:
    "Sixteen of the thirty-one days of this period are covered, so you pay sixteen thirty-firsts of the price.",
  steps: [
    { label: "Price of the whole period, 31 Dec to 30 Jan", value: "37.00" },
    { label: "Days covered, 15 Jan to 30 Jan", value: "16" },
    { label: "37.00 × 16 ÷ 31", value: "19.10" },
  ],
};

/** Everything small, with values that do not fit well. */
export function ControlsScene() {
  const [money, setMoney] = useState<Cents | null>(toCents(6200));
  const [day, setDay] = useState<Day | null>(addDays(galleryToday, 44));
  const [birth, setBirth] = useState<Day | null>(null);
  return (
    <Page
      title="Everything small"
      about="With values that do not fit well"
      beside={<StandingChip standing="past_due" />}
      actions={
        <>
          <Button variant="default" onClick={() => showToast({ message: "Statement printed" })}>
            Say something
          </Button>
          <Button
            onClick={() =>
              showToast({
                message: "On hold until 5 Jan",
                undo: () => showToast({ message: "Undone" }),
              })
            }
          >
            Do and undo
          </Button>
        </>
      }
    >
      <TabsNav
        label="Chart"
        current="overview"
        tabs={[
          { id: "overview", label: "Overview", href: "#/overview" },
          { id: "invoices", label: "Invoices", href: "#/invoices", count: 14 },
          { id: "ledger", label: "Payments and ledger", href: "#/ledger" },
        ]}
      />
      <Columns least={360}>
        <Panel title="Words" aside={<Money cents={toCents(61_200)} withCurrency />}>
          <Stack gap={8}>
            <Group gap={4}>
              {standings.map((standing) => (
                <StandingChip key={standing} standing={standing} />
              ))}
            </Group>
            <Group gap={4}>
              {invoiceStatuses.map((status) => (
                <InvoiceStatusChip key={status} status={status} />
              ))}
            </Group>
            <div>
              <DayText day={galleryToday} /> · <DayText day={addDays(galleryToday, 1)} /> ·{" "}
              <DayText day={addDays(galleryToday, 4)} /> ·{" "}
              <DayText day={addDays(galleryToday, 44)} withDistance />
            </div>
            <div>
              <Money cents={toCents(-123_456_789)} withCurrency /> is owed, of which{" "}
              <ExplainButton
                cents={toCents(1910)}
                label="First period"
                explanation={explanation}
                withCurrency
              />
            </div>
            <a href="#/patients">A link in a sentence</a>
          </Stack>
        </Panel>
        <Panel title="Fields">
          <Stack gap={12}>
            <MoneyField
              label="Amount"
              value={money}
              onChange={setMoney}
              max={toCents(100_000)}
              required
            />
            <DayField label="First day" value={day} onChange={setDay} lean="future" required />
            <DayField
              label="Born on"
              value={birth}
              onChange={setBirth}
              lean="past"
              max={galleryToday}
            />
            <TextInput
              label="Reason"
              placeholder="Why"
              error="Say why, so that the next person knows."
            />
            <Select label="Tender" data={["Cash", "Check"]} defaultValue="Cash" />
          </Stack>
        </Panel>
        <Panel title="More fields">
          <Stack gap={12}>
            <Textarea label="Notes" rows={3} defaultValue="Calls after five" />
            <Checkbox label="Signed on paper" defaultChecked />
            <Radio label="From the next draw" name="when" defaultChecked />
            <Radio label="Now" name="when" />
            <Switch label="Shortcuts of plain letters" defaultChecked />
            <TextInput label="Not now" disabled defaultValue="Nothing to change here" />
            <Group gap={8}>
              <Button>Enrol and take $62.00</Button>
              <Button color="red">Void invoice 1024</Button>
              <Button variant="default">Cancel</Button>
              <Button variant="subtle" color="gray">
                Clear
              </Button>
              <Button disabled>Not yet</Button>
              <Button variant="light">Lighter</Button>
            </Group>
          </Stack>
        </Panel>
        <Panel title="Nothing here" flush>
          <EmptyState
            title="No invoices yet"
            icon={IconFileInvoice}
            action={<Button>New invoice</Button>}
            compact
          >
            The first one appears by itself when a membership is drawn.
          </EmptyState>
        </Panel>
        <Panel title="Went wrong" flush>
          <ErrorState
            failure={{
              kind: "fault",
              sentence: "Something went wrong on our side. Nothing was saved.",
              incident: "K7-2041",
            }}
            onRetry={() => undefined}
            compact
          />
        </Panel>
        <Panel title="Said">
          <Stack gap={8}>
            <RefusalNote
              failure={{
                kind: "refusal",
                code: "x",
                sentence:
                  "This membership is already on hold until 5 Jan. End that hold first, or choose a later day.",
              }}
            />
            <RefusalNote
              failure={{
                kind: "invalid",
                sentence: "Some of what was typed does not fit yet. Nothing was saved.",
                fields: [{ path: "reason", sentence: "Say why." }],
              }}
            />
            <RefusalNote
              failure={{ kind: "outage", sentence: "The office does not answer just now." }}
            />
            <Note tone="attention">The card expires before the next draw.</Note>
            <Note tone="information">Draws are made in the morning.</Note>
            <ProgressBar title="Statements" done={37} total={214} step="Household of Lee, Rosa" />
          </Stack>
        </Panel>
      </Columns>
      <Toasts />
    </Page>
  );
}
