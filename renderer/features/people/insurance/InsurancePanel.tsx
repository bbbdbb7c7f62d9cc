/** The insurance policies of a patient in their order (PPL-8). */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconShieldPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Policy } from "#contract/insurance.ts";
import type { PatientChart } from "#contract/people.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import { StatusChip } from "../../../kit/StatusChip.tsx";
import { DeleteDialog, DetachDialog } from "./PolicyActs.tsx";
import { PolicyDialog } from "./PolicyDialog.tsx";
import { coverText, isInForce, policyNumbers } from "./policy-words.ts";
import classes from "./Insurance.module.css";

type Open = { readonly dialog: "edit" | "detach" | "delete"; readonly policy: Policy } | { readonly dialog: "add" };

export function InsurancePanel({ chart }: { readonly chart: PatientChart }) {
  const { patientId, name } = chart;
  const office = useOffice();
  const may = useMay();
  const list = useQueryOf(office.insurance.list, { patientId }, { topics: [`patient/${patientId}`, "insurance"] });
  const first = useCommand(office.insurance.makeFirst);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const policies = list.data?.policies ?? [];
  const inHolding = list.data?.inHolding ?? 0;
  return (
    <Panel
      title="Insurance"
      aside={
        may("patients.edit") && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconShieldPlus size={14} />}
            onClick={() => setOpen({ dialog: "add" })}
          >
            Add a policy
          </Button>
        )
      }
    >
      <RefusalNote failure={first.failure ?? list.failure} />
      {policies.length === 0 && list.data && <span className={classes["quiet"]}>None on file.</span>}
      <ol className={classes["policies"]}>
        {policies.map((policy, index) => (
          <PolicyLine
            key={policy.policyId}
            policy={policy}
            isFirst={index === 0}
            mayChange={may("patients.edit")}
            onFirst={() => void first.run({ policyId: policy.policyId })}
            onOpen={(dialog) => setOpen({ dialog, policy })}
          />
        ))}
      </ol>
      {inHolding > 0 && (
        <a href={hrefTo("/patients/insurance")}>
          Holding area: {inHolding} {inHolding === 1 ? "policy" : "policies"} on no chart
        </a>
      )}
      {open?.dialog === "add" && <PolicyDialog patientId={patientId} patientName={name} policy={null} onClose={close} />}
      {open?.dialog === "edit" && <PolicyDialog patientId={patientId} patientName={name} policy={open.policy} onClose={close} />}
      {open?.dialog === "detach" && <DetachDialog policy={open.policy} patientName={name} onClose={close} />}
      {open?.dialog === "delete" && <DeleteDialog policy={open.policy} patientName={name} onClose={close} />}
    </Panel>
  );
}

type PolicyLineProps = {
  readonly policy: Policy;
  readonly isFirst: boolean;
  readonly mayChange: boolean;
  readonly onFirst: () => void;
  readonly onOpen: (dialog: "edit" | "detach" | "delete") => void;
};

function PolicyLine({ policy, isFirst, mayChange, onFirst, onOpen }: PolicyLineProps) {
  const { locale, today } = usePracticeFormat();
  const numbers = policyNumbers(policy);
  return (
    <li className={classes["policy"]}>
      <div className={classes["about"]}>
        <span>
          {policy.carrier} {!isInForce(policy, today) && <StatusChip tone="quiet" word="Not in force" />}
        </span>
        {numbers !== "" && <span className={classes["quiet"]}>{numbers}</span>}
        <span className={`${classes["quiet"]} pf-figures`}>{coverText(policy, locale)}</span>
      </div>
      {mayChange && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" aria-label={`More about ${policy.carrier}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onOpen("edit")}>Edit or enter the last day…</Menu.Item>
            {!isFirst && <Menu.Item onClick={onFirst}>Make it the first</Menu.Item>}
            <Menu.Item onClick={() => onOpen("detach")}>Detach…</Menu.Item>
            <Menu.Item color="red" onClick={() => onOpen("delete")}>
              Delete…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
