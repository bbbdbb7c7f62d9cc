/**
 * The sentence of every refusal. The type demands one for each code, so that a rule that can say
 * no always has words for the desk (F-17).
 */
import type { RefusalCode, RefusalFacts } from "#domain/refusal.ts";
import { accountingSentences } from "./refusals/accounting.ts";
import { agreementsSentences } from "./refusals/agreements.ts";
import { billingSentences } from "./refusals/billing.ts";
import { brochureSentences } from "./refusals/brochure.ts";
import { dunningSentences } from "./refusals/dunning.ts";
import { catalogueSentences } from "./refusals/catalogue.ts";
import { chargingSentences } from "./refusals/charging.ts";
import { closingSentences } from "./refusals/closing.ts";
import { couponsSentences } from "./refusals/coupons.ts";
import { helpSentences } from "./refusals/help.ts";
import { importsSentences } from "./refusals/imports.ts";
import { invoicesSentences } from "./refusals/invoices.ts";
import { labelsSentences } from "./refusals/labels.ts";
import { mailSentences } from "./refusals/mail.ts";
import { membershipChangesSentences } from "./refusals/membership-changes.ts";
import { membershipsSentences } from "./refusals/memberships.ts";
import { packagesSentences } from "./refusals/packages.ts";
import { paymentsSentences } from "./refusals/payments.ts";
import { peopleSentences } from "./refusals/people.ts";
import { planOfferSentences } from "./refusals/plan-offer.ts";
import { planUpkeepSentences } from "./refusals/plan-upkeep.ts";
import { portalSentences } from "./refusals/portal.ts";
import { practiceSentences } from "./refusals/practice.ts";
import { reportsSentences } from "./refusals/reports.ts";
import { scheduleSentences } from "./refusals/schedule.ts";
import { staffSentences } from "./refusals/staff.ts";
import { statementsSentences } from "./refusals/statements.ts";
import { textSentences } from "./refusals/texts.ts";
import { benefitRecallSentences } from "./refusals/benefits.ts";
import { walletSentences } from "./refusals/wallet.ts";
import { yearlyStatementSentences } from "./refusals/yearly-statements.ts";
import type { Sentences } from "./refusals/sentence.ts";

const sentences: Sentences<RefusalFacts> = {
  ...accountingSentences,
  ...walletSentences,
  ...benefitRecallSentences,
  ...agreementsSentences,
  ...billingSentences,
  ...brochureSentences,
  ...catalogueSentences,
  ...closingSentences,
  ...couponsSentences,
  ...chargingSentences,
  ...dunningSentences,
  ...helpSentences,
  ...importsSentences,
  ...invoicesSentences,
  ...labelsSentences,
  ...mailSentences,
  ...membershipChangesSentences,
  ...membershipsSentences,
  ...packagesSentences,
  ...paymentsSentences,
  ...peopleSentences,
  ...planOfferSentences,
  ...planUpkeepSentences,
  ...portalSentences,
  ...practiceSentences,
  ...reportsSentences,
  ...scheduleSentences,
  ...staffSentences,
  ...statementsSentences,
  ...yearlyStatementSentences,
  ...textSentences,
};

/** The words shown for a refusal. */
export function refusalSentence<C extends RefusalCode>(code: C, facts: RefusalFacts[C]): string {
  return sentences[code](facts);
}

export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(sentences, code);
}

/** Every code there is, for tests that look at all the sentences. */
export const refusalCodes = Object.keys(sentences) as readonly RefusalCode[];
