// data/communes_fr.json: the communes of each French postal code, from INSEE's and La Poste's open data (Licence
// Ouverte 2.0) as the package of Etalab has them. make communes
import { readFileSync, writeFileSync } from 'node:fs';

const source = new URL('node_modules/@etalab/decoupage-administratif/data/communes.json', import.meta.url);
const codes = new Map();
for (const { type, nom, codesPostaux = [] } of JSON.parse(readFileSync(source, 'utf8'))) {
  if (type !== 'commune-actuelle') continue;
  for (const code of codesPostaux) codes.set(code, [...(codes.get(code) ?? []), nom]);
}
const lines = [...codes].sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, names]) => `${JSON.stringify(code)}:${JSON.stringify([...new Set(names)].sort().join('|'))}`);
writeFileSync(new URL('../../data/communes_fr.json', import.meta.url), `{"byCode":\n{\n${lines.join(',\n')}\n}}\n`);
