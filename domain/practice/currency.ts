/** Which currencies a practice may keep its books in (F-1): ISO codes with no or two decimals. */
const format = (currency: string): Intl.NumberFormat =>
  new Intl.NumberFormat("en", { style: "currency", currency });

/** Decimals of an ISO currency, or undefined for text that is none or has three. */
export function currencyDigits(currency: string): 0 | 2 | undefined {
  if (!/^[A-Z]{3}$/.test(currency) || !Intl.supportedValuesOf("currency").includes(currency)) return undefined;
  const digits = format(currency).resolvedOptions().maximumFractionDigits;
  return digits === 0 || digits === 2 ? digits : undefined;
}
