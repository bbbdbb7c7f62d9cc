/** Names, streets and treatments of the sample practice: made up, with the scripts a real town has. */
export const womensNames = [
  "Rosa", "Ana", "Thị Hoa", "Grace", "Noor", "Ingrid", "Leah", "Priya", "Chloé", "María José", "Beatriz", "Harriet",
  "Zoë", "Amina", "Joanna", "Ruth", "Elif", "Siobhán", "Fatima", "Wanda", "Ellen", "Hana", "Carmen", "Naomi", "Olga",
  "Paula", "Renée", "Sofia", "Teresa", "Ursula", "Vera", "Yuki", "Agnes", "Dolores", "Marisol", "Penelope",
];
export const mensNames = [
  "Ben", "Leo", "Văn Minh", "Samuel", "Omar", "Björn", "Isaac", "Arjun", "Rémy", "José Luis", "Caio", "Walter",
  "Noah", "Yusuf", "Peter", "Amos", "Emre", "Seán", "Karim", "Stefan", "Alan", "Jun", "Diego", "Elias", "Igor",
  "Paolo", "Félix", "Mateo", "Tomás", "Hugh", "Victor", "Kenji", "Albert", "Ramón", "Marcus", "Quentin",
];
export const lastNames = [
  "Lee", "Ortiz", "Nguyễn", "Okafor", "Haddad", "Lindqvist", "Cohen", "Patel", "Dubois", "García Márquez", "Silva",
  "Whitcombe", "Vermeulen", "Diallo", "Kowalski", "Abrams", "Yılmaz", "O’Sullivan", "Rahman", "Müller", "Fairbanks",
  "Tanaka", "Castillo", "Bergmann", "Petrov", "Ricci", "Lefèvre", "Fernandes", "Novák", "Hollingsworth-Baker",
  "Marchetti", "Sato", "Winters", "Delacruz", "Montgomery", "Park", "Underwood", "Ivanova", "Brennan", "Achterberg",
  "Salazar", "Thornton", "Ferreira", "Jørgensen", "Łukasik", "Papadopoulos", "Quigley", "Voss", "Zamora", "Eze",
];
export const streets = [
  "Oak Street", "Mill Road", "Harbor View", "Chestnut Avenue", "Old Canal Way", "Prospect Hill", "Maple Court",
  "Orchard Lane", "Bridge Street", "Granite Row", "Pleasant Street", "Weaver’s Yard", "North Common", "Fletcher Lane",
];
export const towns: readonly { city: string; region: string; postalCode: string }[] = [
  { city: "Lowell", region: "MA", postalCode: "01850" },
  { city: "Chelmsford", region: "MA", postalCode: "01824" },
  { city: "Dracut", region: "MA", postalCode: "01826" },
  { city: "Tewksbury", region: "MA", postalCode: "01876" },
  { city: "Nashua", region: "NH", postalCode: "03060" },
];
export const treatments: readonly { description: string; cents: number }[] = [
  { description: "Cleaning", cents: 12000 },
  { description: "Examination", cents: 8500 },
  { description: "X-rays, four images", cents: 7600 },
  { description: "Filling, one surface", cents: 21000 },
  { description: "Filling, two surfaces", cents: 26500 },
  { description: "Crown, porcelain", cents: 118000 },
  { description: "Fluoride treatment", cents: 4200 },
  { description: "Night guard", cents: 48500 },
  { description: "Emergency visit", cents: 9800 },
];
export const holdReasons = ["Travelling", "Surgery and recovery", "Between jobs", "Away at college", "New baby"];
export const cancelReasons = ["Moving away", "Now insured through work", "Changed dentist", "Too expensive", "Deceased"];
