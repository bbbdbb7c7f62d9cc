/** The coupons a household has: what they take off, what is left of them; giving one and taking one away (PPL-14). */
import { Button, TextInput } from "@mantine/core";
import { IconTicket } from "@tabler/icons-react";
import { useState } from "react";
import type { HeldCoupon } from "#contract/coupons.ts";
import { couponWords } from "#domain/coupons/coupon-words.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { Panel } from "../../kit/Page.tsx";
import { showToast } from "../../kit/toast.ts";
import classes from "./Plans.module.css";

export function HouseholdCoupons({ householdId }: { readonly householdId: HouseholdId }) {
  const office = useOffice();
  const may = useMay();
  const coupons = useQueryOf(
    office.coupons.ofHousehold,
    { householdId },
    { topics: ["coupons", "invoices", `household/${householdId}`] },
  );
  const take = useCommand(office.coupons.takeAway);
  const [giving, setGiving] = useState(false);
  const remove = async ({ heldCouponId, terms }: HeldCoupon) => {
    if (await take.run({ householdId, heldCouponId })) showToast({ message: `${terms.code} takes nothing off from today on.` });
  };
  const held = coupons.data ?? [];
  if (held.length === 0 && !may("memberships.enroll")) return null;
  return (
    <Panel
      title="Coupons"
      {...(may("memberships.enroll")
        ? {
            aside: (
              <Button size="compact-sm" variant="default" leftSection={<IconTicket size={14} />} onClick={() => setGiving(true)}>
                Give a coupon
              </Button>
            ),
          }
        : {})}
    >
      {held.length === 0 ? (
        <span className={classes["quiet"]}>None.</span>
      ) : (
        <ul className={classes["coupons"]}>
          {held.map((coupon) => (
            <li key={coupon.heldCouponId}>
              <div>
                <strong>{coupon.terms.code}</strong> {couponWords(coupon.terms)}
                <div className={classes["quiet"]}>
                  Given <DayText day={coupon.appliedOn} as="full" />, {leftWords(coupon)}
                  {coupon.offCents > 0 && (
                    <>
                      , <Money cents={coupon.offCents} /> taken off
                    </>
                  )}
                </div>
              </div>
              {coupon.endedOn === null && isLeft(coupon) && may("memberships.change") && (
                <Button size="compact-sm" variant="subtle" loading={take.busy} onClick={() => void remove(coupon)} aria-label={`Take ${coupon.terms.code} away`}>
                  Take away
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {giving && <GiveDialog householdId={householdId} onClose={() => setGiving(false)} />}
    </Panel>
  );
}

function GiveDialog({ householdId, onClose }: { readonly householdId: HouseholdId; readonly onClose: () => void }) {
  const office = useOffice();
  const give = useCommand(office.coupons.give);
  const [code, setCode] = useState("");
  const refused = give.failure?.kind === "refusal" ? give.failure.sentence : undefined;
  const submit = async () => {
    if (!(await give.run({ householdId, code }))) return;
    showToast({ message: `The household has ${code.trim().toUpperCase()} now.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title="Give a coupon"
      sentence="It counts from the next draw on; what was billed stays as it is."
      primaryLabel={code.trim() === "" ? "Give it" : `Give ${code.trim().toUpperCase()}`}
      busy={give.busy}
      failure={refused === undefined ? give.failure : null}
      disabled={code.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput
        label="Code"
        required
        data-autofocus
        maxLength={30}
        error={refused}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

function isLeft({ terms, chargesUsed }: HeldCoupon): boolean {
  return terms.charges === null || chargesUsed < terms.charges;
}

function leftWords(coupon: HeldCoupon): string {
  const { terms, chargesUsed, endedOn } = coupon;
  if (endedOn !== null) return "taken away";
  if (terms.charges === null) return chargesUsed === 0 ? "not used yet" : `used on ${chargesUsed} ${charges(chargesUsed)}`;
  const left = terms.charges - chargesUsed;
  return left === 0 ? "used up" : `${left} ${charges(left)} left`;
}

function charges(count: number): string {
  return count === 1 ? "charge" : "charges";
}
