/** What can be done with one membership: its menu, the dialogs behind it, and what waits to begin. */
import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState, type ComponentType } from "react";
import type { WaitingChange } from "#contract/membership-changes.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useMay } from "../../../app/status.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import { showToast } from "../../../kit/toast.ts";
import type { ChangeDialogProps, ChangeDone } from "../../memberships/changes/change-done.ts";
import { DrawDayDialog } from "../../memberships/changes/DrawDayDialog.tsx";
import { MovePlanDialog } from "../../memberships/changes/MovePlanDialog.tsx";
import { PayYearDialog } from "../../memberships/changes/PayYearDialog.tsx";
import { RejoinDialog } from "../../memberships/changes/RejoinDialog.tsx";
import { WaitingChanges } from "../../memberships/changes/WaitingChanges.tsx";
import { CancelDialog } from "../../memberships/hold-and-cancel/CancelDialog.tsx";
import { HoldDialog } from "../../memberships/hold-and-cancel/HoldDialog.tsx";
import { RefundDialog } from "../../memberships/hold-and-cancel/RefundDialog.tsx";
import { RemoveDialog } from "../../memberships/hold-and-cancel/RemoveDialog.tsx";
import { ResumeDialog } from "../../memberships/hold-and-cancel/ResumeDialog.tsx";
import { BenefitHistoryDialog } from "../../benefits/BenefitHistoryDialog.tsx";
import classes from "./Chart.module.css";
import type { Membership } from "./MembershipCard.tsx";

type ChangeDialog = "move" | "year" | "day" | "rejoin";
type OpenDialog = ChangeDialog | "benefits" | "hold" | "resume" | "cancel" | "refund" | "remove";

/** The dialogs of changes that tell their way back. */
const changeDialogs: Readonly<Record<ChangeDialog, ComponentType<ChangeDialogProps>>> = {
  move: MovePlanDialog,
  year: PayYearDialog,
  day: DrawDayDialog,
  rejoin: RejoinDialog,
};

type Props = { readonly membership: Membership; readonly ended: boolean };

export function MembershipActions({ membership, ended }: Props) {
  const office = useOffice();
  const may = useMay();
  const undoCancel = useCommand(office.memberships.undoCancel);
  const undo = useCommand(office.membershipChanges.undo);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const close = () => setDialog(null);
  const mayChange = may("memberships.change");
  const keep = async () => {
    const done = await undoCancel.run({ membershipId: membership.membershipId });
    if (done) showToast({ message: `${membership.planName} goes on.` });
  };
  const takeBack = async (changeId: number, message: string) => {
    const done = await undo.run({ changeId });
    if (done) showToast({ message });
  };
  const changed = ({ changeId, message }: ChangeDone) =>
    showToast({
      message,
      ...(changeId === null ? {} : { undo: () => void takeBack(changeId, "It is as it was before.") }),
    });
  const withdraw = (change: WaitingChange) => void takeBack(change.changeId, "The change that was waiting is withdrawn.");
  const Changing = dialog !== null && dialog in changeDialogs ? changeDialogs[dialog as ChangeDialog] : null;
  return (
    <>
      <WaitingChanges waiting={membership.waiting} busy={undo.busy} onWithdraw={mayChange ? withdraw : null} />
      {mayChange && (
        <div className={classes["actions"]}>
          {ended ? (
            <>
              <Button size="compact-sm" variant="default" onClick={() => setDialog("rejoin")}>
                Comes back…
              </Button>
              {may("payments.refund") && (
                <Button size="compact-sm" variant="default" onClick={() => setDialog("refund")}>
                  Refund dues…
                </Button>
              )}
            </>
          ) : (
            <ChangeMenu
              membership={membership}
              mayRefund={may("payments.refund")}
              onOpen={setDialog}
              onKeep={() => void keep()}
            />
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => setDialog("benefits")}>
            Benefits…
          </Button>
          <RefusalNote failure={undoCancel.failure ?? undo.failure} />
        </div>
      )}
      {!mayChange && (
        <div className={classes["actions"]}>
          <Button size="compact-sm" variant="subtle" onClick={() => setDialog("benefits")}>
            Benefits…
          </Button>
        </div>
      )}
      {dialog === "benefits" && <BenefitHistoryDialog membershipId={membership.membershipId} planName={membership.planName} onClose={close} />}
      {Changing !== null && <Changing membership={membership} onClose={close} onDone={changed} />}
      {dialog === "hold" && <HoldDialog membership={membership} onClose={close} />}
      {dialog === "resume" && <ResumeDialog membership={membership} onClose={close} />}
      {dialog === "cancel" && <CancelDialog membership={membership} onClose={close} />}
      {dialog === "refund" && <RefundDialog membership={membership} ended={ended} onClose={close} />}
      {dialog === "remove" && <RemoveDialog membership={membership} onClose={close} />}
    </>
  );
}

type MenuProps = {
  readonly membership: Membership;
  readonly mayRefund: boolean;
  readonly onOpen: (dialog: OpenDialog) => void;
  readonly onKeep: () => void;
};

function ChangeMenu({ membership, mayRefund, onOpen, onKeep }: MenuProps) {
  const { standing, flags } = membership;
  const words = [standing, ...flags];
  const held = words.includes("on_hold");
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} />}>
          Change
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onOpen("move")}>Move to another plan…</Menu.Item>
        {membership.periodMonths !== 12 && (
          <Menu.Item onClick={() => onOpen("year")}>Pay the year…</Menu.Item>
        )}
        <Menu.Item onClick={() => onOpen("day")}>Change the draw day…</Menu.Item>
        <Menu.Divider />
        {held ? (
          <Menu.Item onClick={() => onOpen("resume")}>Resume…</Menu.Item>
        ) : (
          <Menu.Item onClick={() => onOpen("hold")}>Put on hold…</Menu.Item>
        )}
        {words.includes("cancelling") ? (
          <Menu.Item onClick={onKeep}>Keep the membership</Menu.Item>
        ) : (
          <Menu.Item onClick={() => onOpen("cancel")}>Cancel the membership…</Menu.Item>
        )}
        <Menu.Divider />
        {mayRefund && <Menu.Item onClick={() => onOpen("refund")}>Refund dues…</Menu.Item>}
        <Menu.Item onClick={() => onOpen("remove")}>Delete, entered by mistake…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
