// A build-time plugin that sets French and English typography in the catalogues, so that nobody types it by hand.
import type { Plugin } from 'vite';

const thin = '\u202f';
const hard = '\u00a0';
/** Keeps a hyphen from ending a line; our font has no U+2011. */
const joiner = '\u2060';

export function typoFrench(text: string): string {
  return text
    .replace(/'/g, '’')
    .replace(/\b(e-)(mail)/gi, `$1${joiner}$2`)
    .replace(/ ([;!?])/g, `${thin}$1`)
    .replace(/ :/g, `${hard}:`)
    .replace(/« ?/g, `«${hard}`)
    .replace(/ ?»/g, `${hard}»`)
    .replace(/ ([×÷−=]) /g, `${hard}$1${hard}`)
    .replace(/(\d|\}\}) (%|€|h|min|s|ko|Mo|Go|To)(?![\p{L}\d])/gu, `$1${hard}$2`)
    .replace(/\bh (\d)/g, `h${hard}$1`)
    .replace(/(\d) (\d{3})(?!\d)/g, `$1${thin}$2`)
    .replace(/(\d) (licences?|minutes?|secondes?|jours?|heures?|caractères?|chiffres?)/g, `$1${hard}$2`)
    .replace(/\.\.\./g, '…');
}

export function typoEnglish(text: string): string {
  return text
    .replace(/"([^"]*)"/g, '“$1”')
    .replace(/(\d|\}\}) (kB|MB|GB|TB)(?![\p{L}\d])/gu, `$1${hard}$2`)
    .replace(/(\w)'(\w)/g, '$1’$2')
    .replace(/ ([×÷−=]) /g, `${hard}$1${hard}`)
    .replace(/\.\.\./g, '…');
}

type Tree = { [key: string]: string | Tree };

export function eachText(tree: Tree, change: (text: string) => string): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? change(value) : eachText(value, change),
    ]),
  );
}

export function typo(): Plugin {
  return {
    name: 'typo',
    enforce: 'pre',
    transform(code, id) {
      const language = /\/i18n\/(fr|en)\/[\w-]+\.json$/.exec(id)?.[1];
      if (!language) return null;
      const tree = JSON.parse(code) as Tree;
      const done = eachText(tree, language === 'fr' ? typoFrench : typoEnglish);
      return { code: JSON.stringify(done), map: null };
    },
  };
}
