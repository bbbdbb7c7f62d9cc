/** A household's cards and every try to charge them (BIL-8, BIL-12, BIL-14). */
import type { PatientChart } from "#contract/people.ts";
import { AttemptsPanel } from "./AttemptsPanel.tsx";
import { CardsPanel } from "./CardsPanel.tsx";
import classes from "./Cards.module.css";

export function CardsTab({ chart }: { readonly chart: PatientChart }) {
  const { householdId, payerName } = chart.household;
  return (
    <div className={classes["tab"]}>
      <CardsPanel householdId={householdId} payerName={payerName} />
      <AttemptsPanel householdId={householdId} />
    </div>
  );
}
