/** A plan offer (DOC-1): who, which plan, and whether it would have paid, before anything is printed. */
import { Checkbox, Group, Stack } from "@mantine/core";
import { useMemo, useState, type ReactNode } from "react";
import type { PlanView } from "#contract/memberships.ts";
import type { PatientChart } from "#contract/people.ts";
import type { DocumentId, PatientId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { periodWordOf } from "../memberships/period-words.ts";
import { Choice } from "../reports/Choice.tsx";
import { OfferFigures } from "./OfferFigures.tsx";
import { OfferMade } from "./OfferMade.tsx";
import { fitsPlan, offerPeople } from "./offer-people.ts";

type Props = { readonly chart: PatientChart; readonly onClose: () => void };

export function PlanOfferDialog({ chart, onClose }: Props) {
  const office = useOffice();
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  const onSale = useMemo(() => (plans.data ?? []).filter(({ state }) => state === "on_sale"), [plans.data]);
  const people = offerPeople(chart);
  const first = people.find(({ patientId }) => patientId === chart.patientId) ?? people[0];
  const [chosenPlan, setChosenPlan] = useState<string | null>(null);
  const plan = onSale.find(({ planVersionId }) => String(planVersionId) === chosenPlan) ?? onSale.find((one) => first && fitsPlan(first, one)) ?? onSale[0];
  const [chosen, setChosen] = useState<readonly PatientId[]>(first ? [first.patientId] : []);
  const fitting = people.filter((person) => plan && fitsPlan(person, plan));
  const patientIds = chosen.filter((id) => fitting.some(({ patientId }) => patientId === id));
  if (plan === undefined || people.length === 0)
    return (
      <ActionDialog
        opened
        title="Plan offer"
        sentence={plan === undefined && !plans.loading ? "No plan is on sale. Put one on sale under Plans first." : people.length === 0 ? "Everybody of this household is on a plan already." : "Reading the plans."}
        primaryLabel="Make the offer"
        failure={plans.failure}
        disabled
        onClose={onClose}
        onSubmit={onClose}
      />
    );
  return (
    <OfferOf
      key={plan.planVersionId}
      chart={chart}
      plan={plan}
      onClose={onClose}
      patientIds={patientIds}
      choosePlan={
        <Choice
          label="Plan"
          width={260}
          value={String(plan.planVersionId)}
          options={onSale.map(({ planVersionId, name }) => ({ value: String(planVersionId), label: name }))}
          onChange={setChosenPlan}
        />
      }
      choosePeople={
        people.length > 1 && (
          <Checkbox.Group label="For" value={patientIds.map(String)} onChange={(values) => setChosen(values.map((value) => Number(value) as PatientId))}>
            <Group gap={16} mt={4}>
              {people.map((person) => (
                <Checkbox
                  key={person.patientId}
                  value={String(person.patientId)}
                  label={person.age === null ? person.name : `${person.name}, ${person.age}`}
                  disabled={!fitsPlan(person, plan)}
                />
              ))}
            </Group>
          </Checkbox.Group>
        )
      }
    />
  );
}

type OfferOfProps = Props & {
  readonly plan: PlanView;
  readonly patientIds: readonly PatientId[];
  readonly choosePlan: ReactNode;
  readonly choosePeople: ReactNode;
};

/** One plan's offer; another plan begins anew, because it is sold in other periods. */
function OfferOf({ chart, plan, patientIds, choosePlan, choosePeople, onClose }: OfferOfProps) {
  const office = useOffice();
  const make = useCommand(office.planOffers.make);
  const [months, setMonths] = useState(plan.terms.prices[0]?.months ?? 1);
  const ready = patientIds.length > 0;
  const ask = { householdId: chart.household.householdId, patientIds: [...patientIds], planVersionId: plan.planVersionId, periodMonths: months };
  const quote = useQueryOf(office.planOffers.quote, ask, { topics: ["invoices", "plans", "memberships", "catalogue", `household/${ask.householdId}`], keepPrevious: true, enabled: ready });
  const shown = ready && quote.failure === null ? quote.data : undefined;
  const [made, setMade] = useState<DocumentId | null>(null);
  if (made !== null) return <OfferMade documentId={made} planName={plan.name} onClose={onClose} />;
  return (
    <ActionDialog
      opened
      size="xl"
      dirty={false}
      title="Plan offer"
      sentence="The visits of the last twelve months at today’s list fees, and what they would have cost on a plan."
      primaryLabel="Make the offer"
      busy={make.busy}
      failure={make.failure ?? (ready ? quote.failure : null)}
      disabled={shown === undefined || quote.fetching}
      onClose={onClose}
      onSubmit={() => void make.run(ask).then((done) => done && setMade(done.documentId))}
      whatHappens={shown === undefined ? <WhatHappens waitingFor={ready ? "The figures are on their way." : "Choose who the offer is for."} /> : <OfferFigures quote={shown} />}
    >
      <Stack gap={12}>
        <Group gap={16} align="end">
          {choosePlan}
          <Choice
            label="Pays"
            width={160}
            value={String(months)}
            options={plan.terms.prices.map((price) => ({ value: String(price.months), label: `every ${periodWordOf(price.months)}` }))}
            onChange={(value) => setMonths(plan.terms.prices.find((price) => String(price.months) === value)?.months ?? months)}
          />
        </Group>
        {choosePeople}
      </Stack>
    </ActionDialog>
  );
}
