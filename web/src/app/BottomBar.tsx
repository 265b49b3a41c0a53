// The phone's bottom bar: the pages most used, and the way to the rest.
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import { Link, useLocation } from 'react-router';
import { useWords } from '../i18n/use-words';
import styles from './BottomBar.module.css';
import { useNavigation } from './navigation';

export function BottomBar({ onMore }: { onMore: () => void }) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const entries = useNavigation().slice(0, 4);
  return (
    <nav aria-label={t('shell.navigation')} className={styles.bar}>
      {entries.map((entry) => {
        const current = entry.current(pathname);
        return (
          <Link key={entry.to} to={entry.to} className={styles.item} aria-current={current ? 'page' : undefined}>
            {current ? entry.filled : entry.icon}
            <span>{entry.short ?? entry.label}</span>
          </Link>
        );
      })}
      <button type="button" className={styles.item} onClick={onMore} aria-haspopup="dialog">
        <MoreHorizontal20Regular />
        <span>{t('shell.more')}</span>
      </button>
    </nav>
  );
}
