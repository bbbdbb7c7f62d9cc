/** Takes a text back to the words that ship, with Undo that brings the practice's own words back (DOC-8, UI-6). */
import type { TextRow } from "#contract/texts.ts";
import { languageNames, type TextLanguage } from "#domain/texts/language.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import type { Failure } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";

export type Reset = {
  readonly run: (text: Pick<TextRow, "textId" | "name" | "en" | "es">, language: TextLanguage) => Promise<boolean>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

export function useReset(): Reset {
  const office = useOffice();
  const save = useCommand(office.texts.save);
  const run: Reset["run"] = async ({ textId, name, ...states }, language) => {
    const { words, revision } = states[language];
    const done = await save.run({ textId, language, basedOn: revision, words: null });
    if (!done) return false;
    const { revision: basedOn } = done;
    showToast({
      message: `“${name}” has the default ${languageNames[language]} words again.`,
      undo: () => void save.run({ textId, language, basedOn, words }),
    });
    return true;
  };
  return { run, busy: save.busy, failure: save.failure };
}
