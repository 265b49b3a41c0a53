// The pages under Settings that the person may see, in the order of their tabs.
import { useWords } from '../i18n/use-words';
import { useMay, useSeesProfile, useSession } from '../session/session';
import { paths } from '../ui/paths';

export type SettingsPage = { to: string; label: string };

export function useSettingsPages(): SettingsPage[] {
  const { t } = useWords();
  const { tenant, sandbox, cloud } = useSession();
  const partner = tenant.kind !== 'customer';
  const global = cloud === 'global';
  const users = useMay('manage_users').allowed;
  const profile = useSeesProfile() && partner;
  const agreements = useMay('see_partner_agreement').allowed && partner && global;
  const security = useMay('see_security').allowed;
  const apps = useMay('manage_apps').allowed && partner;
  const validations = useMay('see_validation_codes').allowed && partner && global;
  const reviews = useMay('review_qualification').allowed && partner && sandbox && global;
  const pages: (SettingsPage | false)[] = [
    users && { to: paths.users, label: t('shell.settingsPage.users') },
    profile && { to: paths.profile, label: t('shell.settingsPage.profile') },
    agreements && { to: paths.agreements, label: t('shell.settingsPage.agreements') },
    security && { to: paths.security, label: t('shell.settingsPage.security') },
    apps && { to: paths.apps, label: t('shell.settingsPage.apps') },
    validations && { to: paths.validations, label: t('shell.settingsPage.validations') },
    reviews && { to: paths.reviews, label: t('shell.settingsPage.reviews') },
  ];
  return pages.filter((page) => page !== false);
}
