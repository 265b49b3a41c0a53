// An import of many rows walked through for the pictures: run, suspended, gone on with, rows failed and run again, undone.
import { either, press } from './screenshot-states.mjs';

const towns = [['Quimper', '29000'], ['Rennes', '35000'], ['Nantes', '44000'], ['Vannes', '56000'], ['Saint-Brieuc', '22000']];
const trades = ['Moulin', 'Scierie', 'Verger', 'Librairie', 'Boulangerie', 'Atelier', 'Garage', 'Cidrerie', 'Menuiserie', 'Imprimerie'];
const domainOf = (at, row) => `${at}-${row}`;

/** One row in four hundred has a postal code that is too short. */
function file(rows, at) {
  const lines = ['Société;Pays;Domaine;Adresse;Ville;Code postal;Prénom;Nom;E-mail'];
  for (let row = 1; row <= rows; row += 1) {
    const [town, code] = towns[row % towns.length];
    lines.push(`${trades[row % trades.length]} du lot ${row};France;${domainOf(at, row)};${row} rue du Port;${town};${row % 400 === 0 ? code.slice(0, 3) : code};Anne;Le Bris;anne@lot-${row}.fr`);
  }
  return Buffer.from(lines.join('\r\n'));
}

async function stage(page, name) {
  for (let seconds = 0; seconds < 400; seconds += 1) {
    const told = await page.evaluate(() => fetch(`/ext/v1/imports/${location.pathname.split('/').pop()}`).then((answer) => answer.json()));
    if (told.stage === name) return;
    await page.waitForTimeout(1000);
  }
  throw new Error(`The import does not become ${name}.`);
}

/** `call` speaks to the server as the person; `snap` takes a picture under a name. */
export async function walkImport(page, { call, snap }) {
  const at = `lot-${Date.now().toString(36)}`;
  await page.setInputFiles('#import-file', { name: 'cooperative-de-bretagne.csv', mimeType: 'text/csv', buffer: file(Number(process.env.ROWS ?? 20_000), at) });
  await page.waitForURL(/customers\/import\/.+/, { timeout: 60_000 });
  await page.locator('input[name=agreement]').first().check({ timeout: 60_000 });
  await snap('columns');
  await press(page, 'Vérifier .+ lignes', 'Check .+ rows');
  await stage(page, 'ready');
  await page.locator('#rows').waitFor();
  await snap('checked');
  // What somebody else takes in between is what fails in the run.
  for (const row of [1, 3, 5]) {
    await call('POST', '/v1/customers', {
      companyProfile: { domain: `${domainOf(at, row)}.onmicrosoft.com` },
      billingProfile: { email: 'anne@entretemps.fr', culture: 'fr-FR', language: 'fr', companyName: `Entretemps ${row}`,
        defaultAddress: { firstName: 'Anne', lastName: 'Le Bris', addressLine1: '1 rue du Port', city: 'Quimper', postalCode: '29000', country: 'FR' } },
    });
  }
  await press(page, 'Créer .+ clients', 'Create .+ customers');
  await page.getByRole('button', { name: either('Créer les clients', 'Create the customers') }).click();
  const pause = page.getByRole('button', { name: either('Suspendre', 'Pause') });
  await pause.waitFor({ timeout: 60_000 });
  await snap('running');
  await pause.click();
  await page.getByRole('button', { name: either('Reprendre', 'Resume') }).waitFor({ timeout: 60_000 });
  await snap('paused');
  await press(page, 'Reprendre', 'Resume');
  await pause.waitFor({ timeout: 60_000 }).catch(() => {});
  await snap('resumed');
  await stage(page, 'done');
  await page.locator('a[href*=report]').waitFor({ timeout: 60_000 });
  await snap('report');
  await page.locator('main [aria-expanded=false]').first().click();
  await page.waitForTimeout(500);
  await snap('failed-row');
  await press(page, 'Exécuter .+ lignes', 'Run .+ rows');
  await page.waitForTimeout(2500);
  await stage(page, 'done');
  await snap('again');
  await press(page, "Annuler l'importation", 'Undo the import');
  await page.getByRole('alertdialog').waitFor();
  await page.waitForTimeout(400);
  await snap('undo');
  await page.getByRole('alertdialog').getByRole('button', { name: either("Annuler l'importation", 'Undo the import') }).click();
  await page.getByRole('progressbar').first().waitFor({ timeout: 20_000 }).catch(() => {});
  await snap('undoing');
  await stage(page, 'undone');
  await page.locator('#rows').waitFor();
  await snap('undone');
}
