/** The roster of memberships, page by page, and how many stand where. */
import { countStandings as countRows, listRoster, type RosterQuery, type RosterRow } from "#db/memberships/roster.ts";
import { foldText } from "#domain/people/fold.ts";
import { standings, type Standing } from "#domain/memberships/standing-words.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";

export type RosterPage = { readonly rows: RosterRow[]; readonly next: string | null };

export function listMemberships(
  cx: Cx,
  query: Omit<RosterQuery, "after"> & { readonly after?: string | null | undefined },
): RosterPage {
  return look<RosterPage>(cx, (db) => {
    const rows = listRoster(db, cx.today, {
      ...query,
      text: foldText(query.text),
      after: readPlace(query.after),
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const next = rows.length > query.limit && last ? writePlace(last.sortKey, last.membershipId) : null;
    return { rows: page, next };
  });
}

/** A count for every standing, nothing left out. */
export function countStandings(cx: Cx): { standing: Standing; count: number }[] {
  return look<{ standing: Standing; count: number }[]>(cx, (db) => {
    const counted = new Map(countRows(db, cx.today).map((row) => [row.standing, row.count]));
    return standings.map((standing) => ({ standing, count: counted.get(standing) ?? 0 }));
  });
}
