/**
 * The fields of an agreement (MEM-8): `{{plan.name}}` in the text becomes what it stands for on the
 * day of signing. Only the fields below exist; a template with any other is refused before it is
 * saved, so that no member ever signs a pair of braces.
 */

export const mergeFields = {
  "practice.name": "Name of the practice",
  "practice.address": "Its address, on one line",
  "practice.phone": "Its phone",
  "practice.state": "Its state",
  "patient.name": "Who becomes a member",
  "patient.birthday": "Their birth date",
  "payer.name": "Who pays",
  "plan.name": "Name of the plan",
  "plan.sentence": "The plan in one sentence",
  "plan.benefits": "What is included, one line each",
  "plan.discounts": "What is cheaper, one line each",
  "plan.commitment": "How long it is promised for",
  "plan.early_exit": "What leaving early costs",
  "plan.words": "The plan’s own words",
  "membership.start": "First day",
  "membership.price": "Price and period",
  "membership.draw_day": "When dues are drawn",
  "membership.activation_fee": "Activation fee",
  today: "The day of signing",
} as const;

export type MergeField = keyof typeof mergeFields;
export type MergeValues = Readonly<Record<MergeField, string>>;

const field = /\{\{([^{}]*)\}\}/g;

/** The first thing between braces that is no field, or braces that are not closed; null when every field is known. */
export function unknownField(text: string): string | null {
  for (const match of text.matchAll(field)) {
    const name = (match[1] ?? "").trim();
    if (!isMergeField(name)) return name;
  }
  const rest = text.replaceAll(field, "");
  const at = rest.search(/\{\{|\}\}/);
  return at === -1 ? null : rest.slice(at, at + 20).replaceAll(/[{}]/g, "").trim();
}

/** The text with every field filled in. Spaces inside the braces do not matter. */
export function fillIn(text: string, values: MergeValues): string {
  // A function, because `$&` in somebody's name is a name.
  return text.replaceAll(field, (whole, name: string) => {
    const key = name.trim();
    return isMergeField(key) ? values[key] : whole;
  });
}

function isMergeField(name: string): name is MergeField {
  return Object.hasOwn(mergeFields, name);
}
