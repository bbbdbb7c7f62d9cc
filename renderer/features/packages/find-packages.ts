/** Finds packages on sale while somebody types an invoice (PKG-2): every word of the name or the contents, in any order. */
import type { PackageView } from "#contract/packages.ts";

export type PackageOnSale = Pick<PackageView, "contentWords" | "retiredAt"> & { readonly terms: Pick<PackageView["terms"], "name" | "priceCents"> };

const mostShown = 4;

export function packageLabel({ terms }: Pick<PackageOnSale, "terms">): string {
  return `Package: ${terms.name}`;
}

export function findPackages(packages: readonly PackageOnSale[], typed: string): string[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return packages
    .filter((one) => {
      const text = `${packageLabel(one)} ${one.contentWords}`.toLowerCase();
      return one.retiredAt === null && words.every((word) => text.includes(word));
    })
    .slice(0, mostShown)
    .map(packageLabel);
}
