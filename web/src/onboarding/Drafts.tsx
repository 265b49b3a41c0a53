// The drafts: whose, edited when, kept until when, with the domain they hold; resumed or deleted.
import { DocumentEdit20Regular, PersonAdd20Regular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useState } from 'react';
import type { DraftRow } from '../api/onboarding-types';
import type { Page } from '../api/types';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useSession } from '../session/session';
import { Button, LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { useShifted } from '../ui/clock';
import { DataTable } from '../ui/DataTable';
import { TextLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { drafts, draftsKey } from './calls';
import styles from './Drafts.module.css';

const resumeOf = (draft: DraftRow) => `${paths.wizard.account}?draft=${draft.id}&resume=1`;

export default function Drafts() {
  const { t } = useWords();
  const may = useMay('add_customer');
  const { administrators } = useSession();
  const asked = useInfiniteQuery({
    queryKey: draftsKey,
    queryFn: ({ pageParam }) => drafts.list(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    enabled: may.allowed,
    staleTime: 0,
  });
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const add = (
    <LinkButton look="primary" icon={<PersonAdd20Regular />} to={paths.addCustomer} blocked={blockedBy(may)}>{t('onboarding.title')}</LinkButton>
  );
  return (
    <>
      <PageHeader title={t('drafts.title')} crumbs={[{ to: paths.customers, label: t('shell.customers') }]}
        primary={{ to: paths.wizard.account, label: t('onboarding.title'), icon: <PersonAdd20Regular />, blocked: blockedBy(may), hidden: !rows.length }} />
      <Card flush>
        {!may.allowed && <NoPermission page={t('drafts.title')} reasons={may.reasons} administrators={administrators} />}
        {may.allowed && asked.isPending && <SkeletonRows rows={5} label={t('drafts.loading')} />}
        {asked.isError && <ErrorState title={t('drafts.failed')} problem={asked.error} retry={() => void asked.refetch()} />}
        {asked.data && rows.length === 0 && <EmptyState icon={<DocumentEdit20Regular />} title={t('drafts.none')} text={t('drafts.noneText')} action={add} />}
        {rows.length > 0 && <Table rows={rows} />}
        {asked.hasNextPage && (
          <p className={styles.more}><Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t('drafts.more')}</Button></p>
        )}
      </Card>
    </>
  );
}

function Table({ rows }: { rows: DraftRow[] }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { user } = useSession();
  const shifted = useShifted();
  const { remove, takeOver, problem } = useRemoval();
  const nameOf = (draft: DraftRow) => draft.title || t('drafts.untitled');
  const who = (draft: DraftRow) => (draft.owner.id === user.id ? t('drafts.me') : draft.owner.displayName);
  const edited = (draft: DraftRow) => (draft.editedBy.id !== draft.owner.id
    ? t('drafts.editedBy', { who: draft.editedBy.id === user.id ? t('drafts.meLower') : draft.editedBy.displayName, when: date(shifted(draft.updatedAt), 'dateTime') })
    : date(shifted(draft.updatedAt), 'dateTime'));
  const held = (draft: DraftRow) => draft.domain && (
    <>
      {draft.domain}
      {draft.domainReservedUntil && <small className={styles.small}>{t('drafts.heldUntil', { when: date(shifted(draft.domainReservedUntil), 'dateTime') })}</small>}
    </>
  );
  const owner = (draft: DraftRow) => (
    <>
      {who(draft)}{' '}
      {draft.owner.id !== user.id && <span><Button size="small" aria-label={t('drafts.takeOverOf', { name: nameOf(draft) })} onClick={() => void takeOver(draft)}>{t('drafts.takeOver')}</Button></span>}
    </>
  );
  const acts = (draft: DraftRow) => (
    <span className={styles.acts}>
      <LinkButton size="small" to={resumeOf(draft)} aria-label={t('drafts.resumeOf', { name: nameOf(draft) })}>{t('drafts.resume')}</LinkButton>
      <Button size="small" look="subtle" aria-label={t('drafts.deleteOf', { name: nameOf(draft) })} onClick={() => void remove(draft)}>{t('drafts.delete')}</Button>
    </span>
  );
  return (
    <>
      {Boolean(problem) && <div className={styles.problem}><Removal problem={problem} /></div>}
      <DataTable caption={t('drafts.caption')} rows={rows} rowKey={(draft) => draft.id} cardsEarly
        columns={[
          { key: 'name', header: t('drafts.company'), rowHeader: true, cell: (draft) => <TextLink strong to={resumeOf(draft)}>{nameOf(draft)}</TextLink> },
          { key: 'domain', header: t('drafts.domain'), width: '24%', cell: (draft) => held(draft) || <span className="quiet">{t('drafts.noDomain')}</span> },
          { key: 'owner', header: t('drafts.owner'), width: '11%', cell: owner },
          { key: 'edited', header: t('drafts.edited'), width: '16%', cell: edited },
          { key: 'expires', header: t('drafts.expires'), width: '10%', cell: (draft) => <When at={shifted(draft.expiresAt)} /> },
          { key: 'acts', header: <span className="visually-hidden">{t('drafts.acts')}</span>, width: '196px', end: true, cell: acts },
        ]}
        card={(draft) => (
          <div className={styles.card}>
            <TextLink strong to={resumeOf(draft)}>{nameOf(draft)}</TextLink>
            {draft.domain && <p className={styles.domain}>{held(draft)}</p>}
            <p className="quiet">{draft.owner.id === user.id && `${who(draft)}, `}{edited(draft)}</p>
            <p className="quiet">{t('drafts.keptUntil', { date: date(shifted(draft.expiresAt), 'table') })}</p>
            {draft.owner.id !== user.id && <p>{owner(draft)}</p>}
            {acts(draft)}
          </div>
        )} />
    </>
  );
}

function Removal({ problem }: { problem: unknown }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  return <Notice tone="error" alert title={t('drafts.deleteFailed')}>{sentence(problem)}</Notice>;
}

/** The draft that is back has the focus, as a toast's button is gone with its toast. */
const focusRow = (id: string) => setTimeout(() => document.querySelector<HTMLElement>(`main a[href*="draft=${id}"]`)?.focus(), 60);

/** Deleted at once; for ten seconds it can be put back, and holds its domain again. */
function useRemoval() {
  const { t } = useWords();
  const cache = useQueryClient();
  const [problem, setProblem] = useState<unknown>();
  const refresh = () => cache.invalidateQueries({ queryKey: draftsKey });
  const remove = async (row: DraftRow) => {
    setProblem(undefined);
    try {
      const whole = await drafts.read(row.id);
      await drafts.remove(row.id);
      cache.setQueryData<InfiniteData<Page<DraftRow>>>(draftsKey, (data) => data && {
        ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.filter((each) => each.id !== row.id) })),
      });
      const back = () => void drafts.create(whole.state).then(async (made) => { await refresh(); focusRow(made.id); }, setProblem);
      showToast({ text: t('drafts.deleted', { name: row.title || t('drafts.untitled') }), undo: { label: t('common.undo'), act: back } });
    } catch (thrown) {
      setProblem(thrown);
    }
    void refresh();
    document.querySelector<HTMLElement>('[data-page-title]')?.focus();
  };
  /** A colleague's draft becomes one's own; it stays as it is. */
  const takeOver = async (row: DraftRow) => {
    setProblem(undefined);
    try {
      await drafts.takeOver(row.id);
      showToast({ text: t('drafts.takenOver', { name: row.title || t('drafts.untitled') }) });
    } catch (thrown) {
      setProblem(thrown);
    }
    void refresh();
  };
  return { remove, takeOver, problem };
}
