// Weighs the script a first visit to a page loads (brotli, shell and route and one catalogue) against its budget.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const budgetKb = 220;
const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

// What a page loads beside the entry; the pages that share a shell are held to the same budget.
const pages = {
  'sign-in': ['src/session/SignIn.tsx'],
  overview: ['src/overview/Overview.tsx'],
  customers: ['src/customers/Customers.tsx'],
  customer: ['src/customers/CustomerPage.tsx'],
  'add a customer': ['src/onboarding/Wizard.tsx'],
};
const catalogues = ['src/i18n/fr.ts', 'src/i18n/en.ts'];

// A page's chunk that other chunks share code with is listed under its name, not under its source.
const chunkOf = (key) => manifest[key]
  ?? Object.values(manifest).find((chunk) => chunk.isDynamicEntry && `${chunk.name}.tsx` === key.split('/').at(-1));

function filesOf(key, seen = new Set()) {
  const chunk = chunkOf(key);
  if (!chunk) throw new Error(`${key} is not in the manifest`);
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const next of chunk.imports ?? []) filesOf(next, seen);
  return seen;
}

const weights = new Map();
function weigh(file) {
  if (!weights.has(file)) {
    const packed = brotliCompressSync(readFileSync(join(dist, file)), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
    });
    weights.set(file, packed.length);
  }
  return weights.get(file);
}

const sum = (files) => [...files].filter((file) => file.endsWith('.js')).reduce((total, file) => total + weigh(file), 0);
const heavier = catalogues.reduce((one, other) => (sum(filesOf(one)) > sum(filesOf(other)) ? one : other));
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(7);

let over = false;
console.log(`script of a first visit, brotli, kB (budget ${budgetKb})`);
for (const [page, routes] of Object.entries(pages)) {
  const files = new Set();
  for (const key of ['index.html', heavier, ...routes]) filesOf(key, files);
  const total = sum(files);
  const tooMuch = total > budgetKb * 1000;
  over ||= tooMuch;
  console.log(`${kb(total)}  ${page}${tooMuch ? '  OVER BUDGET' : ''}`);
}
process.exit(over ? 1 : 0);
