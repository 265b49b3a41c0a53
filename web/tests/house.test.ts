// The portal's house rules: who may import whom, equal catalogues, small files that open with a sentence.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typoFrench } from '../tools/typo';

const root = join(import.meta.dirname, '../src');
const all = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? all(path) : [path];
  });
const sources = all(root).filter((path) => /\.(ts|tsx)$/.test(path) && !path.endsWith('.d.ts'));
const roomOf = (path: string) => relative(root, path).split('/')[0] ?? '';
const base = ['ui', 'api', 'i18n'];

describe('imports', () => {
  it('go from app to rooms to ui and api, never back', () => {
    const wrong: string[] = [];
    for (const path of sources) {
      const room = roomOf(path);
      if (room === 'main.tsx') continue;
      for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)) {
        const to = relative(root, join(path, '..', target)).split('/')[0] ?? '';
        if (to === room || base.includes(to)) continue;
        if (base.includes(room) || (to === 'app' && room !== 'app')) wrong.push(`${relative(root, path)} → ${to}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('Fluent', () => {
  it('is wrapped in ui and nowhere else (its icons may be used everywhere)', () => {
    const wrong = sources.filter((path) => roomOf(path) !== 'ui' && readFileSync(path, 'utf8').includes("'@fluentui/react-components'"));
    expect(wrong.map((path) => relative(root, path))).toEqual([]);
  });
});

describe('colours', () => {
  it('of our own are all in the theme', () => {
    const known = new Set([...readFileSync(join(root, 'ui/theme.ts'), 'utf8').matchAll(/\b(e[A-Z]\w*):/g)].map(([, name]) => name));
    const wrong = all(root).filter((path) => /\.(css|tsx?)$/.test(path)).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/var\(--(e[A-Z]\w*)/g)].filter(([, name]) => !known.has(name)).map(([, name]) => `${relative(root, path)}: ${name}`));
    expect(wrong).toEqual([]);
  });
});

describe('parts', () => {
  it('are asked for through ui/lazily, which tries again, and not through React alone', () => {
    const wrong = sources.filter((path) => {
      const text = readFileSync(path, 'utf8');
      return /\blazy\b[^']*from 'react'/.test(text) || /(?<!lazily\()\(\) => import\('(?!\.\/(fr|en)')/.test(text) || /void import\(/.test(text);
    });
    expect(wrong.map((path) => relative(root, path))).toEqual([]);
  });
});

describe('files', () => {
  it('stay under 400 lines and open with a sentence', () => {
    const wrong = sources.filter((path) => {
      const text = readFileSync(path, 'utf8');
      return text.split('\n').length > 400 || !/^\/\/ .+/.test(text);
    });
    expect(wrong.map((path) => relative(root, path))).toEqual([]);
  });
});

type Tree = { [key: string]: string | Tree };
const keysOf = (tree: Tree, before = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`));
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(join(root, 'i18n', language, file), 'utf8')) as Tree;
const textOf = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : textOf(value)));

describe('catalogues', () => {
  const files = readdirSync(join(root, 'i18n/fr'));
  it.each(files)('%s has the same keys in both languages', (file) => {
    // French alone has the plural form "many" (un million de clients).
    const french = keysOf(read('fr', file)).filter((key) => !key.endsWith('_many'));
    expect(french.sort()).toEqual(keysOf(read('en', file)).sort());
  });
  it.each(files)('%s writes counts as its language groups them', (file) => {
    expect([...textOf(read('fr', file)), ...textOf(read('en', file))].filter((text) => text.includes('{{count}}'))).toEqual([]);
  });
  it.each(files)('%s keeps its languages apart', (file) => {
    expect(textOf(read('en', file)).filter((text) => /\b(HT|TTC|licence|veuillez)\b/.test(text))).toEqual([]);
    expect(textOf(read('fr', file)).filter((text) => /\b(veuillez|oups|soumettre|license)\b|!/i.test(text))).toEqual([]);
  });
});

describe('typo', () => {
  it('sets French spaces and apostrophes', () => {
    expect(typoFrench("L'offre : « 25 % » ; 1 000 licences ?")).toBe(
      'L’offre\u00a0: «\u00a025\u00a0%\u00a0»\u202f; 1\u202f000\u00a0licences\u202f?',
    );
    expect(typoFrench('Adresse e-mail')).toBe('Adresse e-\u2060mail');
    expect(typoFrench('25 × 11 = 275')).toBe('25\u00a0×\u00a011\u00a0=\u00a0275');
  });
});
