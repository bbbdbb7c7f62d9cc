/** How an address lies in the columns of a household or, where all are empty, of a patient. */
import type { Address } from "#domain/people/address.ts";

export type AddressColumns = {
  readonly address_line1: string;
  readonly address_line2: string;
  readonly city: string;
  readonly region: string;
  readonly postal_code: string;
  readonly country: string;
};

export function addressOf(row: AddressColumns): Address {
  return {
    line1: row.address_line1,
    line2: row.address_line2,
    city: row.city,
    region: row.region,
    postalCode: row.postal_code,
    country: row.country,
  };
}

/** A patient's own address, or null where the household's counts. */
export function ownAddressOf(row: { readonly [K in keyof AddressColumns]: string | null }): Address | null {
  if (row.address_line1 === null) return null;
  return {
    line1: row.address_line1,
    line2: row.address_line2 ?? "",
    city: row.city ?? "",
    region: row.region ?? "",
    postalCode: row.postal_code ?? "",
    country: row.country ?? "",
  };
}

/** The values in column order: line1, line2, city, region, postal code, country. */
export function addressValues(address: Address | null): (string | null)[] {
  if (address === null) return [null, null, null, null, null, null];
  return [
    address.line1,
    address.line2,
    address.city,
    address.region,
    address.postalCode,
    address.country,
  ];
}
