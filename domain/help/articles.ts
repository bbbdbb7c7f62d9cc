/** Every article of the Help Center (HLP-1, HLP-3). A route without one fails `articles.test.ts`. */
import type { HelpArticle } from "./article.ts";
import { billingArticles } from "./articles/billing.ts";
import { bookArticles } from "./articles/books.ts";
import { changeArticles } from "./articles/changes.ts";
import { deskArticles } from "./articles/desk.ts";
import { invoiceArticles } from "./articles/invoices.ts";
import { packageArticles } from "./articles/packages.ts";
import { paperArticles } from "./articles/papers.ts";
import { paymentArticles } from "./articles/payments.ts";
import { peopleArticles } from "./articles/people.ts";
import { planArticles } from "./articles/plans.ts";
import { settingsArticles } from "./articles/settings.ts";

export const helpArticles: readonly HelpArticle[] = [
  ...deskArticles,
  ...peopleArticles,
  ...planArticles,
  ...changeArticles,
  ...billingArticles,
  ...invoiceArticles,
  ...paymentArticles,
  ...packageArticles,
  ...paperArticles,
  ...bookArticles,
  ...settingsArticles,
];

const byId = new Map(helpArticles.map((article) => [article.id, article]));

export function findArticle(id: string): HelpArticle | undefined {
  return byId.get(id);
}
