/** A blank invoice while it is typed (INV-1): lines, their amounts by the domain's own rule, what is missing. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId, ServiceId } from "#domain/identity.ts";
import { addCents, taxOn, toCents, zeroCents, type Cents } from "#domain/money.ts";

export type DraftLine = {
  /** Tells lines apart on the screen only. */
  readonly key: number;
  readonly patientId: PatientId | null;
  readonly kind: "service" | "product" | "fee";
  /** Chosen from the catalogue: members' prices and coupons count for it (MEM-6). */
  readonly serviceId: ServiceId | null;
  readonly description: string;
  readonly serviceOn: Day | null;
  readonly quantity: number;
  readonly unitCents: Cents | null;
  /** Percent as typed, such as `8.875`; empty for none. */
  readonly taxPercent: string;
};

export type DraftInput = {
  readonly householdId: HouseholdId;
  readonly termsDays: number;
  readonly lines: {
    patientId: PatientId;
    kind: DraftLine["kind"];
    serviceId: ServiceId | null;
    description: string;
    serviceOn: Day;
    quantity: number;
    unitCents: Cents;
    taxRatePpm: number;
  }[];
};

export function newLine(key: number, patientId: PatientId | null, today: Day): DraftLine {
  return {
    key,
    patientId,
    kind: "service",
    serviceId: null,
    description: "",
    serviceOn: today,
    quantity: 1,
    unitCents: null,
    taxPercent: "",
  };
}

type Chosen = { readonly serviceId: ServiceId; readonly name: string; readonly priceCents: Cents | null; readonly taxable: boolean; readonly taxRatePpm: number };

/** What a line takes over from a service of the catalogue: its name, its list price, its tax. */
export function ofService(service: Chosen): Partial<DraftLine> {
  return {
    serviceId: service.serviceId,
    kind: "service",
    description: service.name,
    ...(service.priceCents === null ? {} : { unitCents: service.priceCents }),
    taxPercent: service.taxable && service.taxRatePpm > 0 ? String(service.taxRatePpm / 10_000) : "",
  };
}

/** What the office is asked while the words are still typed: they change no amount, so it is not asked again for each letter. */
export function priceInput(input: DraftInput): DraftInput {
  return { ...input, lines: input.lines.map((line) => ({ ...line, description: "-" })) };
}

/** Percent as typed in parts per million, or null when it is not one: `8.875` is 88,750, at most 50 %. */
export function readPercent(text: string): number | null {
  const typed = text.trim().replace(/\s*%$/, "").replace(",", ".");
  if (typed === "") return 0;
  const found = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(typed);
  if (!found) return null;
  const ppm = Number(found[1]) * 10_000 + Number((found[2] ?? "").padEnd(4, "0"));
  return ppm <= 500_000 ? ppm : null;
}

export type DraftAmounts = {
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly totalCents: Cents;
};

/** What a line comes to, as the office will work it out: tax rounded once for each line. */
export function amountsOf(line: DraftLine): DraftAmounts {
  if (line.unitCents === null)
    return { netCents: zeroCents, taxCents: zeroCents, totalCents: zeroCents };
  const netCents = toCents(line.quantity * line.unitCents);
  const taxCents = taxOn(netCents, readPercent(line.taxPercent) ?? 0);
  return { netCents, taxCents, totalCents: addCents(netCents, taxCents) };
}

export function totalOf(lines: readonly DraftLine[]): DraftAmounts {
  const amounts = lines.map(amountsOf);
  return {
    netCents: addCents(...amounts.map((amount) => amount.netCents)),
    taxCents: addCents(...amounts.map((amount) => amount.taxCents)),
    totalCents: addCents(...amounts.map((amount) => amount.totalCents)),
  };
}

/** The input for the office, or the sentence that says what is still needed. */
export function draftInput(
  householdId: HouseholdId | null,
  lines: readonly DraftLine[],
  termsDays: number,
): { readonly input: DraftInput } | { readonly waitingFor: string } {
  if (householdId === null) return { waitingFor: "Choose whom it bills." };
  const ready: DraftInput["lines"] = [];
  for (const [index, line] of lines.entries()) {
    const { patientId, description, serviceOn, unitCents, kind, quantity, serviceId } = line;
    const taxRatePpm = readPercent(line.taxPercent);
    const missing =
      patientId === null
        ? "whom it is for"
        : description.trim() === ""
          ? "what was done"
          : serviceOn === null
            ? "the day"
            : unitCents === null
              ? "the price"
              : taxRatePpm === null
                ? "the tax rate"
                : null;
    if (missing !== null) return { waitingFor: `Line ${index + 1} still needs ${missing}.` };
    if (patientId === null || serviceOn === null || unitCents === null || taxRatePpm === null)
      continue;
    ready.push({
      patientId,
      kind,
      serviceId: kind === "service" ? serviceId : null,
      description: description.trim(),
      serviceOn,
      quantity,
      unitCents,
      taxRatePpm,
    });
  }
  if (ready.length === 0) return { waitingFor: "Add a line." };
  return { input: { householdId, termsDays, lines: ready } };
}
