/** The invoice editor (INV-1, INV-3): lines, terms, what it comes to, and what an edit changes, in the office's own figures. */
import { Button, Group, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useCallback, useRef, useState, type KeyboardEvent } from "react";
import type { PackageView } from "#contract/packages.ts";
import type { PatientId } from "#domain/identity.ts";
import { addCents } from "#domain/money.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat, useToday } from "../../../format/PracticeFormat.tsx";
import { formIsClear } from "../../../kit/field-validity.ts";
import { Money } from "../../../kit/Money.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { Note, RefusalNote } from "../../../kit/RefusalNote.tsx";
import { DraftLineFields, type MemberOption } from "../DraftLineFields.tsx";
import { draftInput, lineAfter, totalOf, type DraftLine } from "../invoice-draft.ts";
import { effectsOfRevision } from "./change-words.ts";
import type { Editing } from "./editing.ts";
import { RevisionChanges } from "./RevisionChanges.tsx";
import { SendAgainDialog } from "./SendAgainDialog.tsx";
import { TermsFields } from "./TermsFields.tsx";
import { useDraftPrice } from "./use-draft-price.ts";
import { useSaving } from "./use-saving.ts";
import classes from "./Editor.module.css";

const noPackages: readonly PackageView[] = [];

export function InvoiceEditor({ editing }: { readonly editing: Editing }) {
  const office = useOffice();
  const today = useToday();
  const may = useMay();
  const { money } = usePracticeFormat();
  const form = useRef<HTMLFormElement>(null);
  const members = useMembers(editing);
  const [head, setHead] = useState<{ invoicedOn: Editing["invoicedOn"] | null; termsDays: number | null }>({
    invoicedOn: editing.invoicedOn,
    termsDays: editing.termsDays,
  });
  const [lines, setLines] = useState<readonly DraftLine[]>(editing.lines);
  const [added, setAdded] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const services = useQueryOf(office.services.list, {}, { topics: ["services"] });
  // An invoice that is edited sells no package (PKG-2).
  const packages = useQueryOf(office.packages.list, {}, { topics: ["packages"], enabled: editing.kind !== "revision" && may("plans.view") });
  const providers = useQueryOf(office.invoiceEditor.providers, {}, { topics: ["staff"] });
  const asked = draftInput({ ...head, householdId: editing.householdId }, lines);
  const price = useDraftPrice(editing, "input" in asked ? asked.input : null);
  const saving = useSaving(editing);
  const isRevision = editing.kind === "revision";
  // While it is not complete, or for a moment after a change of its lines, the draft's own sums stand.
  const priced = "input" in asked && price.priced?.lines.length === lines.length ? price.priced : undefined;
  const total = priced ?? totalOf(lines);
  const change = useCallback(
    (key: number, part: Partial<DraftLine>) =>
      setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line))),
    [],
  );
  const remove = useCallback((key: number) => setLines((before) => before.filter((one) => one.key !== key)), []);
  const add = () => {
    const line = lineAfter(lines, editing.patientId, today);
    setAdded(line.key);
    setLines([...lines, line]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    add();
  };
  const isClear = () => form.current !== null && formIsClear(form.current);
  const submit = () => {
    if ("input" in asked && isClear()) void saving.finish(asked.input, priced?.totalCents ?? null, reason);
  };
  const waiting = "waitingFor" in asked ? asked.waitingFor : price.unchanged ? "Nothing is different yet." : null;
  const mayFinish = waiting === null && !price.fetching && (!isRevision || (priced !== undefined && reason.trim() !== ""));
  const amount = formatMoney(total.totalCents, money, { withCurrency: true });
  return (
    <form
      ref={form}
      noValidate
      className={classes["draft"]}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={onKeyDown}
    >
      <Panel title="Lines">
        {isRevision && editing.fixed.length > 0 && (
          <Note tone="information">
            {editing.fixed.map(({ description }) => description).join(", ")} (
            <Money cents={addCents(...editing.fixed.flatMap((line) => [line.netCents, line.taxCents]))} />) belongs to a membership and
            stays as it is.
          </Note>
        )}
        <div className={classes["lines"]}>
          {lines.map((line, index) => (
            <DraftLineFields
              key={line.key}
              line={line}
              number={index + 1}
              members={members}
              providers={providers.data ?? []}
              services={services.data?.rows ?? []}
              packages={packages.data ?? noPackages}
              priced={priced?.lines[index]}
              mayDiscount={may("fees.waive")}
              autoFocus={line.key === added}
              onChange={change}
              onRemove={lines.length > 1 ? remove : null}
            />
          ))}
        </div>
        <div className={classes["underLines"]}>
          <Button type="button" variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
            Add a line
          </Button>
          <span className={classes["quiet"]}>Ctrl Enter adds one too.</span>
        </div>
      </Panel>
      <Panel title="Terms and total">
        <div className={classes["foot"]}>
          <TermsFields {...head} onChange={(part) => setHead((before) => ({ ...before, ...part }))} />
          <Sums total={total} />
        </div>
      </Panel>
      {isRevision && (
        <Panel title="What changes">
          {price.revised === undefined ? (
            <p className={classes["waiting"]}>{waiting ?? "Working it out."}</p>
          ) : (
            <>
              <RevisionChanges diff={price.revised.diff} label="What changes" />
              <ul className={classes["effects"]}>
                {effectsOfRevision(price.revised, (cents) => formatMoney(cents, money, { withCurrency: true })).map((effect) => (
                  <li key={effect}>{effect}</li>
                ))}
              </ul>
            </>
          )}
          <TextInput
            label="Reason"
            description="Kept with the invoice, such as “one film more”."
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={200}
            withAsterisk
            aria-required
            mt={12}
            maw={480}
          />
        </Panel>
      )}
      {priced?.warnings.map((warning) => (
        <Note key={warning} tone="attention">
          {warning}
        </Note>
      ))}
      <RefusalNote failure={saving.failure ?? ("input" in asked ? price.failure : null)} />
      <Group justify="space-between" gap={12}>
        <p className={classes["waiting"]} role="status">
          {waiting ?? (isRevision ? (reason.trim() === "" ? "Say why it is changed." : "What it said before is kept.") : "It gets its number when it is issued.")}
        </p>
        <Group gap={8}>
          {!isRevision && (
            <Button
              type="button"
              variant="default"
              loading={saving.savingDraft}
              disabled={!("input" in asked)}
              onClick={() => {
                if ("input" in asked && isClear()) void saving.saveDraft(asked.input);
              }}
            >
              Save draft
            </Button>
          )}
          <Button type="submit" loading={saving.finishing} disabled={!mayFinish}>
            {isRevision ? `Save revision ${editing.revision} for ${amount}` : `Issue invoice for ${amount}`}
          </Button>
        </Group>
      </Group>
      {saving.sendAgain !== null && <SendAgainDialog {...saving.sendAgain} onClose={saving.leave} />}
    </form>
  );
}

function Sums({ total }: { readonly total: ReturnType<typeof totalOf> }) {
  return (
    <dl className={`${classes["sums"]} pf-figures`}>
      <dt>Before tax</dt>
      <dd>
        <Money cents={total.netCents} />
      </dd>
      <dt>Tax</dt>
      <dd>
        <Money cents={total.taxCents} />
      </dd>
      <dt>Total</dt>
      <dd>
        <strong>
          <Money cents={total.totalCents} withCurrency />
        </strong>
      </dd>
    </dl>
  );
}

/** Everybody of the household, for whom a line may be. */
function useMembers(editing: Editing): readonly MemberOption[] {
  const office = useOffice();
  const { data } = useQueryOf(
    office.patients.chart,
    { patientId: editing.patientId },
    { topics: ["patients", `household/${editing.householdId}`] },
  );
  return data?.household.members.map(({ patientId, name }) => ({ patientId, name })) ?? noMembers;
}

const noMembers: readonly { readonly patientId: PatientId; readonly name: string }[] = [];
