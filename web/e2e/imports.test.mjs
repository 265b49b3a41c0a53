// A file of customers becomes customers through the portal: recognised, put right, made, undone as far as nobody used them.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { newDomain, openBrowser, path, Person } from './person.mjs';
import { Server } from './server.mjs';

const server = new Server();
let browser;
before(async () => { [browser] = await Promise.all([openBrowser(), server.start()]); });
after(async () => { await browser?.close(); await server.end(); });

const file = (domain) => [
  'Société;Pays;Domaine;Adresse;Ville;Code postal;Prénom;Nom;E-mail;Remarque',
  `Moulin de Kerbris;France;${domain}-1;"14, rue des Fours-Banaux";Quimper;29000;Anne;Le Bris;anne@kerbris.fr;cliente de longue date`,
  `Scierie Vasseur;FR;${domain}-2;1 rue du Port;Nantes;440;Paul;Vasseur;paul@vasseur.fr;`,
].join('\r\n');

for (const [language, width] of [['fr', 1440], ['en', 390]]) {
  path(`customers are imported from a file, ${language}, ${width} px`, async () => {
    const person = await Person.at(browser, server, { language, width });
    const { page } = person;
    const found = [];
    const judge = async (step) => {
      await page.waitForLoadState('networkidle');
      found.push(...(await person.axe()).map((finding) => `${step}: ${finding}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${step}: ${wide} px too wide`);
    };
    await person.signIn('indirectProvider', 'FR', ['SalesAgent']);
    await person.open('/customers/import');
    await judge('file');
    await page.setInputFiles('#import-file', { name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(file(newDomain('import'))) });
    await page.waitForURL(/\/customers\/import\/.+/);
    await person.text('imports.columnsLead').waitFor();
    await page.getByRole('radio', { name: person.t('imports.invited') }).check();
    await judge('columns');
    await person.button('imports.checkRows_other', { count: 2 }).click();

    // One row is wrong: it is put right where it stands.
    await person.text('imports.rowsLead').waitFor();
    await page.locator('main [aria-expanded="false"]').first().click();
    const code = page.locator('input[name$="address.postalCode"]');
    await code.fill('44000');
    await judge('check');
    await person.button('imports.saveRow').click();
    await person.button('imports.make_other', { number: 2 }).waitFor();
    await person.button('imports.make_other', { number: 2 }).click();
    await person.button('imports.makeYes').click();

    await person.link('imports.download').waitFor();
    await page.getByText('Moulin de Kerbris').first().waitFor();
    await judge('report');
    const report = await page.request.get(server.base + await person.link('imports.download').getAttribute('href'));
    assert.match(await report.text(), /Moulin de Kerbris/);

    await person.button('imports.undo').click();
    await page.getByRole('alertdialog').getByRole('button', { name: person.t('imports.undoYes') }).click();
    await person.text('imports.rowState.undone_other').waitFor();
    await page.waitForFunction(() => document.activeElement !== document.body);
    assert.deepEqual([...found, ...person.trouble], []);
  });
}
