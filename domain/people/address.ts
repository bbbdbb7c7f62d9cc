/** A postal address as typed; every part may be empty. */
export type Address = {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  /** Two letters, such as `US`. */
  readonly country: string;
};

export const noAddress: Address = {
  line1: "",
  line2: "",
  city: "",
  region: "",
  postalCode: "",
  country: "US",
};

/** The lines of an envelope without the country: street, unit, `City, ST 12345`; blanks left out. */
export function addressLines(address: Address): string[] {
  const place = [
    address.city.trim(),
    `${address.region.trim()} ${address.postalCode.trim()}`.trim(),
  ].filter((part) => part !== "");
  return [address.line1.trim(), address.line2.trim(), place.join(", ")].filter(
    (line) => line !== "",
  );
}
