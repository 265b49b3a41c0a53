// The menu's entries: only pages that exist and that the person may see.
import {
  Box20Filled, Box20Regular, BuildingBank20Filled, BuildingBank20Regular, BuildingMultiple20Filled, BuildingMultiple20Regular,
  BuildingShop20Filled, BuildingShop20Regular, DocumentEdit20Filled, DocumentEdit20Regular, Home20Filled, Home20Regular,
  People20Filled, People20Regular, PeopleTeam20Filled, PeopleTeam20Regular, Settings20Filled, Settings20Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useSettingsPages } from '../access/settings-pages';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { paths } from '../ui/paths';

export type Entry = {
  to: string; label: string; short?: string; icon: ReactElement; filled: ReactElement; current: (path: string) => boolean;
  /** Stands at the rail's foot. */
  foot?: boolean;
};

export function useNavigation(): Entry[] {
  const { t } = useWords();
  const { tenant } = useSession();
  const resellers = useMay('see_resellers').allowed;
  const catalog = useMay('see_catalog').allowed;
  const customers = useMay('see_customers').allowed;
  const drafts = useMay('add_customer').allowed;
  const settings = useSettingsPages();
  const foot = settings[0] && {
    to: settings[0].to, label: t('shell.settings'), icon: <Settings20Regular />, filled: <Settings20Filled />, foot: true,
    current: (path: string) => settings.some((page) => path === page.to || path.startsWith(`${page.to}/`)),
  };
  const own = paths.customer(tenant.id);
  const entries: (Entry | false | undefined)[] = tenant.kind === 'customer' ? [
    { to: paths.myPartners, label: t('relations.mine.title'), short: t('shell.partners'), icon: <PeopleTeam20Regular />, filled: <PeopleTeam20Filled />,
      current: (path) => path === paths.myPartners },
    customers && { to: own, label: t('shell.myOrganization'), short: t('shell.organization'), icon: <BuildingMultiple20Regular />, filled: <BuildingMultiple20Filled />,
      current: (path) => path.startsWith(own) },
    foot,
  ] : [
    { to: paths.overview, label: t('shell.overview'), short: t('shell.home'), icon: <Home20Regular />, filled: <Home20Filled />,
      current: (path) => path === paths.overview },
    customers && { to: paths.customers, label: t('shell.customers'), icon: <People20Regular />, filled: <People20Filled />,
      current: (path) => path.startsWith(paths.customers) && path !== paths.drafts },
    tenant.kind === 'indirectProvider' && resellers && { to: paths.resellers, label: t('relations.resellers.title'), short: t('shell.resellers'),
      icon: <BuildingShop20Regular />, filled: <BuildingShop20Filled />, current: (path) => path.startsWith(paths.resellers) },
    tenant.kind === 'indirectReseller' && resellers && { to: paths.providers, label: t('relations.providers.title'), short: t('shell.providers'),
      icon: <BuildingBank20Regular />, filled: <BuildingBank20Filled />, current: (path) => path === paths.providers },
    catalog && { to: paths.catalog, label: t('relations.catalog.title'), short: t('shell.catalog'), icon: <Box20Regular />, filled: <Box20Filled />,
      current: (path) => path === paths.catalog },
    drafts && { to: paths.drafts, label: t('shell.drafts'), icon: <DocumentEdit20Regular />, filled: <DocumentEdit20Filled />,
      current: (path) => path === paths.drafts },
    foot,
  ];
  return entries.filter((entry) => entry !== false && entry !== undefined);
}
