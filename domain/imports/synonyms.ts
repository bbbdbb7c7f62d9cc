/**
 * The names that other programs' exports give their columns (PPL-17), without case, blanks and
 * punctuation. Taken from documented layouts: Synthea, Open Dental, Cliniko, Mindbody, Google
 * Contacts and the client-import sheets of smaller programs.
 */
import type { ImportField } from "./field.ts";

const synonyms: Readonly<Record<ImportField, string>> = {
  externalId:
    "id patnum pid patientid clientid externalid recid recordid rowid personid accountid uid uuid guid customerid patientnumber clientnumber patientno clientno memberid userid patient_id",
  chartNumber:
    "chartnumber chart chartno chartid mrn medicalrecordnumber filenumber fileno healthnumber",
  guarantorId:
    "guarantor guarantorid guarantornumber guarantornum responsibleparty responsiblepartyid headofhousehold hoh relatedtorowid familyid accountholder accountholderid payerid billto billtoid",
  fullName:
    "name fullname patientname clientname patient client displayname contactname membername customername",
  prefix: "prefix title salutation nameprefix honorific honorificprefix",
  firstName:
    "first firstname fname givenname given forename forenames namefirst legalfirstname patientfirstname clientfirstname christianname",
  middleName:
    "middle middlename mname mi middlei middleinitial initial additionalname secondname namemiddle",
  lastName:
    "last lastname lname surname family familyname namelast legallastname patientlastname clientlastname",
  suffix: "suffix namesuffix honorificsuffix generation",
  preferredName: "preferred preferredname preferredfirstname nickname nick knownas goesby alias",
  birthDate:
    "birthdate dob dateofbirth birthday birthdatetime birth born bday birthdateddmmyyyy dateofbirthddmmyyyy birthdatemmddyyyy dobmmddyyyy patientdob birthdt",
  deathDate:
    "deathdate dateofdeath dod datetimedeceased deceaseddate deceasedon died deceased deceaseddatetime",
  sex: "sex gender genderidentity administrativegender patientsex",
  status: "status patstatus patientstatus clientstatus active state_of_patient",
  email:
    "email emailaddress mail e-mail e-mailaddress emailaddr primaryemail email1 email1value emailhome patientemail",
  mobilePhone:
    "mobile mobilephone cell cellphone cellular wirelessphone mobilenumber cellnumber mobileno cellno phonemobile phonecell",
  homePhone:
    "home homephone hmphone phonehome homenumber homeno telhome hometelephone otherphone secondaryphone phone2",
  workPhone: "work workphone wkphone phonework businessphone worknumber officephone telwork",
  streetNumber: "streetnumber streetno housenumber houseno",
  street1:
    "address street address1 addressline1 streetaddress street1 addr1 addr mailingaddress homeaddress addressstreet address1street line1 residentialaddress",
  street2: "address2 addressline2 street2 addr2 apartment apt unit suite line2 aptno",
  city: "city town suburb locality addresscity mailingcity homecity",
  region:
    "state province region stateprovince addressstate mailingstate homestate administrativearea",
  postalCode:
    "zip zipcode postalcode postcode pcode zippostal postal addresszip mailingzip homezip zippostalcode",
  country: "country countrycode addresscountry nation",
  language: "language preferredlanguage lang primarylanguage spokenlanguage",
  firstVisit:
    "firstvisit datefirstvisit firstvisitdate firstappointment patientsince clientsince membersince datejoined joindate registered registrationdate",
  textConsent:
    "txtmsgok textok textconsent smsconsent acceptssms acceptedsmsmarketing smsok okaytotext textmessages sendaccounttexts smsoptin",
  notes:
    "notes note comments comment remarks addrnote memo appointmentnotes patientnotes clientnotes",
};

/** A phone of no stated kind: the mobile where the file has no other, else the home phone. */
const anyPhone = new Set(
  "phone phonenumber phoneno telephone telephonenumber tel primaryphone phone1 phone1value contactnumber".split(
    " ",
  ),
);

/** Columns that are never taken by themselves: the office has no use for them, thieves have. */
const neverImported: Readonly<Record<string, readonly string[]>> = {
  identity_number:
    "ssn socialsecurity socialsecuritynumber socsecid socsec sin nin nationalid drivers driverslicense driverslicence drivinglicence passport passportnumber medicare medicareno medicarenumber taxid".split(
      " ",
    ),
  card: "creditcard cardnumber creditcardlastfour creditcardexpdate cccnumber ccnumbermasked ccexpiration cvv cvc bankaccount iban".split(
    " ",
  ),
  race: "race ethnicity religion ethnicgroup".split(" "),
  place: "lat lon latitude longitude lng geo".split(" "),
  money: "income healthcareexpenses healthcarecoverage salary".split(" "),
};

/** Why a column is left out. */
export const notImportedReasons = [
  "identity_number",
  "card",
  "race",
  "place",
  "money",
  "unknown",
  "field_taken",
  "blank",
] as const;
export type NotImportedReason = (typeof notImportedReasons)[number];

/** A header without case, blanks and punctuation: what the synonyms are written in. */
export function headerKey(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

const fieldOf: ReadonlyMap<string, ImportField> = new Map(
  Object.entries(synonyms).flatMap(([field, names]) =>
    names.split(" ").map((name) => [headerKey(name), field as ImportField] as const),
  ),
);

const neverOf: ReadonlyMap<string, NotImportedReason> = new Map(
  Object.entries(neverImported).flatMap(([reason, names]) =>
    names.map((name) => [name, reason as NotImportedReason] as const),
  ),
);

/** The field that a header usually means. */
export function fieldOfHeader(header: string): ImportField | undefined {
  return fieldOf.get(headerKey(header));
}

export function isAnyPhone(header: string): boolean {
  return anyPhone.has(headerKey(header));
}

/** Why a header is left out whatever it is otherwise taken for. */
export function neverImportedReason(header: string): NotImportedReason | undefined {
  return neverOf.get(headerKey(header));
}
