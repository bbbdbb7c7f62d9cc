/** What a hold, its end or a cancellation will do, in the office's own figures (MEM-21). */
import type { ReactNode } from "react";
import type { Day } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";
import type { MoneyLine } from "#contract/memberships.ts";
import type { QueryAnswer } from "../../../app/client/use-query-of.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";

export type Effects = {
  readonly sentence: string;
  readonly todayCents: Cents;
  readonly todayLines: readonly MoneyLine[];
  /** Household credit that pays part of it by itself. */
  readonly creditUsedCents: Cents;
  readonly nextDraws: readonly { readonly on: Day; readonly cents: Cents; readonly lines: readonly MoneyLine[] }[];
};

type Props<Shown extends Effects> = {
  readonly preview: QueryAnswer<Shown>;
  /** What is still to be chosen before the office can be asked; null when nothing is. */
  readonly waitingFor: string | null;
  readonly children?: (shown: Shown) => ReactNode;
};

export function LeavingEffects<Shown extends Effects>({ preview, waitingFor, children }: Props<Shown>) {
  const { data, fetching, failure } = preview;
  if (waitingFor !== null) return <WhatHappens waitingFor={waitingFor} />;
  if (failure !== null || data === undefined)
    return <WhatHappens busy={fetching} waitingFor={failure === null ? "One moment." : "Nothing, as it stands."} />;
  return (
    <WhatHappens
      busy={fetching}
      sentence={data.sentence}
      {...(data.todayLines.length > 0 ? { today: { cents: data.todayCents, lines: data.todayLines, creditUsedCents: data.creditUsedCents } } : {})}
      nextDraws={data.nextDraws}
    >
      {children?.(data)}
    </WhatHappens>
  );
}
