/** What is done at a visit, from the catalogue, in the order chosen. */
import { MultiSelect } from "@mantine/core";
import type { ServiceId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";

export type ServicesFieldProps = {
  readonly label?: string;
  readonly autoFocus?: boolean;
  readonly value: readonly ServiceId[];
  readonly onChange: (serviceIds: ServiceId[], minutes: number) => void;
};

export function ServicesField({ label = "Services", autoFocus = false, value, onChange }: ServicesFieldProps) {
  const office = useOffice();
  const services = useQueryOf(office.services.list, { activity: "all" }, { topics: ["services"] });
  const rows = services.data?.rows ?? [];
  const offered = rows.filter(({ serviceId, active }) => active || value.includes(serviceId));
  return (
    <MultiSelect
      label={label}
      searchable
      autoFocus={autoFocus}
      openOnFocus={false}
      hidePickedOptions
      nothingFoundMessage="No such service"
      maxValues={20}
      data={offered.map(({ serviceId, name, code }) => ({ value: String(serviceId), label: `${name} (${code})` }))}
      value={rows.length === 0 ? [] : value.map(String)}
      onChange={(chosen) => {
        const ids = chosen.map((id) => Number(id) as ServiceId);
        onChange(ids, ids.reduce((sum, id) => sum + (rows.find(({ serviceId }) => serviceId === id)?.durationMinutes ?? 0), 0));
      }}
    />
  );
}
