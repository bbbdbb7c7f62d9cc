import { IconAlertTriangle, IconCloudOff, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Failure } from "./failure.ts";
import classes from "./Notice.module.css";

export type RefusalNoteProps = {
  readonly failure: Failure | null;
  /** Fields that show their own sentence, by path; they are not repeated here. */
  readonly shownFields?: readonly string[];
};

/** The refusal's sentence, with the sentences of fields that are not on this form. Says itself when it appears. */
export function RefusalNote({ failure, shownFields = [] }: RefusalNoteProps) {
  if (failure === null) return null;
  const others =
    failure.kind === "invalid" ? failure.fields.filter((f) => !shownFields.includes(f.path)) : [];
  const outage = failure.kind === "outage";
  return (
    <Note tone={outage ? "attention" : "trouble"} icon={outage ? "outage" : "trouble"} role="alert">
      {failure.sentence}
      {failure.kind === "fault" && failure.incident !== null && (
        <>
          {" "}
          Code <code>{failure.incident}</code>.
        </>
      )}
      {others.length > 0 && (
        <ul className={classes["fields"]}>
          {others.map((field) => (
            <li key={field.path}>{field.sentence}</li>
          ))}
        </ul>
      )}
    </Note>
  );
}

const icons = { trouble: IconAlertTriangle, outage: IconCloudOff, information: IconInfoCircle };

export type NoteProps = {
  readonly tone: "trouble" | "attention" | "information";
  readonly icon?: keyof typeof icons;
  readonly role?: "alert" | "status" | "note";
  readonly children: ReactNode;
};

/** A sentence that must be seen, with an icon: warnings of a quote, a limit, a hint. */
export function Note({
  tone,
  icon = tone === "information" ? "information" : "trouble",
  role = "note",
  children,
}: NoteProps) {
  const Shape = icons[icon];
  return (
    <div className={`${classes["note"]} ${classes[tone]}`} role={role}>
      <Shape size={16} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
