/** A brochure of plans (DOC-1): up to four, in the order chosen; looked at, then made and printed on both sides. */
import { Anchor, Button, Checkbox, Group, Stack } from "@mantine/core";
import { useState } from "react";
import type { PlanView } from "#contract/memberships.ts";
import { mostPlans } from "#domain/brochure/present-brochure.ts";
import type { DocumentId, PlanId } from "#domain/identity.ts";
import { languageNames, languageOfLocale, textLanguages, type TextLanguage } from "#domain/texts/language.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { lookAtFile, printFile, saveFile } from "../../app/save-file.ts";
import { useSeat } from "../../app/status.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { Choice } from "../reports/Choice.tsx";

type Props = { readonly plans: readonly PlanView[]; readonly onClose: () => void };

export function BrochureDialog({ plans, onClose }: Props) {
  const office = useOffice();
  const { locale } = useSeat().practice;
  const [planIds, setPlanIds] = useState<readonly PlanId[]>(plans.slice(0, mostPlans).map(({ planId }) => planId));
  const [language, setLanguage] = useState<TextLanguage>(languageOfLocale(locale));
  const [paper, setPaper] = useState<"letter" | "a4">(/-(US|CA|MX)$/.test(locale) ? "letter" : "a4");
  const preview = useAsk(office.brochures.preview);
  const make = useCommand(office.brochures.make);
  const [made, setMade] = useState<DocumentId | null>(null);
  const ask = { planIds: [...planIds], language, paper };
  const isFull = planIds.length >= mostPlans;
  if (made !== null) return <BrochureMade documentId={made} onClose={onClose} />;
  return (
    <ActionDialog
      opened
      size="lg"
      dirty={false}
      title="Brochure of plans"
      sentence={
        <>
          A sheet folded in three, from the terms on sale today. Your own words stand under{" "}
          <Anchor underline="always" href={hrefTo("/settings/texts")}>Letters and texts</Anchor>.
        </>
      }
      primaryLabel="Make the brochure"
      busy={make.busy}
      failure={make.failure ?? preview.failure}
      disabled={planIds.length === 0}
      onClose={onClose}
      onSubmit={() => void make.run(ask).then((done) => done && setMade(done.documentId))}
      secondary={
        <Button type="button" variant="default" loading={preview.busy} disabled={planIds.length === 0} onClick={() => void preview.run(ask).then((file) => file && lookAtFile(file))}>
          Look at it
        </Button>
      }
    >
      <Checkbox.Group
        label={`Plans, up to ${mostPlans}`}
        description={plans.length === 0 ? "No plan is on sale." : "They stand in the order in which you choose them."}
        value={planIds.map(String)}
        onChange={(values) => setPlanIds(values.map((value) => Number(value) as PlanId))}
      >
        <Stack gap={6} mt={6}>
          {plans.map(({ planId, name }) => (
            <Checkbox key={planId} value={String(planId)} label={planIds.includes(planId) ? `${name} (${planIds.indexOf(planId) + 1})` : name} disabled={isFull && !planIds.includes(planId)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Group gap={16} align="end">
        <Choice label="Language" width={150} value={language} options={textLanguages.map((value) => ({ value, label: languageNames[value] }))} onChange={setLanguage} />
        <Choice
          label="Paper"
          width={120}
          value={paper}
          options={[
            { value: "letter", label: "Letter" },
            { value: "a4", label: "A4" },
          ]}
          onChange={setPaper}
        />
      </Group>
    </ActionDialog>
  );
}

function BrochureMade({ documentId, onClose }: { readonly documentId: DocumentId; readonly onClose: () => void }) {
  const open = useAsk(useOffice().documents.open);
  return (
    <ActionDialog
      opened
      dirty={false}
      title="The brochure is ready"
      sentence="Print it on both sides, turned over the short edge, at the actual size; then fold at the ticks, the narrower panel first. It stays under Documents."
      primaryLabel="Print"
      wayOut="Close"
      busy={open.busy}
      failure={open.failure}
      onClose={onClose}
      onSubmit={() => void open.run({ documentId }).then((file) => file && printFile(file))}
      secondary={
        <Button type="button" variant="default" onClick={() => void open.run({ documentId }).then((file) => file && saveFile(file))}>
          Save PDF
        </Button>
      }
    />
  );
}
