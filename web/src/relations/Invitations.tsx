// The list of invitations of one kind, and the panel that shows one again: link, mail, extend, replace, take back.
import { MailLink20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Invitation } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { useMay } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { useShifted } from '../ui/clock';
import { DataTable } from '../ui/DataTable';
import { Dialog, Panel, prefetchDialog } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { EmptyState, ErrorState, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { When } from '../ui/When';
import { InvitationState } from './InvitationState';
import { MailText } from './MailText';
import styles from './Relations.module.css';
import { useInvitation, useInvitationAct, useInvitations, type InvitationAct } from './relations';

export function Invitations({ kind }: { kind: Invitation['kind'] }) {
  const { t } = useWords();
  const may = useMay('see_invitations').allowed;
  const asked = useInvitations(kind, may);
  const [shown, setShown] = useState<string>();
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  if (!may) return null;
  return (
    <Card flush title={t('relations.list.title')}>
      {asked.isPending && <SkeletonRows rows={4} label={t('relations.list.loading')} />}
      {asked.isError && <ErrorState level={3} title={t('relations.list.failed')} problem={asked.error} retry={() => void asked.refetch()} />}
      {asked.data && !rows.length && <EmptyState level={3} icon={<MailLink20Regular />} title={t('relations.list.none')} text={t('relations.list.noneText')} />}
      {rows.length > 0 && <Table rows={rows} onShow={setShown} />}
      {asked.hasNextPage && <p className={styles.more}><Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t('relations.list.more')}</Button></p>}
      {shown && <InvitationPanel id={shown} onClose={() => setShown(undefined)} />}
    </Card>
  );
}

/** Its link works, or would again: what was answered or revoked has no day to wait for. */
const waits = ({ state }: Invitation) => state === 'open' || state === 'expired';
const calledBy = (one: Invitation) => one.name || one.recipient.name || one.recipient.email;

function Table({ rows, onShow }: { rows: Invitation[]; onShow: (id: string) => void }) {
  const { t } = useWords();
  const shifted = useShifted();
  const nameOf = (one: Invitation) => calledBy(one) || t('relations.list.unnamed');
  const line = (one: Invitation) => [one.recipient.email !== nameOf(one) && one.recipient.email, one.delegated && t('relations.list.withRights'), one.resellerName,
    one.timesSent > 0 && t('relations.list.sentTimes', { count: one.timesSent })].filter(Boolean).join(' · ');
  const who = (one: Invitation) => (
    <>
      {nameOf(one)}
      {line(one) && <small className={styles.sub}>{line(one)}</small>}
    </>
  );
  const act = (one: Invitation) => waits(one) && (
    <Button size="small" aria-label={t('relations.list.showOf', { name: nameOf(one) })} aria-haspopup="dialog" onClick={() => onShow(one.id)}>{t('relations.list.show')}</Button>
  );
  return (
    <DataTable caption={t('relations.list.caption')} rows={rows} rowKey={(one) => one.id} cardsEarly
      columns={[
        { key: 'who', header: t('relations.list.who'), rowHeader: true, cell: (one) => <span className={styles.card}>{who(one)}</span> },
        { key: 'state', header: t('relations.list.state'), width: '200px', cell: (one) => <InvitationState state={one.state} /> },
        { key: 'until', header: t('relations.list.until'), width: '130px', cell: (one) => waits(one) && <When at={shifted(one.expiresAt)} /> },
        { key: 'by', header: t('relations.list.by'), width: '150px', cell: (one) => one.invitedBy },
        { key: 'acts', header: <span className="visually-hidden">{t('relations.list.acts')}</span>, width: '150px', end: true, cell: act },
      ]}
      card={(one) => <div className={styles.card}><strong>{nameOf(one)}</strong>{line(one) && <small className={styles.sub}>{line(one)}</small>}<InvitationState state={one.state} />
        {waits(one) && <span><span className="quiet">{t('relations.list.until')}</span> <When at={shifted(one.expiresAt)} /></span>}{act(one)}</div>} />
  );
}

export function InvitationPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const { data, error, isPending } = useInvitation(id);
  const act = useInvitationAct(id);
  // Either ends a link that may be in somebody's mail already: neither can be undone.
  const [asked, setAsked] = useState<'revoke' | 'replace'>();
  const done: Record<InvitationAct, string> = {
    renew: t('relations.list.renewed'), replace: t('relations.list.replaced'), resend: t('relations.request.sent'), revoke: t('relations.list.revoked'),
  };
  const run = (which: InvitationAct) => act.mutate(which, { onSuccess: () => { showToast({ text: done[which] }); setAsked(undefined); if (which === 'revoke') onClose(); } });
  const button = (which: InvitationAct, label: string) => (which === 'revoke' || which === 'replace'
    ? <Button size="small" aria-haspopup="dialog" onFocus={prefetchDialog} onClick={() => { act.reset(); setAsked(which); }}>{label}</Button>
    : <Button size="small" busy={act.isPending && act.variables === which} onClick={() => run(which)}>{label}</Button>
  );
  return (
    <Panel title={t('relations.ask.title')} onClose={onClose}>
      <div className={styles.stack}>
        {isPending && <p role="status">{t('common.loading')}</p>}
        {Boolean(error ?? act.error) && !asked && <Notice tone="error" alert>{sentence(error ?? act.error)}</Notice>}
        {data && <p><InvitationState state={data.state} /></p>}
        {data && <MailText key={data.link} invitation={data} />}
        {data && waits(data) && (
          <div className={styles.acts}>
            {data.recipient.email && button('resend', t('relations.list.resend'))}
            {button('renew', t('relations.list.renew'))}
            {button('replace', t('relations.list.newLink'))}
            {button('revoke', t('relations.list.revoke'))}
          </div>
        )}
      </div>
      {asked && data && (
        <Dialog title={calledBy(data) ? t(`relations.list.ask.${asked}`, { name: calledBy(data) }) : t(`relations.list.askUnnamed.${asked}`)} onClose={() => setAsked(undefined)}
          actions={<>
            <Button autoFocus onClick={() => setAsked(undefined)}>{t(`relations.list.askKeep.${asked}`)}</Button>
            <Button look="primary" busy={act.isPending} onClick={() => run(asked)}>{t(`relations.list.askDo.${asked}`)}</Button>
          </>}>
          {act.isError && <Notice tone="error" alert>{sentence(act.error)}</Notice>}
          <p>{t(`relations.list.askText.${asked}`)}</p>
        </Dialog>
      )}
    </Panel>
  );
}
