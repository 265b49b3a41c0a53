// Security requirements: whether people must have a second factor, who has one, who signed in without.
import { ShieldCheckmark20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card, Figures } from '../ui/Card';
import { ChoiceCards } from '../ui/ChoiceCards';
import { DataTable } from '../ui/DataTable';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { EmptyState, ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { useState } from 'react';
import type { MfaPolicy, SecurityState } from './access';
import { useConfirmed } from './Confirm';
import { SettingsTabs } from './SettingsTabs';
import styles from './access.module.css';

const key = ['security'];

export default function Security() {
  const { t } = useWords();
  const may = useMay('see_security');
  const { administrators } = useSession();
  const asked = useQuery({ queryKey: key, queryFn: () => api.get<SecurityState>('/ext/v1/security'), enabled: may.allowed, staleTime: 0 });
  return (
    <>
      <PageHeader title={t('access.security.title')} />
      <SettingsTabs />
      {!may.allowed && <Card flush><NoPermission page={t('access.security.title')} reasons={may.reasons} administrators={administrators} /></Card>}
      {may.allowed && asked.isPending && <Card flush><SkeletonRows rows={4} label={t('common.loading')} /></Card>}
      {asked.isError && <Card flush><ErrorState title={t('access.security.failed')} problem={asked.error} retry={() => void asked.refetch()} /></Card>}
      {asked.data && <State state={asked.data} />}
    </>
  );
}

function State({ state }: { state: SecurityState }) {
  const { t } = useWords();
  const { number } = useFormat();
  return (
    <div className={styles.cards}>
      <Figures label={t('access.security.figures')} items={[
        { name: t('access.security.with'), value: t('access.security.of', { some: number(state.peopleWithMfa), all: number(state.people) }) },
        { name: t('access.security.signIns'), value: number(state.signIns), note: t('access.security.days') },
        { name: t('access.security.without'), value: number(state.signInsWithoutMfa), note: t('access.security.days') },
      ]} />
      <Policy state={state} />
      <Card flush title={t('access.security.latest')}>
        {state.latestWithoutMfa.length === 0
          ? <EmptyState level={3} icon={<ShieldCheckmark20Regular />} title={t('access.security.noneTitle')} text={t('access.security.none')} />
          : <DataTable caption={t('access.security.latest')} rows={state.latestWithoutMfa} rowKey={(one) => one.at + one.userId}
              columns={[
                { key: 'who', header: t('access.account.name'), rowHeader: true, cell: (one) => (
                  <span className={styles.words}><span className={styles.strong}>{one.displayName}</span><span className={styles.small}>{one.userName}</span></span>
                ) },
                { key: 'device', header: t('access.security.device'), width: '22%', cell: (one) => one.device || t('access.sessions.unknown') },
                { key: 'address', header: t('access.security.address'), width: '20%', cell: (one) => one.address },
                { key: 'at', header: t('access.security.at'), width: '20%', cell: (one) => <When at={one.at} as="dateTime" /> },
              ]}
              card={(one) => (
                <div className={styles.card}>
                  <span className={styles.strong}>{one.displayName}</span>
                  <span className="quiet">{one.device || t('access.sessions.unknown')}, {one.address}</span>
                  <When at={one.at} as="dateTime" />
                </div>
              )} />}
      </Card>
    </div>
  );
}

function Policy({ state }: { state: SecurityState }) {
  const { t } = useWords();
  const may = useMay('change_security');
  const cache = useQueryClient();
  const sentence = useProblemSentence();
  const { confirmed, question } = useConfirmed();
  const [policy, setPolicy] = useState<MfaPolicy>(state.policy);
  const save = useMutation({
    mutationFn: () => confirmed(() => api.put<SecurityState>('/ext/v1/security', { policy })),
    onSuccess: (now) => { cache.setQueryData(key, now); showToast({ text: t('common.saved') }); },
  });
  return (
    <Card title={t('access.security.policy')} lead={t(state.required ? 'access.security.isRequired' : 'access.security.isNot')}>
      <div className={styles.form}>
        {save.isError && <Notice tone="error" alert>{sentence(save.error)}</Notice>}
        <ChoiceCards legend={t('access.security.policy')} name="policy" value={policy} onChange={setPolicy}
          choices={(['default', 'required', 'optional'] as const).map((value) => ({
            value, label: t(`access.security.${value}`), text: t(`access.security.${value}Text`),
          }))} />
        <div className={styles.acts}>
          <Button look="primary" busy={save.isPending} blocked={blockedBy(may)} onClick={() => save.mutate()}>{t('common.save')}</Button>
        </div>
        {question}
      </div>
    </Card>
  );
}
