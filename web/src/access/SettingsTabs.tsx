// The pages of an organisation's settings, as tabs; a single page needs none.
import { useWords } from '../i18n/use-words';
import { TabNav } from '../ui/TabNav';
import { useSettingsPages } from './settings-pages';

export function SettingsTabs() {
  const { t } = useWords();
  const pages = useSettingsPages();
  return pages.length > 1 ? <TabNav label={t('shell.settings')} tabs={pages} /> : null;
}
