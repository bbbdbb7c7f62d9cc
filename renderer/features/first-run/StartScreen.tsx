/**
 * The window without an open practice (DSK-2): the practices on this computer, and on the first run
 * the four ways to begin.
 */
import {
  IconArchive,
  IconBuildingStore,
  IconFileImport,
  IconLeaf,
  IconPlus,
} from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { useState } from "react";
import type { StatusView } from "#contract/app.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useStatusCommand } from "../../app/use-status.ts";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { GateCard } from "../sign-in/GateCard.tsx";
import { NewPracticeForm } from "./NewPracticeForm.tsx";
import { RestoreList } from "./RestoreList.tsx";
import classes from "../sign-in/Gate.module.css";

type Way = "choose" | "new" | "import" | "restore";

const kindWords = { live: "", training: "Training practice", sample: "Sample practice" };

export function StartScreen({ status }: { readonly status: StatusView }) {
  const office = useOffice();
  const openSample = useStatusCommand(office.setup.openSample);
  const openPractice = useStatusCommand(office.setup.openPractice);
  const [way, setWay] = useState<Way>("choose");
  const back = () => setWay("choose");
  if (way === "new" || way === "import")
    return <NewPracticeForm thenImport={way === "import"} onBack={back} />;
  if (way === "restore") return <RestoreList onBack={back} />;

  const known = status.practices;
  const busy = openSample.busy || openPractice.busy;
  return (
    <GateCard
      title="Perennial"
      about={known.length === 0 ? "Welcome. How would you like to begin?" : "Which practice?"}
      wide
    >
      <RefusalNote failure={openSample.failure ?? openPractice.failure} />
      {known.length > 0 && (
        <ul className={classes["people"]}>
          {known.map((practice) => (
            <li key={practice.slug}>
              <Choice
                icon={IconBuildingStore}
                name={practice.name}
                about={kindWords[practice.kind]}
                busy={busy}
                onChoose={() => void openPractice.run({ slug: practice.slug })}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={known.length > 0 ? classes["section"] : undefined}>
        {known.length > 0 && <h2>Begin anew</h2>}
        <ul className={classes["people"]}>
          <li>
            <Choice
              icon={IconLeaf}
              name={openSample.busy ? "Making the sample practice…" : "Try the sample practice"}
              about="600 invented people, two years of history. Nothing to lose, nothing leaves this computer."
              busy={busy}
              onChoose={() => void openSample.run({})}
            />
          </li>
          <li>
            <Choice
              icon={IconPlus}
              name="New practice"
              about="An empty practice of your own. Two minutes."
              busy={busy}
              onChoose={() => setWay("new")}
            />
          </li>
          <li>
            <Choice
              icon={IconFileImport}
              name="New practice with an import"
              about="Bring your people over from a file of another program; everything is shown before anything is saved."
              busy={busy}
              onChoose={() => setWay("import")}
            />
          </li>
          <li>
            <Choice
              icon={IconArchive}
              name="Restore from a backup"
              about="A practice as it was, on this or on a new computer."
              busy={busy}
              onChoose={() => setWay("restore")}
            />
          </li>
        </ul>
      </div>
    </GateCard>
  );
}

type ChoiceProps = {
  readonly icon: Icon;
  readonly name: string;
  readonly about: string;
  readonly busy: boolean;
  readonly onChoose: () => void;
};

function Choice({ icon: Shape, name, about, busy, onChoose }: ChoiceProps) {
  return (
    <button type="button" className={classes["choice"]} disabled={busy} onClick={onChoose}>
      <Shape size={22} stroke={1.75} aria-hidden />
      <span>
        <span className={classes["name"]}>{name}</span>
        {about !== "" && <span className={classes["about"]}>{about}</span>}
      </span>
    </button>
  );
}
