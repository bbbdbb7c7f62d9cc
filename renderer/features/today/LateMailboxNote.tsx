/** On Today after a day in which nobody could look whether messages came back (DOC-10). */
import { Anchor } from "@mantine/core";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { Note } from "../../kit/RefusalNote.tsx";

export function LateMailboxNote() {
  const office = useOffice();
  const { data } = useQueryOf(office.mailCheck.settings, {}, { topics: ["mail", "clock"] });
  if (data === undefined || data.late === "") return null;
  return (
    <Note tone="attention" role="status">
      {data.late} <Anchor underline="always" href={hrefTo("/settings/email")}>E-mail settings</Anchor>
    </Note>
  );
}
