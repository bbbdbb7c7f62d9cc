/** Makes a plan, a copy of one, or the next version of its terms (PPL-10, PPL-11). */
import { Button } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import type { PlanView } from "#contract/memberships.ts";
import { planProblems } from "#contract/refusals/memberships.ts";
import type { PlanId } from "#domain/identity.ts";
import { planProblem } from "#domain/memberships/plan-check.ts";
import { planDifferences } from "#domain/memberships/plan-words.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import type { PlanProblem } from "#domain/memberships/refusals.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useAddressSearch } from "../../../app/use-address-state.ts";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import type { Failure } from "../../../kit/failure.ts";
import { formIsClear } from "../../../kit/field-validity.ts";
import { Page, Panel } from "../../../kit/Page.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import { showToast } from "../../../kit/toast.ts";
import { LeaveGuard } from "../../people/form/LeaveGuard.tsx";
import { draftOf, newTerms, termsOf, type PlanDraft } from "../plan-draft.ts";
import { useCatalogue } from "./fields.tsx";
import { PricePanel, WhoPanel } from "./PlanBasics.tsx";
import { BenefitsPanel, DiscountsPanel } from "./PlanBenefits.tsx";
import { AgreementPanel, RulesPanel } from "./PlanRules.tsx";
import { YearPanel } from "./YearPanel.tsx";
import classes from "../Plans.module.css";

export function NewPlanPage() {
  const office = useOffice();
  const [search] = useAddressSearch();
  const copyOf = Number(search["copy"] ?? 0);
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  const from = plans.data?.find((plan) => plan.planId === copyOf);
  return (
    <Page title="New plan" about="What members pay, what they get, and for whom it is.">
      {plans.failure && <ErrorState failure={plans.failure} onRetry={plans.retry} />}
      {plans.data && (
        <PlanForm
          key={copyOf}
          plan={null}
          plans={plans.data}
          from={from ? { ...from.terms, name: `${from.name}, a copy` } : newTerms}
        />
      )}
    </Page>
  );
}

export function EditPlanPage() {
  const office = useOffice();
  const params = useParams({ strict: false });
  const planId = Number((params as { planId?: string }).planId) as PlanId;
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  const plan = plans.data?.find((one) => one.planId === planId);
  return (
    <Page
      title={plan ? `Terms of ${plan.name}` : "Terms"}
      {...(plan
        ? {
            about: `Saving makes version ${plan.versionNumber + 1}. The ${plan.activeMembers} members on it keep the terms they have.`,
          }
        : {})}
    >
      {plans.failure && <ErrorState failure={plans.failure} onRetry={plans.retry} />}
      {plans.data && !plan && <EmptyState title="This plan is not there">Open the list of plans again.</EmptyState>}
      {plans.data && plan && <PlanForm key={`${plan.planId}/${plan.version}`} plan={plan} plans={plans.data} from={plan.terms} />}
    </Page>
  );
}

function PlanForm({
  plan,
  plans,
  from,
}: {
  readonly plan: PlanView | null;
  readonly plans: readonly PlanView[];
  readonly from: PlanTerms;
}) {
  const office = useOffice();
  const add = useCommand(office.plans.add);
  const revise = useCommand(office.plans.revise);
  const area = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(from));
  const [saved, setSaved] = useState(false);
  const [asked, setAsked] = useState(false);
  const catalogue = useCatalogue();
  const terms = useMemo(() => termsOf(draft), [draft]);
  const found = planProblem(terms);
  const failure = add.failure ?? revise.failure;
  const refused = problemOfRefusal(failure);
  // The form tells after the first try to save, and then follows what is typed.
  const problem = asked ? (found ?? refused) : null;
  const base = useMemo(() => termsOf(draftOf(from)), [from]);
  const changed = JSON.stringify(base) !== JSON.stringify(terms);
  const change = (part: Partial<PlanDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    add.reset();
    revise.reset();
  };
  const showProblem = () =>
    setTimeout(() => area.current?.querySelector<HTMLElement>("[data-problem]")?.focus());
  const save = async (state: "draft" | "on_sale") => {
    setAsked(true);
    if (!area.current || !formIsClear(area.current)) return;
    if (found !== null) {
      showProblem();
      return;
    }
    const done = plan
      ? await revise.run({ planId: plan.planId, version: plan.version, terms })
      : await add.run({ terms, state });
    if (!done) {
      showProblem();
      return;
    }
    setSaved(true);
    showToast({
      message: plan
        ? `${done.name} has version ${done.versionNumber} now.`
        : state === "draft"
          ? `${done.name} is kept as a draft.`
          : `${done.name} is on sale.`,
    });
    // The guard lets go once it has heard that everything is saved.
    setTimeout(() => window.location.assign(hrefTo("/memberships/plans")));
  };
  const section = { draft, change, problem };
  const busy = add.busy || revise.busy;
  return (
    <form
      ref={area}
      className={classes["layout"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save("on_sale");
      }}
    >
      <LeaveGuard when={!saved && changed} />
      <div className={classes["fields"]}>
        <WhoPanel {...section} plans={plans} self={plan?.planId ?? null} />
        <PricePanel {...section} />
        <BenefitsPanel {...section} catalogue={catalogue} />
        <DiscountsPanel {...section} catalogue={catalogue} />
        <RulesPanel {...section} />
        <AgreementPanel {...section} />
        <RefusalNote failure={refused === null ? failure : null} />
        <div className={classes["acts"]}>
          <Button type="submit" loading={busy} disabled={plan !== null && !changed}>
            {plan ? `Save as version ${plan.versionNumber + 1}` : "Put on sale"}
          </Button>
          {!plan && (
            <Button type="button" variant="default" disabled={busy} onClick={() => void save("draft")}>
              Keep as a draft
            </Button>
          )}
          <Button component="a" href={hrefTo("/memberships/plans")} variant="default">
            Cancel
          </Button>
        </div>
      </div>
      <div className={classes["beside"]}>
        <YearPanel terms={terms} problem={found} />
        {plan !== null && changed && (
          <Panel title="What changes">
            <ul className={classes["changes"]}>
              {planDifferences(base, terms, namesOf(plans)).map(({ label, before, after }) => (
                <li key={label}>
                  {label}: {before ?? "not there"} → {after ?? "gone"}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </form>
  );
}

function namesOf(plans: readonly PlanView[]) {
  return { plan: (id: number) => plans.find((one) => one.planId === id)?.name, template: () => "another one" };
}

/** The office's refusal finds its field by its sentence, which is one of the form's own. */
function problemOfRefusal(failure: Failure | null): PlanProblem | null {
  if (failure?.kind !== "refusal" || failure.code !== "plan_terms_wrong") return null;
  const found = Object.entries(planProblems).find(([, sentence]) => sentence === failure.sentence);
  return (found?.[0] as PlanProblem | undefined) ?? null;
}
