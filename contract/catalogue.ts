/** The catalogue of services with prices by effective day (PPL-9), and starter sets (PPL-15). */
import { z } from "zod";
import type { ServiceId } from "#domain/identity.ts";
import { catalogueKinds } from "#domain/catalogue/service-check.ts";
import { specialties } from "#domain/starters/starter-set.ts";
import { cents, command, day, fileOut, id, instant, nothing, query, text } from "./base.ts";

const facts = {
  kind: z.enum(catalogueKinds).default("service"),
  code: text(40),
  name: text(120),
  category: text(80),
  durationMinutes: z.int().min(1).max(1440).nullable(),
  taxable: z.boolean(),
  taxRatePpm: z.int().min(0).max(500_000),
};

export const serviceRow = z.object({
  ...facts,
  serviceId: id<ServiceId>(),
  version: z.int(),
  active: z.boolean(),
  priceCents: cents.nullable(),
  nextPriceOn: day.nullable(),
  nextPriceCents: cents.nullable(),
});
export type ServiceRow = z.infer<typeof serviceRow>;

export const servicePrice = z.object({
  effectiveOn: day,
  priceCents: cents,
  createdAt: instant,
  createdBy: z.string().nullable(),
});
export type ServicePrice = z.infer<typeof servicePrice>;

export const catalogueContract = {
  services: {
    list: query("plans.view")
      .input(
        z.strictObject({
          text: text(120).default(""),
          categories: z.array(text(80)).max(100).default([]),
          activity: z.enum(["active", "inactive", "all"]).default("active"),
          sort: z.enum(["code", "name", "category", "price", "duration"]).default("category"),
          descending: z.boolean().default(false),
        }),
      )
      .output(z.object({ rows: z.array(serviceRow), categories: z.array(z.string()) })),
    prices: query("plans.view")
      .input(z.strictObject({ serviceId: id<ServiceId>() }))
      .output(z.array(servicePrice)),
    exportCsv: query("export.all", { audit: "view" }).input(nothing).output(fileOut),
    add: command("prices.change", { ...facts, priceCents: cents }).output(serviceRow),
    edit: command("prices.change", { ...facts, serviceId: id<ServiceId>(), version: z.int() }).output(serviceRow),
    /** From a day on, today or later; what was charged before keeps its price. */
    setPrice: command("prices.change", { serviceId: id<ServiceId>(), effectiveOn: day, priceCents: cents }).output(serviceRow),
    setActive: command("prices.change", { serviceId: id<ServiceId>(), version: z.int(), active: z.boolean() }).output(serviceRow),
  },
  starters: {
    /** What is missing of the set is put in; plans begin as drafts. */
    install: command("prices.change", { specialty: z.enum(specialties as ["dental", ...typeof specialties[number][]]) }).output(
      z.object({ services: z.int(), plans: z.int(), templates: z.int() }),
    ),
  },
};
