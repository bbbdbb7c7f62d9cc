/** Finds services and products while somebody types (INV-1): every word of the code or the name, in any order. */
import type { ServiceRow } from "#contract/catalogue.ts";

type Found = Pick<ServiceRow, "code" | "name" | "category">;

/** As many as a person looks through. */
const mostShown = 8;

export function serviceLabel(service: Pick<ServiceRow, "code" | "name">): string {
  return `${service.code} ${service.name}`;
}

/** Labels of what fits, those whose code begins with what is typed first. */
export function findServices(services: readonly Found[], typed: string): string[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const first = words[0] ?? "";
  return services
    .filter((service) => {
      const text = `${serviceLabel(service)} ${service.category}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => Number(startsWith(b, first)) - Number(startsWith(a, first)))
    .slice(0, mostShown)
    .map(serviceLabel);
}

function startsWith({ code }: Found, word: string): boolean {
  return word !== "" && code.toLowerCase().startsWith(word);
}
