// What shows when the server cannot even say who is signed in.
import { useWords } from '../i18n/use-words';
import { ErrorState } from '../ui/states';
import { usePageTitle } from '../ui/PageHeader';

export function StartFailed({ problem, retry }: { problem: unknown; retry: () => void }) {
  const { t } = useWords();
  usePageTitle(t('shell.startFailedTitle'));
  return <main><ErrorState title={t('shell.startFailedTitle')} problem={problem} retry={retry} /></main>;
}
