/** A returned message as it travels, in words of our own (DOC-10). */
export type RawReturn = {
  readonly id?: string;
  readonly to?: string;
  readonly action?: string;
  readonly status?: string;
  readonly diagnostic?: string;
  /** The returned message's own id, by which it is told from others. */
  readonly own?: string;
};

export function returnedRaw({
  id = "<outbox-1.1.abc@maple.example>",
  to = "lee@families.example",
  action = "failed",
  status = "5.1.1",
  diagnostic = "550 5.1.1 No such user here",
  own = "<b1@mx.families.example>",
}: RawReturn = {}): string {
  return [
    "Return-Path: <>",
    "From: Mail Delivery System <MAILER-DAEMON@mx.families.example>",
    "To: desk@maple.example",
    "Subject: Undelivered Mail Returned to Sender",
    `Message-ID: ${own}`,
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="edge"',
    "",
    "--edge",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "This is the mail system. What you sent could not be delivered.",
    "",
    "--edge",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.families.example",
    "",
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
    "",
    "--edge",
    "Content-Type: message/rfc822",
    "",
    `Message-ID: ${id}`,
    `To: Rosa Lee <${to}>`,
    "Subject: Your statement",
    "",
    "Dear Rosa Lee, your statement is attached.",
    "",
    "--edge--",
    "",
  ].join("\r\n");
}
