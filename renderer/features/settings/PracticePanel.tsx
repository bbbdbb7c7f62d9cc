/** Letterhead, envelopes, terms: what is printed and when draws happen. */
import { Button, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PracticeSettings } from "#contract/app.ts";
import { toCents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Columns, Panel } from "../../kit/Page.tsx";
import { showToast } from "../../kit/toast.ts";

export function PracticePanel() {
  const office = useOffice();
  const stored = useQueryOf(office.practice.settings, {}, { topics: ["practice"] });
  return (
    <Panel title="Practice">
      {stored.failure && <ErrorState failure={stored.failure} onRetry={stored.retry} compact />}
      {stored.data && (
        <PracticeForm key={stored.data.version} version={stored.data.version} stored={stored.data.settings} />
      )}
    </Panel>
  );
}

function PracticeForm({ version, stored }: { readonly version: number; readonly stored: PracticeSettings }) {
  const office = useOffice();
  const mayChange = useMay()("settings.change");
  const update = useCommand(office.practice.update);
  const [draft, setDraft] = useState(stored);
  const change = (part: Partial<PracticeSettings>) => setDraft((before) => ({ ...before, ...part }));
  const text = (field: "name" | "addressLine1" | "addressLine2" | "city" | "region" | "postalCode" | "phone" | "email" | "taxId", label: string, most: number) => (
    <TextInput
      label={label}
      maxLength={most}
      readOnly={!mayChange}
      value={draft[field]}
      error={fieldProblem(update.failure, `settings.${field}`)}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  const save = async () => {
    const done = await update.run({ version, settings: draft });
    if (done) showToast({ message: "Settings are saved." });
  };
  return (
    <form
      style={{ display: "flex", flexDirection: "column", gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {text("name", "Name on the letterhead", 120)}
      <Columns least={180}>
        {text("addressLine1", "Street", 120)}
        {text("addressLine2", "Second line", 120)}
      </Columns>
      <Columns least={110}>
        {text("city", "Town", 80)}
        {text("region", "State", 80)}
        {text("postalCode", "Postal code", 20)}
      </Columns>
      <Columns least={130}>
        {text("phone", "Phone", 40)}
        {text("email", "E-mail", 200)}
        {text("taxId", "Tax id", 40)}
      </Columns>
      <Columns least={130}>
        <Select
          label="Envelope"
          allowDeselect={false}
          readOnly={!mayChange}
          data={[
            { value: "single-10", label: "#10, one window" },
            { value: "double-10", label: "#10, two windows" },
            { value: "double-9", label: "#9, two windows" },
            { value: "dl", label: "DL" },
          ]}
          value={draft.envelope}
          onChange={(value) => change({ envelope: (value ?? "single-10") as PracticeSettings["envelope"] })}
        />
        <Select
          label="Paper"
          allowDeselect={false}
          readOnly={!mayChange}
          data={[
            { value: "letter", label: "Letter" },
            { value: "a4", label: "A4" },
          ]}
          value={draft.paper}
          onChange={(value) => change({ paper: (value ?? "letter") as PracticeSettings["paper"] })}
        />
        <MoneyField
          label="Statements from"
          disabled={!mayChange}
          value={toCents(draft.statementMinimumCents)}
          onChange={(cents) => change({ statementMinimumCents: cents ?? 0 })}
        />
        <MoneyField
          label="Fee for a returned check"
          disabled={!mayChange}
          value={toCents(draft.returnedCheckFeeCents)}
          onChange={(cents) => change({ returnedCheckFeeCents: cents ?? 0 })}
        />
      </Columns>
      <Columns least={130}>
        <TextInput
          label="Billing runs at"
          readOnly={!mayChange}
          value={draft.drawTime}
          error={fieldProblem(update.failure, "settings.drawTime")}
          onChange={(event) => change({ drawTime: event.currentTarget.value })}
        />
        <NumberInput
          label="Lock after minutes"
          min={1}
          max={15}
          allowDecimal={false}
          readOnly={!mayChange}
          value={draft.lockMinutes}
          onChange={(value) => change({ lockMinutes: Number(value) || 5 })}
        />
        <NumberInput
          label="Invoices due after days"
          min={0}
          max={90}
          allowDecimal={false}
          readOnly={!mayChange}
          value={draft.termsDays}
          onChange={(value) => change({ termsDays: Number(value) || 0 })}
        />
      </Columns>
      <Select
        label="Members who are past due"
        description="Their member prices on invoices, until the dues are paid or the membership lapses"
        allowDeselect={false}
        readOnly={!mayChange}
        data={[
          { value: "allow", label: "Have their member prices" },
          { value: "warn", label: "Have them, and the desk is told" },
          { value: "block", label: "Pay the list price" },
        ]}
        value={draft.pastDueMembers}
        onChange={(value) => change({ pastDueMembers: (value ?? "warn") as PracticeSettings["pastDueMembers"] })}
      />
      <Select
        label="Reminders of unpaid invoices"
        description="Dues have letters of their own, under Past-due members"
        allowDeselect={false}
        readOnly={!mayChange}
        data={[
          { value: "hand", label: "Only by hand" },
          { value: "self", label: "Also by themselves: 3 days before, when due, 7, 14 and 30 days after" },
        ]}
        value={draft.automaticReminders ? "self" : "hand"}
        onChange={(value) => change({ automaticReminders: value === "self" })}
      />
      <RefusalNote failure={update.failure} />
      {mayChange && (
        <Group justify="end">
          <Button type="submit" loading={update.busy}>
            Save settings
          </Button>
        </Group>
      )}
    </form>
  );
}
