// The copper pill that says "this is a sandbox", with its clock; or that this is the government cloud.
import { Beaker16Regular, BuildingGovernment16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { useNow } from '../ui/clock';
import { lazily } from '../ui/lazily';
import { useFormat } from '../ui/use-format';
import styles from './SandboxPill.module.css';

const SandboxClock = lazily(() => import('./SandboxClock'), { place: 'over' });

export function SandboxPill({ short = false }: { short?: boolean }) {
  const { t } = useWords();
  const { sandbox, cloud } = useSession();
  const mayMove = useMay('change_clock').allowed;
  const now = useNow(20_000);
  const { date } = useFormat();
  const [open, setOpen] = useState(false);
  if (!sandbox && cloud !== 'usgov') return null;
  const when = date(now, 'dateTime');
  const inside = (
    <>
      {cloud === 'usgov' ? <BuildingGovernment16Regular /> : <Beaker16Regular />}
      <span className={styles.word}>{cloud === 'usgov' ? t('shell.government') : t('shell.sandbox')}</span>
      {sandbox && !short && <time className={`${styles.clock} num`} dateTime={now.toISOString()}>{when}</time>}
      {sandbox && short && <span className="visually-hidden">{t('shell.sandboxClock', { when })}</span>}
    </>
  );
  if (!sandbox || !mayMove) return <p className={styles.pill} title={sandbox ? now.toISOString() : undefined}>{inside}</p>;
  return (
    <>
      <button type="button" className={`${styles.pill} ${styles.button}`} title={t('shell.clock.open')} aria-haspopup="dialog"
        onPointerEnter={SandboxClock.prefetch} onClick={() => setOpen(true)}>
        {inside}
      </button>
      {open && <SandboxClock onClose={() => setOpen(false)} />}
    </>
  );
}
