/**
 * Adds a card that the processor has taken (BIL-7, BIL-14). No number is typed here: a practice for
 * training chooses one of the stand-in's cards, a live one gets its cards through the relay.
 */
import { Checkbox, Group, Radio, Select, Stack } from "@mantine/core";
import { useState } from "react";
import type { CardRow } from "#contract/charging.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { yearOf } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { showToast } from "../../kit/toast.ts";
import { attemptLooks, cardName, randomLetters } from "./card-words.ts";
import classes from "./Cards.module.css";

export type AddCardDialogProps = {
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly replaces: CardRow | null;
  readonly onClose: () => void;
};

const months = Array.from({ length: 12 }, (_, index) => String(index + 1));

export function AddCardDialog({ householdId, payerName, replaces, onClose }: AddCardDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const thisYear = yearOf(useToday());
  const add = useCommand(office.cards.add);
  const choices = useQueryOf(office.cards.testCards, {}, { topics: ["practice"] });
  const [token, setToken] = useState<string | null>(null);
  const [month, setMonth] = useState("12");
  const [year, setYear] = useState(String(thisYear + 3));
  const [collectsDue, setCollects] = useState(true);
  const [paysByCard, setPays] = useState(true);
  const chosen = choices.data?.find((card) => card.token === token);
  const submit = async () => {
    if (!chosen) return;
    const { brand, last4 } = chosen;
    const done = await add.run({
      householdId,
      card: {
        // Several cards of one kind are told apart by what follows the colon.
        token: `${chosen.token}:${randomLetters()}`,
        brand,
        last4,
        expiresMonth: Number(month),
        expiresYear: Number(year),
        funding: "credit",
      },
      replacesId: replaces?.cardId ?? null,
      collectsDue,
      paysByCard,
    });
    if (!done) return;
    const { collected } = done;
    showToast({
      message: collected?.attempt
        ? `${cardName(chosen)} is added. ${formatMoney(collected.attempt.amountCents, money, { withCurrency: true })}: ${attemptLooks[collected.attempt.state].word.toLowerCase()}.`
        : `${cardName(chosen)} is added.`,
    });
    onClose();
  };
  const years = Array.from({ length: 12 }, (_, index) => String(thisYear + index));
  return (
    <ActionDialog
      opened
      title={replaces === null ? `Add a card of ${payerName}` : `Replace ${cardName(replaces)}`}
      sentence={
        replaces === null
          ? "Its number stays with the card processor; here are only its name and last four figures."
          : "The card on file stays until the new one has been charged once."
      }
      primaryLabel={chosen ? `Add ${cardName(chosen)}` : "Add the card"}
      busy={add.busy}
      failure={add.failure}
      disabled={!chosen}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      {choices.data?.length === 0 ? (
        <EmptyState title="No card processor is connected" compact>
          Cards can be added once the practice is connected to its card processor. Until then dues are
          collected at the desk.
        </EmptyState>
      ) : (
        <Stack gap={12}>
          <Radio.Group
            label="Card for training"
            description="No money moves in a training practice."
            value={token}
            onChange={setToken}
          >
            <div className={classes["choices"]}>
              {choices.data?.map((card) => (
                <Radio
                  key={card.token}
                  value={card.token}
                  label={cardName(card)}
                  description={card.words}
                />
              ))}
            </div>
          </Radio.Group>
          <Group gap={12}>
            <Select
              label="Expiry month"
              data={months}
              value={month}
              allowDeselect={false}
              w={130}
              onChange={(value) => value !== null && setMonth(value)}
            />
            <Select
              label="Expiry year"
              data={years}
              value={year}
              allowDeselect={false}
              w={130}
              onChange={(value) => value !== null && setYear(value)}
            />
          </Group>
          <Checkbox
            label="Charge the oldest amount due now"
            description="One more each day until nothing is due."
            checked={collectsDue}
            onChange={(event) => setCollects(event.currentTarget.checked)}
          />
          <Checkbox
            label="Charge dues to this card from now on"
            checked={paysByCard}
            onChange={(event) => setPays(event.currentTarget.checked)}
          />
        </Stack>
      )}
    </ActionDialog>
  );
}
