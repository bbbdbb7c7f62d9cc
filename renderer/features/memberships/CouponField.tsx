/** A coupon's code as it is typed at the counter; the office says in words why one cannot be used (PPL-14). */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Failure } from "../../kit/failure.ts";
import classes from "./Enrol.module.css";

export type CouponFieldProps = {
  /** The code that is used, or empty. */
  readonly code: string;
  readonly failure: Failure | null;
  readonly onUse: (code: string) => void;
};

export function CouponField({ code, failure, onUse }: CouponFieldProps) {
  const [typed, setTyped] = useState(code);
  const wanted = typed.trim().toUpperCase();
  const isUsed = code !== "" && wanted === code;
  return (
    <div className={classes["coupon"]}>
      <TextInput
        label="Code"
        className={classes["grow"] ?? ""}
        maxLength={30}
        placeholder="None"
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={typed}
        error={isUsed && isAboutCoupon(failure) && failure?.kind === "refusal" ? failure.sentence : undefined}
        description={isUsed && !isAboutCoupon(failure) ? `${code} is used; see what happens beside.` : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // Enter looks the code up; it does not enrol.
          event.preventDefault();
          onUse(wanted);
        }}
        onBlur={() => onUse(wanted)}
      />
      <Button type="button" variant="default" disabled={wanted === code} onClick={() => onUse(wanted)}>
        Use
      </Button>
    </div>
  );
}

/** Whether the office's no is about the coupon, and is told beside its field. */
export function isAboutCoupon(failure: Failure | null): boolean {
  return failure?.kind === "refusal" && failure.code.startsWith("coupon_");
}
