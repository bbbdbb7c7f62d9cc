/** How one kind of document is printed at this desk (DOC-9). */
import { Radio, Stack } from "@mantine/core";
import { useState } from "react";
import type { DesktopBridge } from "#contract/desktop.ts";
import type { KindPrinting, PrintWay } from "#domain/printing/choice.ts";
import { printKindNames, type PrintKind } from "#domain/printing/kinds.ts";
import type { FoundPrinters } from "#domain/printing/printers.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { PrintChoiceFields } from "./PrintChoiceFields.tsx";
import { wayWords } from "./way-words.ts";

export function KindDialog({
  bridge,
  kind,
  stored,
  found,
  onSave,
  onClose,
}: {
  readonly bridge: DesktopBridge;
  readonly kind: PrintKind;
  readonly stored: KindPrinting;
  readonly found: FoundPrinters;
  readonly onSave: (printing: KindPrinting) => void;
  readonly onClose: () => void;
}) {
  const [{ way, choice }, setPrinting] = useState(stored);
  return (
    <ActionDialog
      opened
      title={printKindNames[kind]}
      primaryLabel="Keep for this computer"
      onSubmit={() => onSave({ way, choice })}
      onClose={onClose}
    >
      <Stack gap={12}>
        <Radio.Group label="When somebody presses Print" value={way} onChange={(value) => setPrinting({ way: value as PrintWay, choice })}>
          <Stack gap={6} mt={6}>
            {Object.entries(wayWords).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        {way !== "open" && found.printers.length > 0 && (
          <PrintChoiceFields bridge={bridge} found={found} choice={choice} onChange={(next) => setPrinting({ way, choice: next })} withStandard />
        )}
      </Stack>
    </ActionDialog>
  );
}
