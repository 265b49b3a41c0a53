// The pages of an organisation's settings, as tabs.
import { useWords } from '../i18n/use-words';
import { useMay } from '../session/session';
import { paths } from '../ui/paths';
import { TabNav } from '../ui/TabNav';

export function SettingsTabs() {
  const { t } = useWords();
  const users = useMay('manage_users').allowed;
  const security = useMay('see_security').allowed;
  const tabs = [
    users && { to: paths.users, label: t('access.users.title') },
    security && { to: paths.security, label: t('access.security.title') },
  ];
  return <TabNav label={t('shell.settings')} tabs={tabs.filter((tab) => tab !== false)} />;
}
