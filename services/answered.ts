/** Commands that work outside the transaction first, such as printing: whether this very request was carried out before (F-15). */
import { invariant } from "#domain/invariant.ts";
import { look, type Cx } from "./context.ts";

/** The stored reply of this request, or nothing: then it is still to be done. */
export function answeredBefore<T extends object>(cx: Cx): T | undefined {
  const { request } = cx;
  if (!request) return undefined;
  const row = look<{ operation: string; reply: string } | undefined>(cx, (db) =>
    db.get<{ operation: string; reply: string }>("select operation, reply from request where id = ?", request.id),
  );
  if (!row) return undefined;
  invariant(row.operation === request.operation, "a request id belongs to one operation");
  return JSON.parse(row.reply) as T;
}
