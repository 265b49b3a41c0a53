// The copper pill that says "this is a sandbox", with its clock; or that this is the government cloud.
import { Beaker16Regular, BuildingGovernment16Regular } from '@fluentui/react-icons';
import { useWords } from '../i18n/use-words';
import { useSession } from '../session/session';
import { useNow } from '../ui/clock';
import { useFormat } from '../ui/use-format';
import styles from './SandboxPill.module.css';

export function SandboxPill({ short = false }: { short?: boolean }) {
  const { t } = useWords();
  const { sandbox, cloud } = useSession();
  const now = useNow(20_000);
  const { date } = useFormat();
  if (!sandbox && cloud !== 'usgov') return null;
  const when = date(now, 'dateTime');
  return (
    <p className={styles.pill} title={sandbox ? now.toISOString() : undefined}>
      {cloud === 'usgov' ? <BuildingGovernment16Regular /> : <Beaker16Regular />}
      <span className={styles.word}>{cloud === 'usgov' ? t('shell.government') : t('shell.sandbox')}</span>
      {sandbox && !short && <time className={`${styles.clock} num`} dateTime={now.toISOString()}>{when}</time>}
      {sandbox && short && <span className="visually-hidden">{t('shell.sandboxClock', { when })}</span>}
    </p>
  );
}
