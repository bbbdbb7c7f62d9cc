/** The price rise wizard (MEM-17): plans and prices, from when and for whom, and everything it will do before it is done. */
import { Button, Checkbox, NumberInput, Radio, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { PlanView } from "#contract/memberships.ts";
import type { RisePreview } from "#contract/plan-upkeep.ts";
import type { MembershipId } from "#domain/identity.ts";
import { riseScopes } from "#domain/memberships/price-rise.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { periodWordOf } from "../memberships/period-words.ts";
import { RaisedTable } from "./RaisedTable.tsx";
import { emptyRise, priceKey, readRise, type RiseDraft } from "./rise-draft.ts";
import { scopeWords } from "./upkeep-words.ts";
import classes from "./PlanUpkeep.module.css";

export function RaisePricesPage() {
  const office = useOffice();
  const todayOn = useToday();
  const navigate = useNavigate();
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  const sold = (plans.data ?? []).filter(({ state }) => state !== "draft");
  const [draft, setDraft] = useState(() => emptyRise(todayOn));
  const change = (part: Partial<RiseDraft>) => setDraft((before) => ({ ...before, ...part }));
  const read = readRise(draft, sold);
  const isReady = read.state === "ready";
  const preview = useQueryOf(
    office.planUpkeep.previewRise,
    isReady ? { ...read.input, reason: "preview" } : { plans: [], effectiveOn: todayOn, scope: draft.scope, noticeDays: 30, excluded: [], reason: "preview" },
    { topics: ["plans", "memberships", "price-rises", "billing", "clock"], enabled: isReady, keepPrevious: true },
  );
  const shown = isReady && preview.failure === null ? preview.data : undefined;
  const raise = useCommand(office.planUpkeep.raisePrices);
  const submit = async () => {
    if (!isReady || shown === undefined) return;
    const done = await raise.run({ ...read.input, expectedMembers: shown.raised, expectedAfterCents: shown.monthlyAfterCents });
    if (!done) return;
    showToast({ message: done.letters === 0 ? "The new prices are set." : `The new prices are set. ${done.letters} letters wait to be printed.` });
    await navigate({ to: "/memberships/price-rises/$riseId", params: { riseId: String(done.riseId) } });
  };
  const exclude = (ids: readonly MembershipId[], isOut: boolean) =>
    change({ excluded: isOut ? [...new Set([...draft.excluded, ...ids])] : draft.excluded.filter((id) => !ids.includes(id)) });
  return (
    <Page
      title="Raise prices"
      about="Everything is shown before anything is done. Days that are paid are never touched."
      actions={
        <Button component="a" variant="default" href={hrefTo("/memberships/ahead", null, { tab: "price-rises" })}>
          Back to the list
        </Button>
      }
    >
      {plans.failure && <ErrorState failure={plans.failure} onRetry={plans.retry} />}
      <form
        className={classes["stack"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className={classes["layout"]}>
          <div className={classes["stack"]}>
            <PricesPanel plans={sold} draft={draft} change={change} />
            <WhenPanel draft={draft} change={change} today={todayOn} />
          </div>
          <div className={classes["stack"]}>
            <Effects preview={shown} busy={preview.fetching} waitingFor={isReady ? undefined : read.sentence} isForNew={draft.scope === "new_members"} />
            <RefusalNote failure={raise.failure ?? (isReady ? preview.failure : null)} />
            <Panel title="Decide">
              <Stack gap={12}>
                <TextInput
                  label="Why"
                  required
                  maxLength={200}
                  description="Kept with the price rise; it is not in the letters"
                  value={draft.reason}
                  onChange={(event) => change({ reason: event.currentTarget.value })}
                />
                <Button type="submit" loading={raise.busy} disabled={shown === undefined || preview.fetching || draft.reason.trim() === ""}>
                  {labelOf(shown, draft.scope)}
                </Button>
              </Stack>
            </Panel>
          </div>
        </div>
        {shown !== undefined && shown.members.length > 0 && <RaisedTable rows={shown.members} onExclude={exclude} />}
      </form>
    </Page>
  );
}

function labelOf(preview: RisePreview | undefined, scope: RiseDraft["scope"]): string {
  if (scope === "new_members" || !preview) return "Set the new prices";
  const letters = preview.letters === 1 ? "1 letter" : `${preview.letters} letters`;
  return `Set the prices and write ${letters}`;
}

type PartProps = { readonly draft: RiseDraft; readonly change: (part: Partial<RiseDraft>) => void };

function PricesPanel({ plans, draft, change }: PartProps & { readonly plans: readonly PlanView[] }) {
  return (
    <Panel title="Which prices">
      <Stack gap={12}>
        <div className={classes["row"]}>
          <SegmentedControl
            aria-label="How the prices change"
            data={[
              { value: "percent", label: "By percent" },
              { value: "amount", label: "By an amount" },
              { value: "prices", label: "New prices" },
            ]}
            value={draft.how}
            onChange={(how) => change({ how: how as RiseDraft["how"] })}
          />
          {draft.how === "percent" && (
            <TextInput
              className={classes["price"] ?? ""}
              label="Percent"
              placeholder="5"
              value={draft.percent}
              onChange={(event) => change({ percent: event.currentTarget.value })}
            />
          )}
          {draft.how === "amount" && (
            <div className={classes["price"]}>
              <MoneyField label="More a period" allowNegative value={draft.amountCents} onChange={(amountCents) => change({ amountCents })} />
            </div>
          )}
        </div>
        <div role="group" aria-label="Plans">
          {plans.map((plan) => (
            <PlanRow key={plan.planId} plan={plan} draft={draft} change={change} />
          ))}
        </div>
      </Stack>
    </Panel>
  );
}

function PlanRow({ plan, draft, change }: PartProps & { readonly plan: PlanView }) {
  const { planId, name, activeMembers } = plan;
  const isChosen = draft.planIds.includes(planId);
  return (
    <div className={classes["plan"]}>
      <Checkbox
        label={name}
        description={`${activeMembers} ${activeMembers === 1 ? "member" : "members"}`}
        checked={isChosen}
        onChange={(event) =>
          change({ planIds: event.currentTarget.checked ? [...draft.planIds, planId] : draft.planIds.filter((id) => id !== planId) })
        }
      />
      <div className={classes["prices"]}>
        {plan.terms.prices.map(({ months, priceCents }) =>
          isChosen && draft.how === "prices" ? (
            <div key={months} className={classes["price"]}>
              <MoneyField
                label={`${name} a ${periodWordOf(months)}`}
                description={<>now <Money cents={priceCents} /></>}
                value={draft.prices[priceKey(planId, months)] ?? null}
                onChange={(cents: Cents | null) => change({ prices: { ...draft.prices, [priceKey(planId, months)]: cents } })}
              />
            </div>
          ) : (
            <span key={months}>
              <Money cents={priceCents} /> a {periodWordOf(months)}
            </span>
          ),
        )}
      </div>
    </div>
  );
}

function WhenPanel({ draft, change, today }: PartProps & { readonly today: NonNullable<RiseDraft["effectiveOn"]> }) {
  return (
    <Panel title="From when and for whom">
      <Stack gap={12}>
        <Radio.Group label="For" value={draft.scope} onChange={(scope) => change({ scope: scope as RiseDraft["scope"] })}>
          <Stack gap={6}>
            {riseScopes.toReversed().map((scope) => (
              <Radio key={scope} value={scope} label={scopeWords[scope]} />
            ))}
          </Stack>
        </Radio.Group>
        <div className={classes["row"]}>
          <DayField label="From" lean="future" required min={today} value={draft.effectiveOn} onChange={(effectiveOn) => change({ effectiveOn })} />
          {draft.scope !== "new_members" && (
            <NumberInput
              label="Letters at least so many days before"
              min={30}
              max={365}
              allowDecimal={false}
              value={draft.noticeDays ?? ""}
              onChange={(value) => change({ noticeDays: value === "" ? null : Number(value) })}
            />
          )}
        </div>
        <p className={classes["quiet"]}>
          New members pay the new prices from this day.{" "}
          {draft.scope === "new_members"
            ? "Who joins before it keeps today’s price."
            : "Who joins before it begins at today’s price and gets the letter too."}
        </p>
      </Stack>
    </Panel>
  );
}

type EffectsProps = {
  readonly preview: RisePreview | undefined;
  readonly busy: boolean;
  readonly waitingFor: string | undefined;
  readonly isForNew: boolean;
};

function Effects({ preview, busy, waitingFor, isForNew }: EffectsProps) {
  return (
    <WhatHappens busy={busy} {...(waitingFor === undefined ? {} : { waitingFor })}>
      {preview !== undefined && (
        <>
          <dl className={`${classes["facts"]} pf-figures`}>
            {preview.plans.flatMap((plan) =>
              [
                ...plan.prices.map((price) => ({ ...price, whose: plan.name })),
                ...plan.families.map((price) => ({ ...price, whose: `${plan.name}, a family at most` })),
              ].map(({ months, oldCents, newCents, whose }) => (
                <div key={`${whose} ${months}`} style={{ display: "contents" }}>
                  <dt>
                    {whose} a {periodWordOf(months)}
                  </dt>
                  <dd>
                    <Money cents={oldCents} /> → <Money cents={newCents} />
                  </dd>
                </div>
              )),
            )}
            {!isForNew && <MemberFacts preview={preview} />}
          </dl>
          {isForNew && <p>Members keep their prices, and nobody is written to.</p>}
          {!isForNew && preview.raised === 0 && <Note tone="information">No member is concerned, so no letter goes out.</Note>}
        </>
      )}
    </WhatHappens>
  );
}

function MemberFacts({ preview }: { readonly preview: RisePreview }) {
  const { raised, leftOut, letters, monthlyBeforeCents, monthlyAfterCents, firstOn, lastOn } = preview;
  return (
    <>
      <dt>Members</dt>
      <dd>
        {raised}
        {leftOut > 0 && `, ${leftOut} left out`}
      </dd>
      <dt>Letters to print</dt>
      <dd>{letters}</dd>
      <dt>Their dues a month</dt>
      <dd>
        <Money cents={monthlyBeforeCents} /> → <Money cents={monthlyAfterCents} />
      </dd>
      <dt>More a month</dt>
      <dd>
        <Money cents={addCents(monthlyAfterCents, -monthlyBeforeCents)} withCurrency />
      </dd>
      {firstOn !== null && lastOn !== null && (
        <>
          <dt>First draw, if printed today</dt>
          <dd>
            <DayText day={firstOn} as="short" />
            {lastOn !== firstOn && (
              <>
                {" to "}
                <DayText day={lastOn} as="short" />
              </>
            )}
          </dd>
        </>
      )}
    </>
  );
}
