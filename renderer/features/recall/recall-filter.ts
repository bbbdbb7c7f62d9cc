/** What the filters of the recall list leave of it (PKG-10). */
import type { RecallRow } from "#contract/benefits.ts";

export type RecallFilter = { readonly q: string; readonly stage: readonly string[]; readonly call: readonly string[] };

/** Every word of the text in the name, the plan or what is unused; a phone by its digits. */
export function filterRecall(rows: readonly RecallRow[], { q, stage, call }: RecallFilter): RecallRow[] {
  const words = q.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (stage.length > 0 && !stage.includes(String(row.stage))) return false;
    if (call.length > 0 && !call.includes(row.isDue ? "due" : "made")) return false;
    const text = `${row.patientName} ${row.planName} ${row.unused}`.toLowerCase();
    const digits = row.phone.replaceAll(/\D/g, "");
    return words.every((word) => text.includes(word) || (/^\d{3,}$/.test(word) && digits.includes(word)));
  });
}
