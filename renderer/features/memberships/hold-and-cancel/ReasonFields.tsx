/** Why somebody leaves: one of the list, and in the desk's own words where it is another (MEM-13). */
import { Select, TextInput } from "@mantine/core";
import { cancelReasons, cancelReasonWords, type CancelReason } from "#domain/memberships/cancel-reasons.ts";
import { Columns } from "../../../kit/Page.tsx";

export type ReasonDraft = { readonly code: CancelReason | null; readonly words: string };

export const noReason: ReasonDraft = { code: null, words: "" };

export function isReason({ code, words }: ReasonDraft): boolean {
  return code !== null && (code !== "other" || words.trim() !== "");
}

const options = cancelReasons.map((value) => ({ value, label: cancelReasonWords[value] }));

type Props = { readonly reason: ReasonDraft; readonly onChange: (reason: ReasonDraft) => void };

export function ReasonFields({ reason, onChange }: Props) {
  return (
    <Columns least={200}>
      <Select
        label="Why"
        required
        data={options}
        value={reason.code}
        onChange={(code) => onChange({ ...reason, code: code as CancelReason | null })}
        allowDeselect={false}
      />
      <TextInput
        label="In their own words"
        required={reason.code === "other"}
        maxLength={200}
        value={reason.words}
        onChange={(event) => onChange({ ...reason, words: event.currentTarget.value })}
      />
    </Columns>
  );
}
