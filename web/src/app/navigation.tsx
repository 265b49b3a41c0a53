// The menu's entries: only pages that exist and that the person may see.
import {
  AppsListDetail20Filled, AppsListDetail20Regular, DocumentEdit20Filled, DocumentEdit20Regular, Home20Filled, Home20Regular, People20Filled, People20Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/use-words';
import { useMay } from '../session/session';
import { paths } from '../ui/paths';

export type Entry = { to: string; label: string; short?: string; icon: ReactElement; filled: ReactElement; current: (path: string) => boolean };

export function useNavigation(): Entry[] {
  const { t } = useWords();
  const customers = useMay('see_customers').allowed;
  const drafts = useMay('add_customer').allowed;
  const apps = useMay('manage_apps').allowed;
  const entries: (Entry | false)[] = [
    { to: paths.overview, label: t('shell.overview'), short: t('shell.home'), icon: <Home20Regular />, filled: <Home20Filled />,
      current: (path) => path === paths.overview },
    customers && { to: paths.customers, label: t('shell.customers'), icon: <People20Regular />, filled: <People20Filled />,
      current: (path) => path.startsWith(paths.customers) && path !== paths.drafts },
    drafts && { to: paths.drafts, label: t('shell.drafts'), icon: <DocumentEdit20Regular />, filled: <DocumentEdit20Filled />,
      current: (path) => path === paths.drafts },
    apps && { to: paths.apps, label: t('access.title'), icon: <AppsListDetail20Regular />, filled: <AppsListDetail20Filled />,
      current: (path) => path.startsWith(paths.apps) },
  ];
  return entries.filter((entry) => entry !== false);
}
