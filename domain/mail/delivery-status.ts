/** The part of a returned message that is written for machines (RFC 3464): a block of fields for each recipient. */
export type RecipientStatus = {
  /** In small letters; empty where it is not told. */
  readonly finalRecipient: string;
  readonly originalRecipient: string;
  readonly action: "failed" | "delayed" | "delivered" | "other";
  /** `5.1.1`; empty where it is not told. */
  readonly status: string;
  /** The other server's own words. */
  readonly diagnostic: string;
};

/** As many as a message of ours ever has, many times over. */
const mostRecipients = 50;

/** The blocks that name a recipient. The first block, about the whole message, names none. */
export function readDeliveryStatus(text: string): RecipientStatus[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map(fieldsOf)
    .filter((fields) => fields.has("final-recipient") || fields.has("original-recipient"))
    .slice(0, mostRecipients)
    .map((fields) => ({
      finalRecipient: addressOf(fields.get("final-recipient")),
      originalRecipient: addressOf(fields.get("original-recipient")),
      action: actionOf(fields.get("action")),
      status: /^\s*([245]\.\d{1,3}\.\d{1,3})/.exec(fields.get("status") ?? "")?.[1] ?? "",
      diagnostic: afterType(fields.get("diagnostic-code")),
    }));
}

/** `Name: value`, folded lines put together; the first of a name counts. */
function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== "" && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** `rfc822; lee@families.example`, with or without angle brackets. */
function addressOf(value: string | undefined): string {
  return afterType(value).replaceAll(/[<>\s]/g, "").toLowerCase();
}

function afterType(value = ""): string {
  return value.replace(/^[a-z0-9-]*\s*;/i, "").trim();
}

function actionOf(value = ""): RecipientStatus["action"] {
  const word = /^[a-z]+/i.exec(value.trim())?.[0]?.toLowerCase();
  return word === "failed" || word === "delayed" || word === "delivered" ? word : "other";
}
