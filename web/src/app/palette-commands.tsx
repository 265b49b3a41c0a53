// The actions and pages that the palette offers to this person, with the other words that find them.
import {
  DarkTheme20Regular, LocalLanguage20Regular, People20Regular, PersonAdd20Regular, QuestionCircle20Regular, Settings20Regular,
  SignOut20Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useSettingsPages } from '../access/settings-pages';
import { useWords } from '../i18n/use-words';
import { useMay, useSignOut } from '../session/session';
import { useTheme } from '../session/use-theme';
import { paths } from '../ui/paths';
import { useDark } from '../ui/PortalTheme';
import { useNavigation } from './navigation';
import { useSwitchLanguage } from './use-switch-language';

export type Command = {
  key: string; label: string; icon: ReactElement; note?: string; words?: string; to?: string; act?: () => void;
};

export const CustomerIcon = People20Regular;

export function useCommands(onHelp: () => void): { actions: Command[]; pages: Command[] } {
  const { t } = useWords();
  const mayAdd = useMay('add_customer').allowed;
  const { choice, choose } = useTheme();
  const dark = useDark(choice);
  const switchLanguage = useSwitchLanguage();
  const signOut = useSignOut();
  const letters: Record<string, [string, string]> = {
    [paths.overview]: ['O', t('shell.palette.overviewWords')],
    [paths.customers]: ['C', t('shell.palette.customersWords')],
    [paths.drafts]: ['D', t('shell.palette.draftsWords')],
  };
  const settings = useSettingsPages().map((page): Command => ({ key: page.to, label: page.label, icon: <Settings20Regular />, to: page.to, words: t('shell.settings') }));
  const pages = useNavigation().filter((entry) => !entry.foot).map((entry): Command => ({
    key: entry.to, label: entry.label, icon: entry.icon, to: entry.to, words: letters[entry.to]?.[1],
    note: letters[entry.to] && t('shell.palette.then', { key: letters[entry.to]?.[0] }),
  }));
  const actions: Command[] = [
    { key: 'language', label: t('shell.palette.language'), words: t('shell.palette.languageWords'), icon: <LocalLanguage20Regular />, act: switchLanguage },
    { key: 'theme', label: t('shell.palette.theme'), words: t('shell.palette.themeWords'), icon: <DarkTheme20Regular />,
      act: () => choose(dark ? 'light' : 'dark') },
    { key: 'help', label: t('shell.palette.help'), words: t('shell.palette.helpWords'), icon: <QuestionCircle20Regular />, note: '?', act: onHelp },
    { key: 'signOut', label: t('shell.palette.signOut'), words: t('shell.palette.signOutWords'), icon: <SignOut20Regular />, act: () => signOut.mutate() },
  ];
  if (mayAdd) {
    actions.unshift({
      key: 'add', label: t('shell.palette.addCustomer'), words: t('shell.palette.addCustomerWords'), icon: <PersonAdd20Regular />,
      note: 'N', to: paths.addCustomer,
    });
  }
  return { actions, pages: [...pages, ...settings] };
}
