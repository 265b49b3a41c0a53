// How the draft stands: saving, saved at, not saved with the countdown; and what happened to it elsewhere.
import { CloudArrowUp20Regular, CloudCheckmark20Regular, CloudDismiss20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useWords } from '../i18n/use-words';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { useShifted } from '../ui/clock';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import styles from './Wizard.module.css';
import { useWizard } from './wizard';

export function DraftStatus() {
  const { t } = useWords();
  const { date } = useFormat();
  const { saving, keeper } = useWizard();
  const shifted = useShifted();
  const { pathname } = useLocation();
  const seconds = useSecondsTo(saving.is === 'failed' ? saving.again : undefined);
  const [told, setTold] = useState('');
  const saved = saving.is === 'saved' ? t('onboarding.draft.saved', { time: date(shifted(saving.at), 'time') }) : '';
  useEffect(() => {
    // Heard once in a step, not at every save.
    if (!saved || told === pathname) return;
    setTold(pathname);
    announce(saved);
  }, [saved, told, pathname]);
  if (saving.is === 'empty') return null;
  if (saving.is === 'failed') {
    return (
      <span className={styles.status}>
        <CloudDismiss20Regular className={styles.statusBad} />
        <span>{t('onboarding.draft.again', { seconds })}</span>
        <Button size="small" onClick={() => void keeper.flush()}>{t('common.retry')}</Button>
      </span>
    );
  }
  if (saving.is === 'changed' || saving.is === 'refused') {
    return <span className={styles.status}><CloudDismiss20Regular className={styles.statusBad} />{t('onboarding.draft.not')}</span>;
  }
  return (
    <span className={styles.status}>
      {saving.is === 'saved' ? <CloudCheckmark20Regular className={styles.statusGood} /> : <CloudArrowUp20Regular />}
      {saving.is === 'saved' ? saved : t('common.saving')}
    </span>
  );
}

function useSecondsTo(moment: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (moment === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return moment === undefined ? 0 : Math.max(0, Math.ceil((moment - now) / 1000));
}

/** What stands on top of the form while the draft is not ours alone, or cannot be kept. */
export function DraftNotice() {
  const { t } = useWords();
  const { date } = useFormat();
  const { saving, resumeHere, found, putAside } = useWizard();
  const shifted = useShifted();
  const sentence = useProblemSentence();
  useEffect(() => { if (found) announce(t('onboarding.draft.found')); }, [found, t]);
  if (saving.is === 'failed' && saving.offline) return <Notice tone="warning">{t('onboarding.draft.offline')}</Notice>;
  if (saving.is === 'refused') return <Notice tone="error" title={t('onboarding.draft.refused')}>{sentence(saving.problem)}</Notice>;
  if (saving.is !== 'changed') {
    return found && (
      <Notice tone="info" title={t('onboarding.draft.found')} action={<Button size="small" onClick={putAside}>{t('onboarding.draft.putAside')}</Button>}>
        {t('onboarding.draft.foundText')}
      </Notice>
    );
  }
  const { theirs } = saving;
  if (!theirs) return <Notice tone="error" title={t('onboarding.draft.lostTitle')}>{t('onboarding.draft.lost')}</Notice>;
  return (
    <Notice tone="warning" alert
      title={t('onboarding.draft.changed', { who: theirs.editedBy.displayName, when: date(shifted(theirs.updatedAt), 'dateTime') })}
      action={<Button size="small" onClick={() => resumeHere(theirs)}>{t('onboarding.draft.resume')}</Button>}>
      {t('onboarding.draft.changedText')}
    </Notice>
  );
}
