/** The contract as an OpenAPI document (DSK-13), made from the same schemas that check every call. */
import { OpenAPIGenerator, type OpenAPI } from "@orpc/openapi";
import { z } from "zod";
import { contract } from "#contract/index.ts";
import { appVersion } from "../version.ts";

export function makeOpenApi(): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({
    schemaConverters: [
      {
        condition: (schema) => schema instanceof z.ZodType,
        convert: (schema, { strategy }) => [
          !(schema as z.ZodType).safeParse(undefined).success,
          z.toJSONSchema(schema as z.ZodType, { io: strategy, unrepresentable: "any" }) as object,
        ],
      },
    ],
  });
  return generator.generate(contract, {
    info: {
      title: "Perennial office",
      version: appVersion,
      description: "Operations of the practice that is open on this computer.",
    },
    servers: [{ url: "/api" }],
  });
}
