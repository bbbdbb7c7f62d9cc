/** The payer as printed on an invoice, kept with it so that old paper never changes. */

export type BillToAddress = {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
};

/** Name and address as lines, empty ones left out, the country only abroad. */
export function billToLines(name: string, address: BillToAddress, homeCountry: string): string[] {
  const place = [address.city, address.region].filter((part) => part !== "").join(", ");
  const country = address.country === homeCountry ? "" : address.country;
  return [name, address.line1, address.line2, [place, address.postalCode].join(" "), country]
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
