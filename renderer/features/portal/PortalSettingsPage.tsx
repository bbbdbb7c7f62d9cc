/** What the patient portal shows and takes (PKG-4). Without a relay there is no portal, and the page says so. */
import { Anchor, Button, Checkbox, Group, Stack } from "@mantine/core";
import { useState } from "react";
import type { PortalSettingsInput, PortalSettingsView } from "#contract/portal.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Columns, Page, Panel } from "../../kit/Page.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { PortalPreview } from "./PortalPreview.tsx";

const choices: readonly { readonly field: keyof PortalSettingsInput; readonly label: string; readonly about: string }[] = [
  { field: "showBalances", label: "Show plans and packages", about: "Each household sees its own: next draw, benefits and uses that are left, and until when." },
  { field: "joinRequests", label: "Patients may ask to join a plan", about: "A request waits for you. Nobody is enrolled, and nothing is charged, before you do it." },
  { field: "buyPackages", label: "Patients may buy packages", about: "Off unless you want it. Carried out once the relay is connected." },
  { field: "redeem", label: "Patients may use packages for a visit", about: "Off unless you want it, so that nothing is used by accident. Carried out once the relay is connected." },
];

export function PortalSettingsPage() {
  const office = useOffice();
  const may = useMay();
  const stored = useQueryOf(office.portal.settings, {}, { topics: ["portal"] });
  return (
    <Page
      title="Portal"
      about={
        <>
          <Anchor href={hrefTo("/settings")}>Settings</Anchor> · What patients see and may ask for ·{" "}
          <Anchor href={hrefTo("/memberships/requests")}>Requests to join</Anchor>
        </>
      }
    >
      {stored.failure && <ErrorState failure={stored.failure} onRetry={stored.retry} />}
      {stored.data && (
        <Columns least={420}>
          <PortalForm key={stored.data.version} stored={stored.data} />
          {may("memberships.view") && may("patients.view") && <PortalPreview />}
        </Columns>
      )}
    </Page>
  );
}

function PortalForm({ stored }: { readonly stored: PortalSettingsView }) {
  const office = useOffice();
  const mayChange = useMay()("settings.change");
  const save = useCommand(office.portal.saveSettings);
  const [draft, setDraft] = useState<PortalSettingsInput>(stored.settings);
  const submit = async () => {
    if (await save.run({ basedOn: stored.version, settings: draft })) showToast({ message: "Saved." });
  };
  return (
    <Panel title="What the portal offers">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap={16} style={{ maxWidth: 640 }}>
          {!stored.isConnected && (
            <Note tone="information" role="status">
              There is no patient portal yet: it comes with the relay connection, which this practice does not have. What you choose here
              holds from the day it is connected.
            </Note>
          )}
          {choices.map(({ field, label, about }) => (
            <Checkbox
              key={field}
              label={label}
              description={about}
              disabled={!mayChange}
              checked={draft[field]}
              onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.checked })}
            />
          ))}
          <RefusalNote failure={save.failure} />
          {mayChange && (
            <Group justify="end">
              <Button type="submit" loading={save.busy}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Panel>
  );
}
