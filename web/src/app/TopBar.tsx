// The top bar: search, the sandbox's clock, language, theme, help and account.
import {
  Navigation20Regular, QuestionCircle20Regular, Search20Regular, WeatherMoon20Regular, WeatherSunny20Regular,
} from '@fluentui/react-icons';
import { Link } from 'react-router';
import { useWords } from '../i18n/use-words';
import { useOwn } from '../session/session';
import { useTheme } from '../session/use-theme';
import { IconButton } from '../ui/Button';
import { Mark } from '../ui/Mark';
import { paths } from '../ui/paths';
import { useDark } from '../ui/PortalTheme';
import { usePhone } from '../ui/use-media';
import { AccountMenu } from './AccountMenu';
import { Palette } from './parts';
import { SandboxPill } from './SandboxPill';
import styles from './TopBar.module.css';
import { useSwitchLanguage } from './use-switch-language';

type Props = { onSearch: () => void; onHelp: () => void; onMenu: () => void };

export function TopBar({ onSearch, onHelp, onMenu }: Props) {
  const { t } = useWords();
  const phone = usePhone();
  const own = useOwn();
  if (phone) {
    return (
      <header className={styles.phone}>
        <IconButton icon={<Navigation20Regular />} label={t('shell.openMenu')} onClick={onMenu} aria-haspopup="dialog" />
        <Link to={paths.overview} className={styles.mark} aria-label={t('shell.overview')}><Mark size={28} /></Link>
        <SandboxPill short />
        <span className={styles.gap} />
        <IconButton icon={<Search20Regular />} label={t('shell.openSearch')} onClick={onSearch} aria-haspopup="dialog" />
        <AccountMenu short />
      </header>
    );
  }
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.search} onClick={onSearch} onPointerEnter={Palette.prefetch} onFocus={Palette.prefetch}
        aria-haspopup="dialog" aria-keyshortcuts="Control+K">
        <Search20Regular />
        <span className={styles.searchText}>{t(own ? 'shell.searchOwn' : 'shell.search')}</span>
        <kbd className={styles.key} aria-hidden="true">{t('shell.ctrlK')}</kbd>
      </button>
      <span className={styles.gap} />
      <SandboxPill />
      <span className={styles.tools}>
        <LanguageSwitch />
        <ThemeSwitch />
        <IconButton icon={<QuestionCircle20Regular />} label={t('shell.help')} onClick={onHelp} aria-haspopup="dialog" />
      </span>
      <AccountMenu />
    </header>
  );
}

function LanguageSwitch() {
  const { t, language } = useWords();
  const change = useSwitchLanguage();
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <IconButton label={language === 'fr' ? t('shell.toEnglish') : t('shell.toFrench')} onClick={change}>
      <span lang={other} className={styles.language}>{other.toUpperCase()}</span>
    </IconButton>
  );
}

function ThemeSwitch() {
  const { t } = useWords();
  const { choice, choose } = useTheme();
  const dark = useDark(choice);
  return (
    <IconButton icon={dark ? <WeatherSunny20Regular /> : <WeatherMoon20Regular />}
      label={dark ? t('shell.themeLight') : t('shell.themeDark')} onClick={() => choose(dark ? 'light' : 'dark')} />
  );
}
