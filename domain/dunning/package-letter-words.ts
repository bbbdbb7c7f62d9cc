/** The sentences of the letter that a package, or one use of it, was given on (PKG-7), in English and Spanish. */
import type { NoticeLanguage } from "./settings.ts";

export type GivenWords = {
  readonly packageName: string;
  readonly owner: string;
  readonly to: string;
  readonly day: string;
  readonly isWhole: boolean;
  /** Uses that are left of the whole package, the given one among them. */
  readonly left: number;
};

export function givenSentence(language: NoticeLanguage, given: GivenWords): string {
  return language === "es" ? spanish(given) : english(given);
}

function english({ packageName, owner, to, day, isWhole, left }: GivenWords): string {
  const rest = `${left} ${left === 1 ? "use is" : "uses are"} left in all.`;
  if (isWhole) return `On ${day} the package ${packageName} of ${owner} was given to ${to}. ${rest}`;
  return `On ${day} one use of the package ${packageName} of ${owner} was given to ${to}. The package stays with ${owner}. ${rest}`;
}

function spanish({ packageName, owner, to, day, isWhole, left }: GivenWords): string {
  const rest = left === 1 ? "Queda 1 uso en total." : `Quedan ${left} usos en total.`;
  if (isWhole) return `El ${day} el paquete ${packageName} de ${owner} pasó a ${to}. ${rest}`;
  return `El ${day} un uso del paquete ${packageName} de ${owner} pasó a ${to}. El paquete sigue siendo de ${owner}. ${rest}`;
}
