/** Makes a coupon; its terms never change afterwards (PPL-14). */
import { Checkbox, MultiSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { couponProblems } from "#contract/refusals/coupons.ts";
import { couponProblem } from "#domain/coupons/coupon-check.ts";
import { couponLimitWords, couponWords } from "#domain/coupons/coupon-words.ts";
import type { CouponProblem } from "#domain/coupons/refusals.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { couponTermsOf, newCoupon, type CouponDraft } from "./coupon-draft.ts";
import { ChoiceField, PercentField, WholeField } from "./editor/fields.tsx";
import classes from "./Plans.module.css";

export function CouponDialog({ onClose }: { readonly onClose: () => void }) {
  const office = useOffice();
  const { today, money } = usePracticeFormat();
  const add = useCommand(office.coupons.add);
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  const [draft, setDraft] = useState<CouponDraft>(newCoupon);
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<CouponDraft>) => setDraft((before) => ({ ...before, ...part }));
  const terms = couponTermsOf(draft);
  const found = couponProblem(terms, today);
  const at = (what: CouponProblem) => (asked && found === what ? couponProblems[what] : undefined);
  const submit = async () => {
    setAsked(true);
    if (found !== null) return;
    const done = await add.run({ terms });
    if (!done) return;
    showToast({ message: `Coupon ${done.terms.code} can be given out.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title="New coupon"
      sentence="What is said here holds for everybody who is given it. To change it, end it and make another."
      primaryLabel={terms.code === "" ? "Make the coupon" : `Make ${terms.code}`}
      busy={add.busy}
      failure={add.failure}
      disabled={terms.code === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens {...(found === null ? {} : { waitingFor: couponProblems[found] })}>
          {found === null && (
            <>
              <p>
                {terms.code}: {couponWords(terms, money.digits)}.
              </p>
              <p>{couponLimitWords(terms)}.</p>
            </>
          )}
        </WhatHappens>
      }
    >
      <TextInput
        label="Code"
        required
        maxLength={30}
        data-autofocus
        error={at("code")}
        value={draft.code}
        onChange={(event) => change({ code: event.currentTarget.value.toUpperCase() })}
      />
      <div className={classes["row"]}>
        <ChoiceField
          label="Takes off"
          options={[
            { value: "percent", label: "A percentage" },
            { value: "amount", label: "An amount" },
          ]}
          value={draft.off}
          onChange={(off) => change({ off })}
        />
        {draft.off === "percent" ? (
          <PercentField label="Percent" value={draft.basisPoints} onChange={(basisPoints) => change({ basisPoints })} />
        ) : (
          <div className={classes["narrow"]}>
            <MoneyField label="Amount" error={at("amount")} value={draft.cents} onChange={(cents) => change({ cents })} />
          </div>
        )}
        <ChoiceField
          label="Off"
          options={[
            { value: "dues", label: "The dues" },
            { value: "activation", label: "The activation fee" },
            { value: "dues_and_activation", label: "Both" },
          ]}
          value={draft.scope}
          onChange={(scope) => change({ scope })}
        />
      </div>
      <div className={`${classes["row"]} ${classes["fromTop"]}`}>
        <ChoiceField
          label="How often"
          options={[
            { value: "once", label: "Once" },
            { value: "charges", label: "On some charges" },
            { value: "forever", label: "On every charge" },
          ]}
          value={draft.times}
          onChange={(times) => change({ times })}
        />
        {draft.times === "charges" && (
          <WholeField label="Charges" least={1} most={120} value={draft.charges} onChange={(charges) => change({ charges })} />
        )}
        <div className={classes["middle"]}>
          <DayField label="Last day" lean="future" min={today} error={at("redeem_by")} value={draft.redeemBy} onChange={(redeemBy) => change({ redeemBy })} />
        </div>
        <WholeField label="Households" least={1} most={1_000_000} placeholder="Any" value={draft.maxUses} onChange={(maxUses) => change({ maxUses })} />
      </div>
      <MultiSelect
        label="Only for these plans"
        placeholder={draft.planIds.length === 0 ? "Every plan" : ""}
        data={(plans.data ?? []).map((plan) => ({ value: String(plan.planId), label: plan.name }))}
        value={[...draft.planIds]}
        onChange={(planIds) => change({ planIds })}
      />
      <Checkbox
        label="Once for each household"
        checked={draft.oncePerHousehold}
        onChange={(event) => change({ oncePerHousehold: event.currentTarget.checked })}
      />
    </ActionDialog>
  );
}
