/** What can be done from a chart: add something new, edit, move, remove. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconArrowsExchange,
  IconArrowsJoin,
  IconCash,
  IconChevronDown,
  IconDots,
  IconEdit,
  IconFileText,
  IconId,
  IconMailOff,
  IconPigMoney,
  IconTrash,
  IconUserPlus,
} from "@tabler/icons-react";
import { useState } from "react";
import type { PatientChart } from "#contract/people.ts";
import { hrefTo } from "../../../app/address.ts";
import { useMay } from "../../../app/status.tsx";
import { ReceivePaymentDialog } from "../../payments/ReceivePaymentDialog.tsx";
import { PlanOfferDialog } from "../../plan-offer/PlanOfferDialog.tsx";
import { BounceDialog } from "../household/BounceDialog.tsx";
import { MergeChartsDialog } from "../household/MergeChartsDialog.tsx";
import { MoveDialog } from "../household/MoveDialog.tsx";
import { RemoveDialog } from "../household/RemoveDialog.tsx";

type OpenDialog = "offer" | "pay" | "move" | "merge" | "bounce" | "remove";

export function ChartActions({ chart }: { readonly chart: PatientChart }) {
  const may = useMay();
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const close = () => setDialog(null);
  const { patientId, household } = chart;
  const search = { patientId: String(patientId) };
  return (
    <>
      {may("patients.edit") && (
        <Button
          component="a"
          variant="default"
          leftSection={<IconEdit size={16} />}
          href={hrefTo("/patients/$patientId/edit", { patientId })}
        >
          Edit
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={16} />}>Add new</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {may("memberships.enroll") && (
            <Menu.Item
              component="a"
              leftSection={<IconId size={16} />}
              href={hrefTo("/memberships/enrol", null, search)}
            >
              Membership
            </Menu.Item>
          )}
          {may("statements.print") && (
            <Menu.Item leftSection={<IconPigMoney size={16} />} onClick={() => setDialog("offer")}>
              Plan offer…
            </Menu.Item>
          )}
          {may("payments.take") && (
            <Menu.Item leftSection={<IconCash size={16} />} onClick={() => setDialog("pay")}>
              Payment…
            </Menu.Item>
          )}
          {may("invoices.edit") && (
            <Menu.Item
              component="a"
              leftSection={<IconFileText size={16} />}
              href={hrefTo("/invoices/new", null, search)}
            >
              Invoice
            </Menu.Item>
          )}
          {may("patients.edit") && (
            <Menu.Item
              component="a"
              leftSection={<IconUserPlus size={16} />}
              href={hrefTo("/patients/new", null, { household: String(patientId) })}
            >
              Member of this household
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {may("patients.edit") && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={34} aria-label="More about this chart">
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowsExchange size={16} />}
              onClick={() => setDialog("move")}
            >
              Move to another account…
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowsJoin size={16} />} onClick={() => setDialog("merge")}>
              Merge with another record…
            </Menu.Item>
            {chart.form.email !== "" && chart.emailBouncedOn === null && (
              <Menu.Item leftSection={<IconMailOff size={16} />} onClick={() => setDialog("bounce")}>
                E-mail came back…
              </Menu.Item>
            )}
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => setDialog("remove")}
            >
              Remove the chart…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {dialog === "offer" && <PlanOfferDialog chart={chart} onClose={close} />}
      {dialog === "pay" && (
        <ReceivePaymentDialog
          householdId={household.householdId}
          payerName={household.payerName}
          onClose={close}
        />
      )}
      {dialog === "move" && <MoveDialog chart={chart} onClose={close} />}
      {dialog === "merge" && <MergeChartsDialog chart={chart} onClose={close} />}
      {dialog === "bounce" && <BounceDialog chart={chart} onClose={close} />}
      {dialog === "remove" && <RemoveDialog chart={chart} onClose={close} />}
    </>
  );
}
