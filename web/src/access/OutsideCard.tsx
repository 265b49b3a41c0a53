// My accounts at outside providers: which are linked, linking one, unlinking one.
import { PersonLink20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Page } from '../api/types';
import { useWords } from '../i18n/use-words';
import { outsideAccountsKey, useProviders, type OutsideAccount } from '../session/outside';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Notice } from '../ui/Notice';
import { ErrorState, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { useConfirmed } from './Confirm';
import styles from './access.module.css';

export function OutsideCard() {
  const { t } = useWords();
  const { date } = useFormat();
  const cache = useQueryClient();
  const sentence = useProblemSentence();
  const { confirmed, question } = useConfirmed();
  const providers = useProviders();
  const mine = useQuery({ queryKey: outsideAccountsKey, queryFn: () => api.get<Page<OutsideAccount>>('/ext/v1/me/outside-accounts'), staleTime: 0 });
  const link = useMutation({
    mutationFn: (provider: string) => confirmed(() => api.post<{ location: string }>('/ext/v1/me/outside-accounts', { provider }, { timeoutMs: 30_000 })),
    onSuccess: ({ location }) => { window.location.assign(location); },
  });
  const unlink = useMutation({
    mutationFn: (id: string) => confirmed(() => api.delete(`/ext/v1/me/outside-accounts/${id}`)),
    onSuccess: () => { showToast({ text: t('access.outside.unlinked') }); void cache.invalidateQueries({ queryKey: outsideAccountsKey }); },
  });
  const accounts = mine.data?.items ?? [];
  const open = (providers.data?.items ?? []).filter((each) => !accounts.some((account) => account.label === each.label));
  const failed = link.error ?? unlink.error;
  // Nothing to show where no provider is set up and none was linked.
  if (!providers.data?.items.length && !accounts.length) return null;
  return (
    <Card title={t('access.outside.title')} lead={t('access.outside.lead')}
      actions={open.map((each) => (
        <Button key={each.name} busy={link.isPending && link.variables === each.name} onClick={() => link.mutate(each.name)}>
          {t('access.outside.link', { provider: each.label })}
        </Button>
      ))}>
      {Boolean(failed) && <Notice tone="error" alert>{sentence(failed)}</Notice>}
      {mine.isPending && <SkeletonRows rows={1} label={t('common.loading')} />}
      {mine.isError && <ErrorState level={3} title={t('access.outside.failed')} problem={mine.error} retry={() => void mine.refetch()} />}
      <ul className={styles.list}>
        {accounts.map((account) => (
          <li key={account.id} className={styles.row}>
            <span className={styles.icon}><PersonLink20Regular /></span>
            <span className={styles.words}>
              <span className={styles.strong}>{account.label}</span>
              <span className="quiet">
                {account.email && `${account.email}, `}{account.usedAt ? t('access.outside.used', { when: date(account.usedAt) }) : t('access.outside.never')}
              </span>
            </span>
            <Button size="small" look="subtle" busy={unlink.isPending && unlink.variables === account.id}
              aria-label={t('access.outside.unlinkOf', { provider: account.label })} onClick={() => unlink.mutate(account.id)}>
              {t('access.outside.unlink')}
            </Button>
          </li>
        ))}
      </ul>
      {question}
    </Card>
  );
}
