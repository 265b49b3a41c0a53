// The menu's entries: only pages that exist and that the person may see.
import {
  BuildingGovernment20Filled, BuildingGovernment20Regular, BuildingMultiple20Filled, BuildingMultiple20Regular, ClipboardTask20Filled,
  ClipboardTask20Regular, DocumentEdit20Filled, DocumentEdit20Regular, Home20Filled, Home20Regular, People20Filled, People20Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { paths } from '../ui/paths';

export type Entry = { to: string; label: string; short?: string; icon: ReactElement; filled: ReactElement; current: (path: string) => boolean };

export function useNavigation(): Entry[] {
  const { t } = useWords();
  const customers = useMay('see_customers').allowed;
  const drafts = useMay('add_customer').allowed;
  const { sandbox, cloud } = useSession();
  const validations = useMay('see_validation_codes').allowed && cloud === 'global';
  const reviews = useMay('review_qualification').allowed && sandbox && cloud === 'global';
  const profile = useMay('see_profile').allowed;
  const entries: (Entry | false)[] = [
    { to: paths.overview, label: t('shell.overview'), short: t('shell.home'), icon: <Home20Regular />, filled: <Home20Filled />,
      current: (path) => path === paths.overview },
    customers && { to: paths.customers, label: t('shell.customers'), icon: <People20Regular />, filled: <People20Filled />,
      current: (path) => path.startsWith(paths.customers) && path !== paths.drafts },
    drafts && { to: paths.drafts, label: t('shell.drafts'), icon: <DocumentEdit20Regular />, filled: <DocumentEdit20Filled />,
      current: (path) => path === paths.drafts },
    validations && { to: paths.validations, label: t('shell.validations'), icon: <BuildingGovernment20Regular />, filled: <BuildingGovernment20Filled />,
      current: (path) => path === paths.validations },
    reviews && { to: paths.reviews, label: t('shell.reviews'), icon: <ClipboardTask20Regular />, filled: <ClipboardTask20Filled />,
      current: (path) => path === paths.reviews },
    profile && { to: paths.profile, label: t('shell.profile'), icon: <BuildingMultiple20Regular />, filled: <BuildingMultiple20Filled />,
      current: (path) => path === paths.profile },
  ];
  return entries.filter((entry) => entry !== false);
}
