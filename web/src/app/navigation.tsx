// The menu's entries: only pages that exist and that the person may see.
import {
  AppsListDetail20Filled, AppsListDetail20Regular, Box20Filled, Box20Regular, BuildingBank20Filled,
  BuildingBank20Regular, BuildingGovernment20Filled, BuildingGovernment20Regular, BuildingMultiple20Filled,
  BuildingMultiple20Regular, BuildingShop20Filled, BuildingShop20Regular, ClipboardTask20Filled,
  ClipboardTask20Regular, DocumentEdit20Filled, DocumentEdit20Regular, DocumentSignature20Filled,
  DocumentSignature20Regular, Home20Filled, Home20Regular, People20Filled, People20Regular, PeopleTeam20Filled,
  PeopleTeam20Regular, Settings20Filled, Settings20Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { paths } from '../ui/paths';

export type Entry = { to: string; label: string; short?: string; icon: ReactElement; filled: ReactElement; current: (path: string) => boolean };

export function useNavigation(): Entry[] {
  const { t } = useWords();
  const { tenant, sandbox, cloud } = useSession();
  const kind = tenant.kind;
  const resellers = useMay('see_resellers').allowed;
  const catalog = useMay('see_catalog').allowed;
  const partner = useMay('see_partner_agreement').allowed;
  const customers = useMay('see_customers').allowed;
  const drafts = useMay('add_customer').allowed;
  const users = useMay('manage_users').allowed;
  const validations = useMay('see_validation_codes').allowed && cloud === 'global';
  const reviews = useMay('review_qualification').allowed && sandbox && cloud === 'global';
  const profile = useMay('see_profile').allowed;
  const apps = useMay('manage_apps').allowed;
  const entries: (Entry | false)[] = [
    kind !== 'customer' && { to: paths.overview, label: t('shell.overview'), short: t('shell.home'), icon: <Home20Regular />, filled: <Home20Filled />,
      current: (path) => path === paths.overview },
    kind === 'customer' && { to: paths.myPartners, label: t('relations.mine.title'), short: t('shell.partners'), icon: <PeopleTeam20Regular />, filled: <PeopleTeam20Filled />,
      current: (path) => path === paths.myPartners },
    kind === 'customer' && customers && { to: paths.customer(tenant.id), label: t('shell.myAccount'), icon: <DocumentEdit20Regular />, filled: <DocumentEdit20Filled />,
      current: (path) => path.startsWith(paths.customer(tenant.id)) },
    customers && kind !== 'customer' && { to: paths.customers, label: t('shell.customers'), icon: <People20Regular />, filled: <People20Filled />,
      current: (path) => path.startsWith(paths.customers) && path !== paths.drafts },
    kind === 'indirectProvider' && resellers && { to: paths.resellers, label: t('relations.resellers.title'), short: t('shell.resellers'), icon: <BuildingShop20Regular />, filled: <BuildingShop20Filled />,
      current: (path) => path.startsWith(paths.resellers) },
    kind === 'indirectReseller' && resellers && { to: paths.providers, label: t('relations.providers.title'), short: t('shell.providers'), icon: <BuildingBank20Regular />, filled: <BuildingBank20Filled />,
      current: (path) => path === paths.providers },
    catalog && kind !== 'customer' && { to: paths.catalog, label: t('relations.catalog.title'), short: t('shell.catalog'), icon: <Box20Regular />, filled: <Box20Filled />,
      current: (path) => path === paths.catalog },
    drafts && { to: paths.drafts, label: t('shell.drafts'), icon: <DocumentEdit20Regular />, filled: <DocumentEdit20Filled />,
      current: (path) => path === paths.drafts },
    users && { to: paths.users, label: t('shell.settings'), icon: <Settings20Regular />, filled: <Settings20Filled />,
      current: (path) => path === paths.users || path === paths.security },
    partner && kind !== 'customer' && { to: paths.agreements, label: t('relations.settings.title'), icon: <DocumentSignature20Regular />, filled: <DocumentSignature20Filled />,
      current: (path) => path === paths.agreements },
    validations && { to: paths.validations, label: t('shell.validations'), icon: <BuildingGovernment20Regular />, filled: <BuildingGovernment20Filled />,
      current: (path) => path === paths.validations },
    reviews && { to: paths.reviews, label: t('shell.reviews'), icon: <ClipboardTask20Regular />, filled: <ClipboardTask20Filled />,
      current: (path) => path === paths.reviews },
    profile && { to: paths.profile, label: t('shell.profile'), icon: <BuildingMultiple20Regular />, filled: <BuildingMultiple20Filled />,
      current: (path) => path === paths.profile },
    apps && { to: paths.apps, label: t('apps.title'), icon: <AppsListDetail20Regular />, filled: <AppsListDetail20Filled />,
      current: (path) => path.startsWith(paths.apps) },
  ];
  return entries.filter((entry) => entry !== false);
}
