// Where I am signed in, and ending it elsewhere.
import { Desktop20Regular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Notice } from '../ui/Notice';
import { ErrorState, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { sessionsKey, useMySessions, type MySession } from './access';
import styles from './access.module.css';

export function SessionsCard() {
  const { t } = useWords();
  const { date } = useFormat();
  const cache = useQueryClient();
  const sentence = useProblemSentence();
  const mine = useMySessions();
  const end = useMutation({
    mutationFn: (id: string) => api.delete(id ? `/ext/v1/me/sessions/${id}` : '/ext/v1/me/sessions'),
    onSuccess: () => {
      showToast({ text: t('access.sessions.ended') });
      void cache.invalidateQueries({ queryKey: sessionsKey });
    },
  });
  const others = mine.data?.items.filter((one) => !one.current) ?? [];
  const words = (one: MySession) => one.device || t('access.sessions.unknown');
  return (
    <Card title={t('access.sessions.title')} lead={t('access.sessions.lead')}
      actions={others.length > 0 && <Button busy={end.isPending} onClick={() => end.mutate('')}>{t('access.sessions.endOthers')}</Button>}>
      {end.isError && <Notice tone="error" alert>{sentence(end.error)}</Notice>}
      {mine.isPending && <SkeletonRows rows={2} label={t('common.loading')} />}
      {mine.isError && <ErrorState level={3} title={t('access.sessions.failed')} problem={mine.error} retry={() => void mine.refetch()} />}
      <ul className={styles.list}>
        {mine.data?.items.map((one) => (
          <li key={one.id} className={styles.row}>
            <span className={styles.icon}><Desktop20Regular /></span>
            <span className={styles.words}>
              <span className={styles.strong}>{words(one)}{one.current && <span className={styles.now}>{t('access.sessions.this')}</span>}</span>
              <span className="quiet">{t('access.sessions.seen', { address: one.address, when: date(one.seenAt, 'dateTime') })}</span>
            </span>
            {!one.current && (
              <Button size="small" look="subtle" aria-label={t('access.sessions.endOf', { device: words(one) })} onClick={() => end.mutate(one.id)}>
                {t('access.sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
