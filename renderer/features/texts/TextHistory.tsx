/** Who changed a text, when, and to what; older words can be taken again. */
import { Button } from "@mantine/core";
import type { TextSetup } from "#contract/texts.ts";
import type { TextWords } from "#domain/texts/definition.ts";
import { languageNames, type TextLanguage } from "#domain/texts/language.ts";
import { useMay } from "../../app/status.tsx";
import { Panel } from "../../kit/Page.tsx";
import { ChangedWhen } from "./ChangedWhen.tsx";
import classes from "./Texts.module.css";

export type TextHistoryProps = {
  readonly setup: TextSetup;
  readonly onTake: (language: TextLanguage, words: TextWords) => void;
};

export function TextHistory({ setup, onTake }: TextHistoryProps) {
  const mayChange = useMay()("settings.change");
  if (setup.history.length === 0) return null;
  return (
    <Panel title="Changed before" flush>
      <ul className={classes["history"]}>
        {setup.history.map(({ revision, language, words, at, by }) => (
          <li key={revision}>
            <span className={classes["version"]}>
              <span>
                {languageNames[language]}: {words === null ? "back to the default words" : firstWords(words)}
              </span>
              <span className={classes["quiet"]}>
                <ChangedWhen change={{ at, by }} />
              </span>
            </span>
            {mayChange && revision !== setup[language].revision && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Take the ${languageNames[language]} words of ${by === "" ? "the practice" : by} again`}
                onClick={() => onTake(language, words ?? setup.defaults[language])}
              >
                Take again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const mostShown = 80;

function firstWords({ subject, body }: TextWords): string {
  const whole = subject === "" ? body.replaceAll("\n", " ") : subject;
  if (whole === "") return "nothing is printed";
  return whole.length > mostShown ? `${whole.slice(0, mostShown)}…` : whole;
}
