// The review queue: qualifications that wait for a decision, approved or refused with a reason.
import { ClipboardTask20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { SettingsTabs } from '../access/SettingsTabs';
import { useWords } from '../i18n/use-words';
import styles from '../relations/Relations.module.css';
import { useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { DataTable } from '../ui/DataTable';
import { TextAreaField } from '../ui/fields';
import { countryName } from '../ui/format';
import { Dialog, prefetchDialog } from '../ui/lazy';
import { OutLink, TextLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { When } from '../ui/When';
import { useDecide, useReviews, type Review } from './reviews';

export default function ReviewQueue() {
  const { t } = useWords();
  const { administrators, sandbox } = useSession();
  const may = useMay('review_qualification');
  const asked = useReviews(may.allowed && sandbox);
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  if (!sandbox) {
    return (
      <>
        <PageHeader title={t('review.title')} />
        <SettingsTabs />
        <Card flush><EmptyState icon={<ClipboardTask20Regular />} title={t('review.notHere')} text={t('review.notHereText')} /></Card>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('review.title')} meta={<span>{t('review.lead')}</span>} />
      <SettingsTabs />
      <Card flush>
        {!may.allowed && <NoPermission page={t('review.title')} reasons={may.reasons} administrators={administrators} />}
        {may.allowed && asked.isPending && <SkeletonRows rows={4} label={t('review.loading')} />}
        {asked.error && <ErrorState title={t('review.failed')} problem={asked.error} retry={() => void asked.refetch()} />}
        {asked.data && !rows.length && <EmptyState icon={<ClipboardTask20Regular />} title={t('review.none')} text={t('review.noneText')} />}
        {rows.length > 0 && <Queue rows={rows} />}
        {asked.hasNextPage && <p><Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t('review.more')}</Button></p>}
      </Card>
    </>
  );
}

function Queue({ rows }: { rows: Review[] }) {
  const { t, language } = useWords();
  const sentence = useProblemSentence();
  const decide = useDecide();
  const [refusing, setRefusing] = useState<Review>();
  const place = (row: Review) => [row.profile.defaultAddress?.city, countryName(row.country, language)].filter(Boolean).join(', ');
  const who = (row: Review) => (
    <>
      <TextLink strong to={paths.customerAccount(row.customerId)}>{row.customerName}</TextLink>
      <br /><span className="quiet">{row.profile.email} · {place(row)}</span>
      {row.website && <><br /><OutLink href={row.website} newTab>{row.website}</OutLink></>}
    </>
  );
  const what = (row: Review) => t(`customer.qualificationOf.${row.qualification}`);
  const approve = (row: Review) => decide.mutate({ id: row.id }, { onSuccess: () => showToast({ text: t('review.approved', { name: row.customerName }) }) });
  const acts = (row: Review) => (
    <>
      <Button size="small" busy={decide.isPending && decide.variables?.id === row.id} aria-label={t('review.approveOf', { name: row.customerName })} onClick={() => approve(row)}>{t('review.approve')}</Button>
      {' '}
      <Button size="small" look="subtle" aria-haspopup="dialog" onFocus={prefetchDialog} aria-label={t('review.refuseOf', { name: row.customerName })} onClick={() => setRefusing(row)}>{t('review.refuse')}</Button>
    </>
  );
  return (
    <>
      {decide.isError && !refusing && <Notice tone="error" alert>{sentence(decide.error)}</Notice>}
      <DataTable caption={t('review.title')} rows={rows} rowKey={(row) => row.id}
        columns={[
          { key: 'who', header: t('review.customer'), rowHeader: true, cell: who },
          { key: 'what', header: t('account.qualificationName'), width: '18%', cell: what },
          { key: 'when', header: t('account.askedOn'), width: '20%', cell: (row) => <><When at={row.createdAt} /><br /><span className="quiet">{row.askedBy}</span></> },
          { key: 'acts', header: t('government.decision'), width: '22%', cell: acts },
        ]}
        card={(row) => <div className={styles.card}><div>{who(row)}</div><p>{what(row)}, <When at={row.createdAt} />, {row.askedBy}</p><div>{acts(row)}</div></div>} />
      {refusing && <RefuseDialog row={refusing} onClose={() => setRefusing(undefined)} />}
    </>
  );
}

function RefuseDialog({ row, onClose }: { row: Review; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const decide = useDecide();
  const [reason, setReason] = useState('');
  const enough = reason.trim().length >= 3;
  return (
    <Dialog alert title={t('review.refuseTitle', { name: row.customerName })} onClose={onClose}
      actions={<>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" busy={decide.isPending} blocked={enough ? undefined : [{ message: t('review.reasonMissing') }]}
          onClick={() => decide.mutate({ id: row.id, reason: reason.trim() }, {
            onSuccess: () => { showToast({ text: t('review.refused', { name: row.customerName }) }); onClose(); },
          })}>
          {t('review.refuse')}
        </Button>
      </>}>
      <TextAreaField name="refusal-reason" label={t('review.reason')} help={t('review.reasonHelp')} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
      {decide.isError && <Notice tone="error" alert>{sentence(decide.error)}</Notice>}
    </Dialog>
  );
}
