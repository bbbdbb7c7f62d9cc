import type { Role } from "#domain/staff/permissions.ts";

/** The roles in the words of the desk. */
export const roleWords: Readonly<Record<Role, string>> = {
  owner: "Owner",
  site_admin: "Site administrator",
  manager: "Manager",
  provider: "Provider",
  front_desk: "Front desk",
  biller: "Biller",
  read_only: "Read only",
};
