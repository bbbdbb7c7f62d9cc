/** Codes and facts of what the mail rules refuse (DOC-10). */
export type MailRefusals = {
  mail_host_not_valid: { value: string };
  mail_port_not_valid: Record<never, never>;
  mail_sender_not_valid: { value: string };
  mail_sender_name_not_valid: Record<never, never>;
  mail_password_needed: { host: string };
  mail_not_set_up: Record<never, never>;
  mail_no_address: { name: string };
  mail_address_bounced: { name: string };
  mail_not_sendable: { what: "draft" | "void" | "household" };
  mail_not_found: Record<never, never>;
  mail_not_unsure: Record<never, never>;
  mail_not_failed: Record<never, never>;
  mail_not_waiting: Record<never, never>;
  mail_not_gone: Record<never, never>;
  mailbox_host_not_valid: { value: string };
  mailbox_port_not_valid: Record<never, never>;
  mailbox_user_needed: Record<never, never>;
  mailbox_password_needed: { host: string };
  mailbox_same_not_possible: { host: string; sendingHost: string };
  mailbox_not_on: Record<never, never>;
  mail_not_a_letter: Record<never, never>;
};
