// Chooses the language, loads its catalogue alone, and switches it.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setApiLocale } from '../api/client';
import { insist } from '../ui/insist';
import { withDe } from './elision';
import { taxProcessor } from './tax-words';

export type Language = 'fr' | 'en';
const remembered = 'entrepot.language';

const loaders: Record<Language, () => Promise<{ default: object }>> = {
  fr: () => import('./fr'),
  en: () => import('./en'),
};

export function firstLanguage(): Language {
  const kept = localStorage.getItem(remembered);
  if (kept === 'fr' || kept === 'en') return kept;
  const spoken = navigator.languages.find((tag) => /^(fr|en)\b/i.test(tag));
  return spoken?.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

export async function startI18n(language = firstLanguage()): Promise<void> {
  // The session is asked for beside the catalogue, and its reasons are words.
  setApiLocale(language);
  const catalogue = await insist(loaders[language], sayNoAnswer, Infinity);
  await i18next.use(taxProcessor).use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: catalogue.default } },
    fallbackLng: false,
    postProcess: [taxProcessor.name],
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  i18next.services.formatter?.add('de', (name) => withDe(String(name)));
  apply(language);
}

/** False when the other catalogue did not come: the language stays, and its switch can be pressed again. */
export async function switchLanguage(language: Language): Promise<boolean> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const catalogue = await insist(loaders[language]).catch(() => undefined);
    if (!catalogue) return false;
    i18next.addResourceBundle(language, 'translation', catalogue.default);
  }
  // Before i18next tells the components: the formatters they call read the language from here.
  apply(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(remembered, language);
  return true;
}

/** There are no words yet, so both languages stand here; the portal replaces them when it comes. */
function sayNoAnswer(): void {
  const root = document.getElementById('root');
  if (root) root.textContent = 'Le serveur ne répond pas, nouvel essai… The server does not answer, trying again…';
}

function apply(language: Language): void {
  document.documentElement.lang = language;
  setApiLocale(language);
}
