/** What an office without plans may begin with (PPL-15): the set of its own specialty first. */
import { Button } from "@mantine/core";
import { specialties, type Specialty } from "#domain/starters/starter-set.ts";
import { starterSets } from "#domain/starters/starter-sets.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useMay } from "../../app/status.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import classes from "./Plans.module.css";

export function StarterCards() {
  const office = useOffice();
  const may = useMay();
  const install = useCommand(office.starters.install);
  if (!may("prices.change")) return null;
  const use = async (specialty: Specialty) => {
    const done = await install.run({ specialty });
    if (done)
      showToast({
        message: `${done.plans} plans are here as drafts, with ${done.services} services and an agreement. Look at each, then put it on sale.`,
      });
  };
  return (
    <>
      <RefusalNote failure={install.failure} />
      <div className={classes["starters"]}>
        {specialties.map((specialty) => {
          const set = starterSets[specialty];
          return (
            <section key={specialty} className={classes["starter"]} aria-label={set.title}>
              <h2>{set.title}</h2>
              <p>{set.sentence}</p>
              <Button variant="default" size="compact-sm" loading={install.busy} onClick={() => void use(specialty)}>
                Begin with {set.title.toLowerCase()}
              </Button>
            </section>
          );
        })}
      </div>
    </>
  );
}
