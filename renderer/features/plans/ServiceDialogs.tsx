/** A service and its prices (PPL-9): what it is, what it costs from when, what it cost before. */
import { Autocomplete, Checkbox, Modal, NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ServiceRow } from "#contract/catalogue.ts";
import { serviceProblems } from "#contract/refusals/catalogue.ts";
import { catalogueKinds, type CatalogueKind } from "#domain/catalogue/service-check.ts";
import type { ServiceProblem } from "#domain/catalogue/refusals.ts";
import type { Day } from "#domain/calendar.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import type { Failure } from "../../kit/failure.ts";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Columns } from "../../kit/Page.tsx";
import { showToast } from "../../kit/toast.ts";
import { PercentField } from "./editor/fields.tsx";
import { MadeAt } from "./MadeAt.tsx";
import classes from "./Plans.module.css";

export type ServiceDialogProps = {
  readonly service: ServiceRow | null;
  readonly categories: readonly string[];
  readonly onClose: () => void;
};

export function ServiceDialog({ service, categories, onClose }: ServiceDialogProps) {
  const office = useOffice();
  const add = useCommand(office.services.add);
  const edit = useCommand(office.services.edit);
  const [form, setForm] = useState({
    kind: service?.kind ?? ("service" as const),
    code: service?.code ?? "",
    name: service?.name ?? "",
    category: service?.category ?? "",
    durationMinutes: service?.durationMinutes ?? null,
    taxable: service?.taxable ?? false,
    taxRatePpm: service?.taxRatePpm ?? 0,
  });
  const [priceCents, setPriceCents] = useState<Cents | null>(null);
  const change = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const failure = add.failure ?? edit.failure;
  const at = (what: ServiceProblem) => sentenceAt(failure, serviceProblems[what]);
  const submit = async () => {
    const done = service
      ? await edit.run({ ...form, serviceId: service.serviceId, version: service.version })
      : await add.run({ ...form, priceCents: priceCents ?? zeroCents });
    if (!done) return;
    showToast({ message: service ? "Saved." : `${done.name} is in the catalogue.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={service ? `Change ${service.name}` : form.kind === "product" ? "New product" : "New service"}
      sentence={
        service
          ? "What was billed keeps its words. The price is changed on its own, from a day on."
          : form.kind === "product"
            ? "What the office sells over the counter, as it stands on the invoice."
            : "What the office does, as it stands on the invoice."
      }
      primaryLabel={service ? "Save" : form.name.trim() === "" ? "Add" : `Add ${form.name.trim()}`}
      busy={add.busy || edit.busy}
      failure={isShownAtField(failure) ? null : failure}
      disabled={form.name.trim() === "" || (service === null && priceCents === null)}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <SegmentedControl
        aria-label="Kind"
        data={catalogueKinds.map((kind) => ({ value: kind, label: kind === "product" ? "Product" : "Service" }))}
        value={form.kind}
        onChange={(kind) => change({ kind: kind as CatalogueKind, ...(kind === "product" ? { durationMinutes: null } : {}) })}
      />
      <Columns least={150}>
        <TextInput label="Code" required maxLength={40} error={at("code")} value={form.code} onChange={(event) => change({ code: event.currentTarget.value })} />
        <Autocomplete label="Category" required maxLength={80} data={[...categories]} error={at("category")} value={form.category} onChange={(category) => change({ category })} />
      </Columns>
      <TextInput label="Name" required maxLength={120} error={at("name")} value={form.name} onChange={(event) => change({ name: event.currentTarget.value })} />
      <Columns least={150}>
        {service === null && <MoneyField label="List price" required error={at("price")} value={priceCents} onChange={setPriceCents} />}
        {form.kind === "service" && <NumberInput
          label="Minutes"
          placeholder="Not timed"
          min={1}
          max={1440}
          allowDecimal={false}
          value={form.durationMinutes ?? ""}
          onChange={(value) => change({ durationMinutes: value === "" ? null : Number(value) })}
        />}
      </Columns>
      <Checkbox
        label="Taxable"
        checked={form.taxable}
        onChange={(event) => change({ taxable: event.currentTarget.checked })}
      />
      {form.taxable && (
        <>
          <PercentField label="Tax rate" value={form.taxRatePpm / 100} onChange={(basisPoints) => change({ taxRatePpm: basisPoints * 100 })} />
          {at("tax_without_rate") !== undefined && (
            <span className={classes["problem"]} role="alert">
              {at("tax_without_rate")}
            </span>
          )}
        </>
      )}
    </ActionDialog>
  );
}

export function PriceDialog({ service, onClose }: { readonly service: ServiceRow; readonly onClose: () => void }) {
  const office = useOffice();
  const today = useToday();
  const setPrice = useCommand(office.services.setPrice);
  const [effectiveOn, setEffectiveOn] = useState<Day | null>(today);
  const [priceCents, setPriceCents] = useState<Cents | null>(service.priceCents);
  const submit = async () => {
    if (effectiveOn === null || priceCents === null) return;
    const done = await setPrice.run({ serviceId: service.serviceId, effectiveOn, priceCents });
    if (!done) return;
    showToast({ message: `The new price of ${done.name} is kept.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Price of ${service.name}`}
      sentence="The list price from a day on. What was charged before keeps its price."
      primaryLabel="Set the price"
      busy={setPrice.busy}
      failure={setPrice.failure}
      disabled={effectiveOn === null || priceCents === null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Columns least={150}>
        <MoneyField label="New list price" required value={priceCents} onChange={setPriceCents} />
        <DayField label="From" lean="future" min={today} required value={effectiveOn} onChange={setEffectiveOn} />
      </Columns>
    </ActionDialog>
  );
}

export function PricesDialog({ service, onClose }: { readonly service: ServiceRow; readonly onClose: () => void }) {
  const office = useOffice();
  const prices = useQueryOf(office.services.prices, { serviceId: service.serviceId }, { topics: ["services"] });
  return (
    <Modal opened onClose={onClose} title={`Prices of ${service.name}`}>
      {prices.failure && <ErrorState failure={prices.failure} onRetry={prices.retry} compact />}
      <table className={`${classes["year"]} pf-figures`}>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Set</th>
            <th scope="col">List price</th>
          </tr>
        </thead>
        <tbody>
          {prices.data?.map((price) => (
            <tr key={price.effectiveOn}>
              <td>
                <DayText day={price.effectiveOn} as="full" />
              </td>
              <td>
                <MadeAt at={price.createdAt} />
                {price.createdBy !== null && `, ${price.createdBy}`}
              </td>
              <td>
                <Money cents={price.priceCents} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

/** A refusal about one field is shown there and nowhere else. */
function sentenceAt(failure: Failure | null, sentence: string): string | undefined {
  return failure?.kind === "refusal" && failure.sentence === sentence ? sentence : undefined;
}

function isShownAtField(failure: Failure | null): boolean {
  return failure?.kind === "refusal" && failure.code === "service_wrong";
}
