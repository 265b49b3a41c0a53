// The phone's drawer: organisation, menu, language, theme, help.
import { LocalLanguage20Regular, QuestionCircle20Regular, WeatherMoon20Regular, WeatherSunny20Regular } from '@fluentui/react-icons';
import { Link, useLocation } from 'react-router';
import { useWords } from '../i18n/use-words';
import { useSession } from '../session/session';
import { useTheme } from '../session/use-theme';
import { Panel } from '../ui/lazy';
import { useDark } from '../ui/PortalTheme';
import { useNavigation } from './navigation';
import styles from './PhoneMenu.module.css';
import { SandboxPill } from './SandboxPill';
import { useSwitchLanguage } from './use-switch-language';

export function PhoneMenu({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const { t, say, language } = useWords();
  const { tenant } = useSession();
  const { pathname } = useLocation();
  const entries = useNavigation();
  const { choice, choose } = useTheme();
  const dark = useDark(choice);
  const switchLanguage = useSwitchLanguage();
  return (
    <Panel title={tenant.name} side="start" onClose={onClose}>
      <p className={styles.kind}>{say(`common.kind.${tenant.kind}`)}</p>
      <div className={styles.pill}><SandboxPill /></div>
      <nav aria-label={t('shell.navigation')}>
        <ul>
          {entries.map((entry) => (
            <li key={entry.to}>
              <Link to={entry.to} className={styles.item} onClick={onClose} aria-current={entry.current(pathname) ? 'page' : undefined}>
                {entry.current(pathname) ? entry.filled : entry.icon}<span>{entry.label}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <hr className={styles.line} />
      <button type="button" className={styles.item} onClick={switchLanguage}>
        <LocalLanguage20Regular /><span>{language === 'fr' ? t('shell.toEnglish') : t('shell.toFrench')}</span>
      </button>
      <button type="button" className={styles.item} onClick={() => choose(dark ? 'light' : 'dark')}>
        {dark ? <WeatherSunny20Regular /> : <WeatherMoon20Regular />}<span>{dark ? t('shell.themeLight') : t('shell.themeDark')}</span>
      </button>
      <button type="button" className={styles.item} onClick={onHelp}><QuestionCircle20Regular /><span>{t('shell.help')}</span></button>
    </Panel>
  );
}
