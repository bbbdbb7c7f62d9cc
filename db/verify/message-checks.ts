/** Messages about acts (DOC-12, F-16): one act, one message. */
import { aboutOf } from "#domain/dunning/message-event.ts";
import { eventNoticeKinds } from "#domain/dunning/notice-kinds.ts";
import { sqlCheck, type Check } from "./check.ts";

/** Their events are numbers with commas behind what they count; a package that ends has its day there, too. */
const numbered = eventNoticeKinds.filter((kind) => kind !== "package_expiring");
const kinds = numbered.map((kind) => `'${kind}'`).join(",");
const isNumbered = numbered.map((kind) => `(n.kind = '${kind}' and n.event glob '${aboutOf[kind]}/[0-9]*' and n.event not glob '${aboutOf[kind]}/*[^0-9,]*')`).join(" or ");

export const messageChecks: readonly Check[] = [
  sqlCheck({
    name: "No act is told twice",
    table: "notice",
    find: `select max(told.id) as id from (
        select n.id, n.kind, j.value
        from notice n, json_each(case when ${isNumbered} then '[' || substr(n.event, instr(n.event, '/') + 1) || ']' else '[]' end) j
        where n.state <> 'cancelled') told
      group by told.kind, told.value having count(*) > 1`,
    what: "Two messages tell a household of the same act",
  }),
  sqlCheck({
    name: "Every message about an act says which",
    table: "notice",
    find: `select n.id from notice n where n.kind in (${kinds}) and not (${isNumbered})`,
    what: "A message about an act does not say which act it is about",
  }),
];
