// The other of the two languages, at once and for the next sign-in too.
import { switchLanguage } from '../i18n/start';
import { useWords } from '../i18n/use-words';
import { usePreferences } from '../session/session';

export function useSwitchLanguage(): () => void {
  const { language } = useWords();
  const preferences = usePreferences();
  return () => {
    const other = language === 'fr' ? 'en' : 'fr';
    void switchLanguage(other).then((done) => { if (done) preferences.mutate({ language: other }); });
  };
}
