/**
 * Money as people read and type it (UI-8). Cents stay integers on both ways: text is cut at the
 * point and put together again, and never passes through a floating number (F-1).
 */
import { toCents, type Cents } from "#domain/money.ts";

/** How the practice writes money. `digits` is the currency's number of decimals, 0 or 2. */
export type MoneyStyle = {
  readonly locale: string;
  readonly currency: string;
  readonly digits: 0 | 2;
  readonly negative: "minus" | "parentheses";
};

export const plainMoneyStyle: MoneyStyle = {
  locale: "en-US",
  currency: "USD",
  digits: 2,
  negative: "minus",
};

/** Largest amount a field takes: 99,999,999.99. Nobody's dues are higher; a slipped key is. */
export const largestTypedCents = 9_999_999_999;

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(style: MoneyStyle, withCurrency: boolean): Intl.NumberFormat {
  const key = `${style.locale} ${style.currency} ${style.digits} ${withCurrency}`;
  let format = formats.get(key);
  if (format === undefined) {
    const digits = { minimumFractionDigits: style.digits, maximumFractionDigits: style.digits };
    format = new Intl.NumberFormat(
      style.locale,
      withCurrency ? { style: "currency", currency: style.currency, ...digits } : digits,
    );
    formats.set(key, format);
  }
  return format;
}

/** The decimal text of cents, such as `-12.05` for −1205: exact, for Intl and for input fields. */
export function decimalText(cents: Cents, digits: 0 | 2): string {
  if (digits === 0) return String(cents);
  const size = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${size.slice(0, -2)}.${size.slice(-2)}`;
}

/** `1,234.50`, or `$1,234.50` with the currency; negatives by the practice's setting. */
export function formatMoney(
  cents: Cents,
  style: MoneyStyle = plainMoneyStyle,
  { withCurrency = false }: { readonly withCurrency?: boolean } = {},
): string {
  const size = decimalText(Math.abs(cents) as Cents, style.digits) as `${number}`;
  const text = numberFormat(style, withCurrency).format(size);
  if (cents >= 0) return text;
  return style.negative === "parentheses" ? `(${text})` : `−${text}`;
}

export type TypedMoney =
  | { readonly kind: "empty" }
  | { readonly kind: "money"; readonly cents: Cents }
  | { readonly kind: "unclear"; readonly sentence: string };

/**
 * Reads what a person types: `12.5`, `$12.50`, `1,200`, `.75`, `-5` or `(5)`. A text that could mean
 * two amounts (`12,50`) is not guessed at: the sentence says how to write it.
 */
export function readMoney(typed: string, style: MoneyStyle = plainMoneyStyle): TypedMoney {
  let text = typed.normalize("NFKC").replaceAll("−", "-").trim();
  if (text === "") return { kind: "empty" };
  let negative = false;
  if (/^\(.*\)$/.test(text)) {
    negative = true;
    text = text.slice(1, -1).trim();
  }
  text = withoutCurrency(text, style);
  if (text.startsWith("-") || text.endsWith("-")) {
    if (negative) return unclear(`“${typed.trim()}” has two minus signs. Write −5.00 or (5.00).`);
    negative = true;
    text = withoutCurrency(text.replace(/^-|-$/, "").trim(), style);
  }
  const parts = /^(\d+|\d{1,3}(?:[, ]\d{3})+)?(?:\.(\d*))?$/.exec(text);
  if (parts === null || (parts[1] === undefined && !parts[2])) {
    if (/^[\d ]+,\d{1,2}$/.test(text)) {
      return unclear(`Write cents after a point: ${text.replace(",", ".")}.`);
    }
    return unclear(`“${shorten(typed)}” is not an amount. Write it like 62.00 or 1,200.`);
  }
  const fraction = parts[2] ?? "";
  if (style.digits === 0 && /[1-9]/.test(fraction)) {
    return unclear(`${style.currency} has no cents. Write a whole amount.`);
  }
  if (fraction.length > 2) return unclear("An amount has at most two digits after the point.");
  const whole = (parts[1] ?? "0").replaceAll(/[, ]/g, "");
  const digits = style.digits === 0 ? whole : whole + fraction.padEnd(2, "0");
  const size = Number(digits);
  if (digits.length > 15 || size > largestTypedCents) {
    const largest = formatMoney(largestTypedCents as Cents, { ...style, digits: style.digits });
    return unclear(`That is more than the largest amount, ${largest}.`);
  }
  return { kind: "money", cents: toCents(negative ? -size : size) };
}

function withoutCurrency(text: string, style: MoneyStyle): string {
  const symbol = numberFormat(style, true)
    .formatToParts(0)
    .find((part) => part.type === "currency")?.value;
  for (const mark of [symbol, style.currency]) {
    if (mark === undefined) continue;
    if (text.toUpperCase().startsWith(mark.toUpperCase())) return text.slice(mark.length).trim();
    if (text.toUpperCase().endsWith(mark.toUpperCase())) return text.slice(0, -mark.length).trim();
    const signed = text.replace(new RegExp(`^-\\s*${escapePattern(mark)}`, "i"), "-");
    if (signed !== text) return signed;
  }
  return text;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function shorten(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > 24 ? `${trimmed.slice(0, 23)}…` : trimmed;
}

function unclear(sentence: string): TypedMoney {
  return { kind: "unclear", sentence };
}
