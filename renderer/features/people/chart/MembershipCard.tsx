/** One membership as the desk needs it: standing, paid through, next draw, what is left of the benefits. */
import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import type { PatientChart } from "#contract/people.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useMay } from "../../../app/status.tsx";
import { DayText } from "../../../kit/DayText.tsx";
import { Money } from "../../../kit/Money.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import { StandingChip } from "../../../kit/StandingChip.tsx";
import { showToast } from "../../../kit/toast.ts";
import {
  CancelDialog,
  HoldDialog,
  ResumeDialog,
} from "../../memberships/MembershipDialogs.tsx";
import { AgreementLine } from "../../agreements/AgreementLine.tsx";
import { ordinal, periodWordOf } from "../../memberships/period-words.ts";
import { BenefitBar } from "./BenefitBar.tsx";
import classes from "./Chart.module.css";

export type Membership = PatientChart["memberships"][number];

export function MembershipCard({ membership }: { readonly membership: Membership }) {
  const { standing, flags } = membership;
  const ended = hasEnded(membership);
  return (
    <section
      className={classes["card"]}
      data-ended={ended || undefined}
      aria-label={`Membership ${membership.planName}`}
    >
      <div className={classes["cardHead"]}>
        <h2 className={classes["cardTitle"]}>{membership.planName}</h2>
        {[standing, ...flags].map((word) => (
          <StandingChip key={word} standing={word} />
        ))}
      </div>
      <dl className={classes["facts"]}>
        <Facts membership={membership} ended={ended} />
      </dl>
      {!ended && membership.benefits.map((benefit) => <BenefitBar key={benefit.label} {...benefit} />)}
      <AgreementLine membership={membership} />
      {!ended && <MembershipActions membership={membership} />}
    </section>
  );
}

function hasEnded({ standing }: Membership): boolean {
  return standing === "cancelled" || standing === "expired" || standing === "lapsed";
}

function Facts({ membership, ended }: { readonly membership: Membership; readonly ended: boolean }) {
  const { nextDrawOn, nextDrawCents, paidThroughOn, heldUntilOn, endsOn } = membership;
  return (
    <>
      <dt>Price</dt>
      <dd>
        <Money cents={membership.priceCents} withCurrency /> a {periodWordOf(membership.periodMonths)},
        drawn on the {ordinal(membership.drawDay)}
      </dd>
      <dt>Since</dt>
      <dd>
        <DayText day={membership.startOn} as="full" />
      </dd>
      {paidThroughOn !== null && (
        <>
          <dt>Paid through</dt>
          <dd>
            <DayText day={paidThroughOn} as="full" />
          </dd>
        </>
      )}
      {!ended && nextDrawOn !== null && (
        <>
          <dt>Next draw</dt>
          <dd>
            {nextDrawCents !== null && (
              <>
                <Money cents={nextDrawCents} withCurrency /> on{" "}
              </>
            )}
            <DayText day={nextDrawOn} withDistance />
          </dd>
        </>
      )}
      {heldUntilOn !== null && (
        <>
          <dt>On hold until</dt>
          <dd>
            <DayText day={heldUntilOn} withDistance />
          </dd>
        </>
      )}
      {endsOn !== null && (
        <>
          <dt>{ended ? "Ended" : "Ends"}</dt>
          <dd>
            <DayText day={endsOn} as="full" />
          </dd>
        </>
      )}
    </>
  );
}

type OpenDialog = "hold" | "resume" | "cancel";

function MembershipActions({ membership }: { readonly membership: Membership }) {
  const office = useOffice();
  const may = useMay();
  const undo = useCommand(office.memberships.undoCancel);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const close = () => setDialog(null);
  const { standing, flags, membershipId } = membership;
  const words = [standing, ...flags];
  const held = words.includes("on_hold");
  const cancelling = words.includes("cancelling");
  if (!may("memberships.change")) return null;
  const undoCancel = async () => {
    const done = await undo.run({ membershipId });
    if (done) showToast({ message: `${membership.planName} goes on.` });
  };
  return (
    <div className={classes["actions"]}>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} />}>
            Change
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {held ? (
            <Menu.Item onClick={() => setDialog("resume")}>Resume…</Menu.Item>
          ) : (
            <Menu.Item onClick={() => setDialog("hold")}>Put on hold…</Menu.Item>
          )}
          {cancelling ? (
            <Menu.Item onClick={() => void undoCancel()}>Keep the membership</Menu.Item>
          ) : (
            <Menu.Item onClick={() => setDialog("cancel")}>Cancel the membership…</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <RefusalNote failure={undo.failure} />
      {dialog === "hold" && <HoldDialog membership={membership} onClose={close} />}
      {dialog === "resume" && <ResumeDialog membership={membership} onClose={close} />}
      {dialog === "cancel" && <CancelDialog membership={membership} onClose={close} />}
    </div>
  );
}
