import { TextInput } from "@mantine/core";
import { useRef, useState, type ReactNode } from "react";
import type { Cents } from "#domain/money.ts";
import { decimalText, formatMoney, readMoney } from "../format/money.ts";
import { usePracticeFormat } from "../format/PracticeFormat.tsx";
import { useFieldValidity } from "./field-validity.ts";

export type MoneyFieldProps = {
  readonly label: ReactNode;
  /** Integer cents, or null for empty. While the text is unclear the value is null and the form is held back. */
  readonly value: Cents | null;
  readonly onChange: (cents: Cents | null) => void;
  /** What the form or the office said about this field. */
  readonly error?: ReactNode;
  readonly description?: ReactNode;
  readonly required?: boolean;
  /** Credits and adjustments; otherwise a negative amount is asked for again. */
  readonly allowNegative?: boolean;
  /** The largest amount that makes sense here, for example what is owed. */
  readonly max?: Cents;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
  readonly onBlur?: () => void;
};

/**
 * An amount as people type it (`12.5`, `$12.50`, `1,200`), kept as text and as integer cents (UI-8, F-1).
 */
export function MoneyField({
  label,
  value,
  onChange,
  error,
  description,
  required = false,
  allowNegative = false,
  max,
  disabled = false,
  autoFocus = false,
  placeholder,
  onBlur,
}: MoneyFieldProps) {
  const { money } = usePracticeFormat();
  const input = useRef<HTMLInputElement>(null);
  const shown = value === null ? "" : decimalText(value, money.digits);
  const [text, setText] = useState(shown);
  const [sent, setSent] = useState(value);
  const [told, setTold] = useState(false);

  // The form set another value (a preset, a reset): the text follows. Our own keystrokes do not come back.
  if (value !== sent) {
    setSent(value);
    setText(shown);
  }

  const problemOf = (typed: string): string | null => {
    const read = readMoney(typed, money);
    if (read.kind === "unclear") return read.sentence;
    if (read.kind === "empty") return null;
    if (!allowNegative && read.cents < 0) return "An amount here cannot be less than zero.";
    if (max !== undefined && read.cents > max) {
      return `At most ${formatMoney(max, money)} here.`;
    }
    return null;
  };
  const problem = problemOf(text);
  useFieldValidity(input, problem);

  const type = (typed: string) => {
    setText(typed);
    setTold(false);
    const read = readMoney(typed, money);
    const next = read.kind === "money" && problemOf(typed) === null ? read.cents : null;
    if (next !== sent) {
      setSent(next);
      onChange(next);
    }
  };

  const leave = () => {
    setTold(problem !== null);
    if (problem === null && value !== null) setText(decimalText(value, money.digits));
    onBlur?.();
  };

  const symbol = formatMoney(0 as Cents, money, { withCurrency: true }).replaceAll(/[\d.,\s]/g, "");
  return (
    <TextInput
      ref={input}
      label={label}
      description={description}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={leave}
      onInvalid={(event) => {
        event.preventDefault();
        setTold(true);
      }}
      error={told && problem !== null ? problem : error}
      withAsterisk={required}
      aria-required={required}
      disabled={disabled}
      data-autofocus={autoFocus || undefined}
      placeholder={placeholder ?? ""}
      inputMode="decimal"
      autoComplete="off"
      leftSection={<span aria-hidden>{symbol}</span>}
      leftSectionWidth={symbol.length > 1 ? 12 + symbol.length * 9 : 28}
      maw={220}
      classNames={{ input: "pf-figures" }}
    />
  );
}
