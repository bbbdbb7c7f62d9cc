/** The history of a membership's benefits (PKG-10): granted, used, carried over and lost, with each use. */
import { Anchor, Button, Group, Modal } from "@mantine/core";
import type { BenefitStory } from "#contract/benefits.ts";
import type { MembershipId } from "#domain/identity.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { DayText } from "../../kit/DayText.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Money } from "../../kit/Money.tsx";
import { storyWords } from "./benefit-words.ts";
import classes from "./Benefits.module.css";

export function BenefitHistoryDialog({ membershipId, planName, onClose }: { readonly membershipId: MembershipId; readonly planName: string; readonly onClose: () => void }) {
  const office = useOffice();
  const list = useQueryOf(office.benefits.history, { membershipId }, { topics: ["memberships", `membership/${membershipId}`, "clock"] });
  return (
    <Modal opened onClose={onClose} size="lg" title={`Benefits of ${planName}`}>
      {list.failure && <ErrorState failure={list.failure} onRetry={list.retry} compact />}
      {list.data?.length === 0 && <p>Nothing was granted yet: benefits come with the first paid days.</p>}
      <ul className={classes["stories"]} aria-label="Benefits">
        {list.data?.map((story) => <Story key={story.grantId} story={story} />)}
      </ul>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Modal>
  );
}

function Story({ story }: { readonly story: BenefitStory }) {
  return (
    <li>
      <strong>{story.label}</strong>
      {story.origin === "rollover" && " (carried over)"}{" "}
      <span className={classes["quiet"]}>
        <DayText day={story.fromOn} as="full" /> {story.untilOn === null ? "on" : "to "}
        {story.untilOn !== null && <DayText day={story.untilOn} as="full" />}
      </span>
      <div>{storyWords(story)}</div>
      {story.uses.length > 0 && (
        <ul className={classes["uses"]}>
          {story.uses.map((use) => (
            <li key={use.useId} data-undone={use.undoneOn !== null || undefined}>
              <DayText day={use.usedOn} as="full" />: {use.serviceName === "" ? "a service" : use.serviceName} for {use.patientName}
              {use.providerName !== "" && `, ${use.providerName}`}, list price <Money cents={use.listCents} />, covered <Money cents={use.offCents} />
              {use.invoiceNumber !== null && (
                <>
                  {" · "}
                  <Anchor href={hrefTo("/invoices/$invoiceId", { invoiceId: use.invoiceId })}>Invoice {use.invoiceNumber}</Anchor>
                </>
              )}
              {use.undoneOn !== null && " · undone"}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
