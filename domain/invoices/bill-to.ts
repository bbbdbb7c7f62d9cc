/** The payer as printed on an invoice, kept with it so that old paper never changes. */
import { addressLines, type Address } from "../people/address.ts";

/** Name and address as lines, empty ones left out, the country only abroad. */
export function billToLines(name: string, address: Address, homeCountry: string): string[] {
  const country = address.country === homeCountry ? "" : address.country;
  return [name.trim(), ...addressLines(address), country].filter((line) => line !== "");
}
