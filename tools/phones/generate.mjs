// Makes data/phones.json: how phone numbers of each country look, from libphonenumber's metadata.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const read = (file) => JSON.parse(readFileSync(require.resolve(`libphonenumber-js/${file}`), 'utf8'));
const metadata = read('metadata.min.json');
const examples = read('examples.mobile.json');
const ours = JSON.parse(readFileSync(new URL('../../data/countries.json', import.meta.url), 'utf8'));

// Places in a country's list of the metadata: calling code, exit code, national number, lengths, …, trunk prefix,
// …, trunk prefix for parsing.
const rows = [];
for (const { code } of ours) {
  const country = metadata.countries[code];
  if (!country) continue;
  const [callingCode, exit, national, lengths, , trunk, , parsing] = country;
  rows.push({ country: code, callingCode, exit, national, lengths, trunk: parsing || trunk || '', example: examples[code] ?? '' });
}
const text = '[\n' + rows.map((row) => JSON.stringify(row)).join(',\n') + '\n]\n';
if (/\(\?[=!<]/.test(text)) throw new Error('a pattern looks ahead or behind: RE2 does not know that');
writeFileSync(new URL('../../data/phones.json', import.meta.url), text);
console.log(`${rows.length} countries`);
