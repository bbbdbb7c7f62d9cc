/** How far a printer is off (DOC-3): read from the test page, in half millimetres. */
import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { mostNudgeMm, nudgeStepMm, type Nudge } from "#domain/statements/nudge.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { Columns } from "../../kit/Page.tsx";

export function NudgeDialog({
  printer,
  stored,
  onSave,
  onClose,
}: {
  readonly printer: string;
  readonly stored: Nudge;
  readonly onSave: (nudge: Nudge) => void;
  readonly onClose: () => void;
}) {
  const [nudge, setNudge] = useState(stored);
  const field = (part: keyof Nudge, label: string) => (
    <NumberInput
      label={label}
      suffix=" mm"
      step={nudgeStepMm}
      decimalScale={1}
      min={-mostNudgeMm}
      max={mostNudgeMm}
      clampBehavior="strict"
      value={nudge[part]}
      onChange={(value) => setNudge((before) => ({ ...before, [part]: toHalf(Number(value) || 0) }))}
    />
  );
  return (
    <ActionDialog
      opened
      size="sm"
      title={`Correct “${printer}”`}
      sentence="Print the test page and read its rulers: so far the printer sets everything off. The correction moves every page the other way."
      primaryLabel="Keep the correction"
      onSubmit={() => onSave(nudge)}
      onClose={onClose}
    >
      <Columns least={120}>
        {field("rightMm", "Move right by")}
        {field("downMm", "Move down by")}
      </Columns>
    </ActionDialog>
  );
}

/** A typed 1.3 is meant as 1.5. */
function toHalf(mm: number): number {
  return Math.round(mm / nudgeStepMm) * nudgeStepMm + 0;
}

export function nudgeWords({ rightMm, downMm }: Nudge): string {
  const parts = [
    rightMm === 0 ? "" : `${Math.abs(rightMm)} mm ${rightMm > 0 ? "right" : "left"}`,
    downMm === 0 ? "" : `${Math.abs(downMm)} mm ${downMm > 0 ? "down" : "up"}`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "none" : parts.join(", ");
}
