import { expect, test } from "vitest";
import type { ImportField } from "./field.ts";
import { applySavedMapping, isSavedMapping, mappingProblems, saveMapping } from "./mapping.ts";
import { suggestMapping } from "./suggest-mapping.ts";

function fieldsOf(line: string, filled?: readonly number[]): Record<string, ImportField> {
  const headers = line.split(",");
  const { columns } = suggestMapping(headers, filled).mapping;
  return Object.fromEntries(
    headers.flatMap((header, index) => (columns[index] ? [[header, columns[index]]] : [])),
  );
}

const syntheaV2 =
  "Id,BIRTHDATE,DEATHDATE,SSN,DRIVERS,PASSPORT,PREFIX,FIRST,LAST,SUFFIX,MAIDEN,MARITAL,RACE,ETHNICITY,GENDER,BIRTHPLACE,ADDRESS,CITY,STATE,COUNTY,ZIP,LAT,LON,HEALTHCARE_EXPENSES,HEALTHCARE_COVERAGE";
const syntheaV3 = `${syntheaV2.replace("FIRST,LAST", "FIRST,MIDDLE,LAST").replace("COUNTY,ZIP", "COUNTY,FIPS,ZIP")},INCOME`;
const nebraska = syntheaV3.replace("MIDDLE,", "");

test.each([
  ["v2", syntheaV2, 25],
  ["v3", syntheaV3, 28],
  ["Nebraska", nebraska, 27],
])(
  "PPL-17 Synthea %s is recognised, identity numbers and the like are left out",
  (_, line, width) => {
    const headers = line.split(",");
    expect(headers).toHaveLength(width);
    const { mapping, preset, notImported } = suggestMapping(headers);
    expect(preset).toBe("synthea");
    expect(mappingProblems(mapping)).toEqual([]);
    const left = new Map(notImported.map(({ header, reason }) => [header, reason]));
    for (const header of ["SSN", "DRIVERS", "PASSPORT"])
      expect(left.get(header)).toBe("identity_number");
    for (const header of ["LAT", "LON"]) expect(left.get(header)).toBe("place");
    expect(left.get("RACE")).toBe("race");
    if (headers.includes("INCOME")) expect(left.get("INCOME")).toBe("money");
    expect(mapping.columns[headers.indexOf("LAST")]).toBe("lastName");
    expect(mapping.columns[headers.indexOf("STATE")]).toBe("region");
  },
);

test("PPL-17 an Open Dental query is recognised with its guarantor and its number codes", () => {
  const line =
    "PatNum,LName,FName,MiddleI,Preferred,PatStatus,Gender,Position,Birthdate,Address,City,State,Zip,HmPhone,WkPhone,WirelessPhone,Email,Guarantor,DateFirstVisit,TxtMsgOk";
  const { mapping, preset } = suggestMapping(line.split(","));
  expect(preset).toBe("open_dental");
  expect(mapping.conventions).toBe("openDental");
  expect(fieldsOf(line)).toMatchObject({
    PatNum: "externalId",
    Guarantor: "guarantorId",
    TxtMsgOk: "textConsent",
  });
});

test("PPL-17 columns in any order and any names are found by synonyms; GENDER and gender are not merged", () => {
  const line =
    "gestage,city,apartment,street,cell,dob,GENDER,region,initial,PID,YOB,pcode,RACE,gender,home,country,email,lname,fname";
  const headers = line.split(",");
  const filled = headers.map((header) => (header === "gender" ? 67 : 55));
  expect(fieldsOf(line, filled)).toEqual({
    city: "city",
    apartment: "street2",
    street: "street1",
    cell: "mobilePhone",
    dob: "birthDate",
    region: "region",
    initial: "middleName",
    PID: "externalId",
    pcode: "postalCode",
    gender: "sex",
    home: "homePhone",
    country: "country",
    email: "email",
    lname: "lastName",
    fname: "firstName",
  });
  const { notImported } = suggestMapping(headers, filled);
  expect(notImported).toContainEqual({
    column: 6,
    header: "GENDER",
    reason: "field_taken",
    instead: 13,
  });
  expect(suggestMapping(headers).mapping.columns[6]).toBe("sex");
});

test.each<[string, Record<string, ImportField>]>([
  [
    "Title,First-Name,Last-Name,Street-Address,City,State,Zip-Code,Date-Of-Birth,Gender,Cell-Phone,Other-Phone,Email,Occupation",
    {
      "First-Name": "firstName",
      "Zip-Code": "postalCode",
      "Date-Of-Birth": "birthDate",
      "Cell-Phone": "mobilePhone",
      "Other-Phone": "homePhone",
      Title: "prefix",
    },
  ],
  [
    "row_id,related_to_row_id,client_number,first_name,middle_name,last_name,street1,street2,city,state,zip_code,date_of_birth,age,phone_number,email_address",
    {
      row_id: "externalId",
      related_to_row_id: "guarantorId",
      phone_number: "mobilePhone",
      email_address: "email",
    },
  ],
  ["externalId,lastName,firstName,birthday", { externalId: "externalId", birthday: "birthDate" }],
  [
    "First Name,Surname,Health Number,Birthdate (dd-mm-yyyy),E-Mail Address",
    {
      Surname: "lastName",
      "Birthdate (dd-mm-yyyy)": "birthDate",
      "E-Mail Address": "email",
      "Health Number": "externalId",
    },
  ],
  [
    "ClientId,FirstName,LastName,Email,MobilePhone,HomePhone,WorkPhone,AddressLine1,AddressLine2,City,State,PostalCode,Country,BirthDateTime,Gender,CreditCardLastFour,CreditCardExpDate,Notes",
    { ClientId: "externalId", BirthDateTime: "birthDate", AddressLine1: "street1", Notes: "notes" },
  ],
  [
    "accepted_sms_marketing,address_1,address_2,city,country,date_of_birth,email,first_name,gender_identity,last_name,medicare,notes,title",
    { accepted_sms_marketing: "textConsent", address_1: "street1", gender_identity: "sex" },
  ],
  [
    "rec_id,given_name,surname,street_number,address_1,address_2,suburb,postcode,state,date_of_birth,soc_sec_id",
    {
      rec_id: "externalId",
      given_name: "firstName",
      street_number: "streetNumber",
      address_1: "street1",
      suburb: "city",
    },
  ],
])("PPL-17 the layout %s is understood", (line, expected) => {
  expect(fieldsOf(line)).toMatchObject(expected);
});

test("PPL-17 a phone of no stated kind is the mobile, or the home phone beside a mobile", () => {
  expect(fieldsOf("lname,dob,Phone")).toMatchObject({ Phone: "mobilePhone" });
  expect(fieldsOf("lname,dob,Phone,Cell")).toMatchObject({
    Phone: "homePhone",
    Cell: "mobilePhone",
  });
});

test("PPL-17 card numbers are never imported", () => {
  const { notImported } = suggestMapping(["CreditCardLastFour", "ssn", "Medicare No."]);
  expect(notImported.map(({ reason }) => reason)).toEqual([
    "card",
    "identity_number",
    "identity_number",
  ]);
});

test("PPL-17 headers named like parts of JavaScript are ordinary headers", () => {
  const { mapping, notImported } = suggestMapping([
    "__proto__",
    "constructor",
    "toString",
    "LName",
  ]);
  expect(mapping.columns).toEqual([null, null, null, "lastName"]);
  expect(notImported).toHaveLength(3);
});

test("PPL-17 a mapping without a name or a birth date, or with a field twice, is not usable", () => {
  const { mapping } = suggestMapping(["email", "dob", "lname"]);
  expect(mappingProblems(mapping)).toEqual([]);
  expect(
    mappingProblems({ ...mapping, columns: ["email", null, "email"] }).map(({ code }) => code),
  ).toEqual(["field_twice", "name_not_mapped", "birth_date_not_mapped"]);
});

test("PPL-17 a saved mapping fits the next file with its columns in another order", () => {
  const headers = ["GENDER", "gender", "lname", "dob"];
  const mapping = {
    ...suggestMapping(headers).mapping,
    columns: [null, "sex", "lastName", "birthDate"] as const,
  };
  const saved = saveMapping("Our old program", headers, mapping);
  expect(isSavedMapping(JSON.parse(JSON.stringify(saved)))).toBe(true);
  expect(applySavedMapping(saved, ["DOB", "gender", "new", "GENDER", "LName"]).columns).toEqual([
    "birthDate",
    "sex",
    null,
    null,
    "lastName",
  ]);
});

test.each([
  null,
  1,
  "x",
  {},
  { kind: "perennial-import-mapping", version: 2 },
  {
    kind: "perennial-import-mapping",
    version: 1,
    name: "x",
    source: "y",
    conventions: "plain",
    dateOrder: null,
    padZip: false,
    fields: [{ header: "a", field: "ssn" }],
  },
])("F-18 %j is not a saved mapping", (value) => {
  expect(isSavedMapping(value)).toBe(false);
});
