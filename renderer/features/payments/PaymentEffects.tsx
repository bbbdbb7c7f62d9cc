import type { PaymentPreview } from "#contract/payments.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { Money } from "../../kit/Money.tsx";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { effectSentence } from "./effect-sentence.ts";
import classes from "./Payments.module.css";

export type PaymentEffectsProps = {
  readonly preview: PaymentPreview | undefined;
  readonly busy: boolean;
  readonly waitingFor: string | null;
};

/** What taking this money will do, in the office's own figures; the change stands large (INV-7). */
export function PaymentEffects({ preview, busy, waitingFor }: PaymentEffectsProps) {
  const { money } = usePracticeFormat();
  if (waitingFor !== null) return <WhatHappens waitingFor={waitingFor} />;
  if (preview === undefined) return <WhatHappens busy waitingFor="Working it out." />;
  return (
    <WhatHappens
      busy={busy}
      sentence={effectSentence(preview, (cents) =>
        formatMoney(cents, money, { withCurrency: true }),
      )}
    >
      {preview.changeCents > 0 && (
        <p className={classes["change"]}>
          <span>Change due</span>
          <strong>
            <Money cents={preview.changeCents} withCurrency />
          </strong>
        </p>
      )}
    </WhatHappens>
  );
}
