/** Refusal codes of the past-due timetable and the outbox with the facts their sentences need (F-17). */
export type DunningRefusals = {
  grace_days_out_of_range: { least: number; most: number };
  retry_days_wrong: { graceDays: number };
  retry_days_too_many: { most: number };
  notice_days_wrong: { graceDays: number };
  final_notice_too_late: { graceDays: number; latest: number };
  notice_not_optional: { notice: string };
  dunning_settings_old: Record<never, never>;
  notice_not_found: Record<never, never>;
  notice_not_waiting: Record<never, never>;
  /** A rule asks for it: the letters of a past-due case, of a new price and the like. */
  notice_needed: { notice: string };
  notice_batch_not_found: Record<never, never>;
  notice_batch_undone: Record<never, never>;
  /** A membership lapsed because of a letter of this run. */
  notice_took_effect: { name: string };
  reminder_too_soon: { lastOn: string; nextOn: string };
  /** A charge of the household is disputed with its bank. */
  reminder_disputed: Record<never, never>;
  nobody_to_remind: Record<never, never>;
  card_already_asked: { onDay: string };
  case_not_found: Record<never, never>;
  attention_not_found: Record<never, never>;
  attention_still_there: { name: string; reason: string };
  nothing_to_waive: Record<never, never>;
};
