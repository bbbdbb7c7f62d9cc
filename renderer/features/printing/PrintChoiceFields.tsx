/** Printer, tray, copies, sides: the same in the dialog and in the settings (DOC-9). */
import { NumberInput, Select } from "@mantine/core";
import type { DesktopBridge } from "#contract/desktop.ts";
import { mostCopies, type PrintChoice, type Sides } from "#domain/printing/choice.ts";
import { isReachable, printerStateWords, type FoundPrinters } from "#domain/printing/printers.ts";
import { Columns } from "../../kit/Page.tsx";
import { useTrays } from "./use-shell.ts";

export const sidesWords: Readonly<Record<Sides, string>> = {
  printer: "As the printer is set up",
  one: "One-sided",
  long: "Two-sided, like a book",
  short: "Two-sided, like a calendar",
};

const asSetUp = "";

export type PrintChoiceFieldsProps = {
  readonly bridge: DesktopBridge;
  readonly found: FoundPrinters;
  readonly choice: PrintChoice;
  readonly onChange: (choice: PrintChoice) => void;
  /** Offers the system's standard printer, whichever that is on the day. */
  readonly withStandard: boolean;
};

export function PrintChoiceFields({ bridge, found, choice, onChange, withStandard }: PrintChoiceFieldsProps) {
  const trays = useTrays(bridge, choice.printer ?? found.standard);
  const change = (part: Partial<PrintChoice>): void => onChange({ ...choice, ...part });
  const isGone = choice.printer !== null && !found.printers.some(({ name }) => name === choice.printer);
  const isTrayGone = choice.tray !== null && !trays.some(({ id }) => id === choice.tray);
  return (
    <>
      <Select
        label="Printer"
        placeholder="Choose one"
        allowDeselect={false}
        data={[
          ...(withStandard && found.standard !== null ? [{ value: asSetUp, label: "The computer’s standard printer" }] : []),
          ...found.printers.map((printer) => ({
            value: printer.name,
            label: isReachable(printer) ? printer.label : `${printer.label} · ${printerStateWords[printer.state].toLowerCase()}`,
          })),
          ...(isGone && choice.printer !== null ? [{ value: choice.printer, label: `${choice.printer} · gone from this computer`, disabled: true }] : []),
        ]}
        value={choice.printer ?? (withStandard ? asSetUp : null)}
        onChange={(value) => change({ printer: value === asSetUp ? null : value, tray: null })}
      />
      {found.canChooseTray ? (
        <Select
          label="Tray"
          allowDeselect={false}
          data={[
            { value: asSetUp, label: "As the printer is set up" },
            ...trays.map(({ id, label }) => ({ value: id, label })),
            ...(isTrayGone && choice.tray !== null ? [{ value: choice.tray, label: `${choice.tray} · not told by the printer` }] : []),
          ]}
          value={choice.tray ?? asSetUp}
          onChange={(value) => change({ tray: value === asSetUp ? null : value })}
        />
      ) : (
        <p style={{ margin: 0, color: "var(--mantine-color-dimmed)", fontSize: 13 }}>
          This system does not let a program choose the tray. Set up the printer a second time with that tray as its standard, and
          choose it here.
        </p>
      )}
      <Columns least={150}>
        <NumberInput
          label="Copies"
          min={1}
          max={mostCopies}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={choice.copies}
          onChange={(value) => change({ copies: Math.max(1, Number(value) || 1) })}
        />
        <Select
          label="Sides"
          allowDeselect={false}
          data={Object.entries(sidesWords).map(([value, label]) => ({ value, label }))}
          value={choice.sides}
          onChange={(value) => change({ sides: (value ?? "printer") as Sides })}
        />
      </Columns>
    </>
  );
}
