/** A message came back to the practice's mailbox (DOC-10): why, and what follows from it. */
import { Radio, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import type { OutboxEntry } from "#contract/mail.ts";
import { isAddressBad, type BounceReason } from "#domain/mail/faults.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";

const reasonWords: Readonly<Record<BounceReason, string>> = {
  no_such_address: "The address does not exist (user unknown, no such mailbox, 5.1.1)",
  mailbox_full: "The mailbox is full (over quota, 5.2.2)",
  too_large: "The message is too large (size limit, 5.3.4)",
  taken_for_spam: "It was taken for advertising (spam, blocked, policy, 5.7.1)",
  refused: "The other server refused it, or it says something else",
};

export function CameBackDialog({ row, onClose }: { readonly row: OutboxEntry; readonly onClose: () => void }) {
  const office = useOffice();
  const cameBack = useCommand(office.mail.cameBack);
  const [reason, setReason] = useState<BounceReason>("no_such_address");
  const [words, setWords] = useState("");
  const isLetter = row.noticeId !== null;
  const submit = async () => {
    if (row.mailId === null) return;
    const done = await cameBack.run({ mailId: row.mailId, reason, words });
    if (!done) return;
    const parts = [
      done.addressStopped ? `Nothing more is sent to ${row.to}.` : "",
      done.letterWaits ? "The letter waits to be printed." : "It waits in the outbox for what you decide.",
    ];
    showToast({ message: parts.filter((part) => part !== "").join(" ") });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title="It came back"
      sentence={`“${row.what}” to ${row.payerName} at ${row.to} was returned to your mailbox.`}
      primaryLabel="Note that it came back"
      busy={cameBack.busy}
      failure={cameBack.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
      whatHappens={
        <Note tone="information">
          {isAddressBad(reason)
            ? `The address is marked as not working, and the household is written to on paper until there is another one. ${
                isLetter ? "This letter waits to be printed." : "Correct the address and send it again, or print it."
              }`
            : `The address stays as it is. ${isLetter ? "Send it again later, or print it instead." : "Send it again later, or take it off."}`}
        </Note>
      }
    >
      <Stack gap={12}>
        <Radio.Group label="What the returned message says" value={reason} onChange={(value) => setReason(value as BounceReason)}>
          <Stack gap={6} mt={6}>
            {Object.entries(reasonWords).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="Its own words"
          description="Optional: the line with the reason, to be found again"
          autosize
          minRows={2}
          maxRows={5}
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Stack>
    </ActionDialog>
  );
}
