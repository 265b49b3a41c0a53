// User management: who belongs to the organisation, invited, changed, disabled and deleted here.
import { PersonAdd20Regular } from '@fluentui/react-icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { ActionMenu, type MenuEntry } from '../ui/ActionMenu';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { DataTable } from '../ui/DataTable';
import { Dialog, prefetchPanel } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { StatusBadge } from '../ui/StatusBadge';
import { showToast } from '../ui/toast';
import { When } from '../ui/When';
import { users, usersKey, type IssuedLink, type User } from './access';
import { SettingsTabs } from './SettingsTabs';
import { LinkPanel, UserPanel } from './UserPanel';
import styles from './access.module.css';

type Open = { what: 'new' } | { what: 'edit'; user: User } | { what: 'link'; user: User; link: IssuedLink } | { what: 'delete' | 'disable' | 'factors'; user: User };

export default function Users() {
  const { t } = useWords();
  const may = useMay('manage_users');
  const { administrators } = useSession();
  const cache = useQueryClient();
  const sentence = useProblemSentence();
  const [open, setOpen] = useState<Open>();
  const asked = useInfiniteQuery({
    queryKey: usersKey, queryFn: ({ pageParam }) => users.list(pageParam), initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next, enabled: may.allowed, staleTime: 0,
  });
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => void cache.invalidateQueries({ queryKey: usersKey });
  const act = useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; said: string }) => run(),
    onSuccess: (_, { said }) => { showToast({ text: said }); refresh(); },
    onSettled: () => setOpen(undefined),
  });
  const issue = useMutation({
    mutationFn: (user: User) => users.link(user.id),
    onSuccess: (link, user) => { setOpen({ what: 'link', user, link }); refresh(); },
  });
  const failed = act.error ?? issue.error;
  return (
    <>
      <PageHeader title={t('access.users.title')}
        actions={may.allowed && (
          <Button look="primary" icon={<PersonAdd20Regular />} onPointerEnter={prefetchPanel} onFocus={prefetchPanel} onClick={() => setOpen({ what: 'new' })}>
            {t('access.users.invite')}
          </Button>
        )} />
      <SettingsTabs />
      {Boolean(failed) && <div className={styles.above}><Notice tone="error" alert>{sentence(failed)}</Notice></div>}
      <Card flush>
        {!may.allowed && <NoPermission page={t('access.users.title')} reasons={may.reasons} administrators={administrators} />}
        {may.allowed && asked.isPending && <SkeletonRows rows={6} label={t('access.users.loading')} />}
        {asked.isError && <ErrorState title={t('access.users.failed')} problem={asked.error} retry={() => void asked.refetch()} />}
        {rows.length > 0 && <Table rows={rows} busy={act.isPending || issue.isPending} choose={setOpen} issue={(user) => issue.mutate(user)}
          run={(run, said) => act.mutate({ run, said })} />}
        {asked.hasNextPage && (
          <p className={styles.more}><Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t('access.users.more')}</Button></p>
        )}
      </Card>
      {open?.what === 'new' && <UserPanel onClose={() => setOpen(undefined)} onInvited={(user, link) => { setOpen({ what: 'link', user, link }); refresh(); }} onSaved={() => undefined} />}
      {open?.what === 'edit' && <UserPanel user={open.user} onClose={() => setOpen(undefined)} onInvited={() => undefined} onSaved={() => { setOpen(undefined); refresh(); }} />}
      {open?.what === 'link' && <LinkPanel user={open.user} link={open.link} onClose={() => setOpen(undefined)} />}
      {(open?.what === 'delete' || open?.what === 'disable' || open?.what === 'factors') && (
        <Sure what={open.what} user={open.user} busy={act.isPending} onClose={() => setOpen(undefined)} run={(run, said) => act.mutate({ run, said })} />
      )}
    </>
  );
}

function Sure({ what, user, busy, onClose, run }: {
  what: 'delete' | 'disable' | 'factors'; user: User; busy: boolean; onClose: () => void; run: (act: () => Promise<unknown>, said: string) => void;
}) {
  const { t } = useWords();
  const acts = {
    delete: () => users.remove(user.id),
    disable: () => users.change(user.id, { status: 'disabled' }),
    factors: () => users.resetFactors(user.id),
  };
  const name = user.displayName;
  return (
    <Dialog alert title={t(`access.users.${what}Title`, { name })} onClose={onClose}
      actions={<>
        <Button autoFocus onClick={onClose}>{t('access.users.leave')}</Button>
        <Button look="primary" busy={busy} onClick={() => run(acts[what], t(`access.users.${what}Done`, { name }))}>{t(`access.users.${what}`)}</Button>
      </>}>
      <p>{t(`access.users.${what}Text`)}</p>
    </Dialog>
  );
}

function Table({ rows, busy, choose, issue, run }: {
  rows: User[]; busy: boolean; choose: (open: Open) => void; issue: (user: User) => void; run: (act: () => Promise<unknown>, said: string) => void;
}) {
  const { t, say } = useWords();
  const { user: me } = useSession();
  const rolesOf = (user: User) => user.roles.map((role) => say(`common.role.${role}`)).join(', ');
  const state = (user: User) => user.status === 'disabled'
    ? <StatusBadge state="suspended" words={t('access.users.disabled')} />
    : <StatusBadge state={user.status} />;
  const mfa = (user: User) => (user.hasMfa ? t('access.users.mfaOn') : <span className="quiet">{t('access.users.mfaOff')}</span>);
  const last = (user: User) => (user.lastSignInAt ? <When at={user.lastSignInAt} /> : <span className="quiet">{t('access.users.never')}</span>);
  const forgot = (user: User) => user.resetAskedAt && <span className={styles.forgot}>{t('access.users.forgot')}</span>;
  const entries = (user: User): MenuEntry[] => {
    const self = user.id === me.id;
    const list: (MenuEntry | false)[] = [
      { label: t('access.users.edit'), act: () => choose({ what: 'edit', user }) },
      user.status !== 'disabled' && { label: t(user.status === 'invited' ? 'access.users.newInvitation' : 'access.users.resetLink'), act: () => issue(user) },
      user.hasMfa && { label: t('access.users.factors'), act: () => choose({ what: 'factors', user }) },
      user.status === 'active' && { label: t('access.users.signOut'), act: () => run(() => users.signOut(user.id), t('access.users.signedOut', { name: user.displayName })) },
      !self && { kind: 'divider' },
      !self && user.status !== 'disabled' && { label: t('access.users.disable'), act: () => choose({ what: 'disable', user }) },
      !self && user.status === 'disabled' && {
        label: t('access.users.enable'), act: () => run(() => users.change(user.id, { status: 'active' }), t('access.users.enabled', { name: user.displayName })),
      },
      !self && { label: t('access.users.delete'), act: () => choose({ what: 'delete', user }) },
    ];
    return list.filter((entry) => entry !== false);
  };
  const menu = (user: User) => <ActionMenu label={t('common.moreActionsFor', { name: user.displayName })} entries={entries(user)} />;
  return (
    <DataTable caption={t('access.users.caption')} rows={rows} rowKey={(user) => user.id} busy={busy} cardsEarly
      columns={[
        { key: 'name', header: t('access.account.name'), rowHeader: true, cell: (user) => (
          <span className={styles.words}><span className={styles.strong}>{user.displayName}</span><span className={styles.small}>{user.userName}</span>{forgot(user)}</span>
        ) },
        { key: 'roles', header: t('access.account.roles'), width: '27%', cell: rolesOf },
        { key: 'state', header: t('access.users.state'), width: '160px', cell: state },
        { key: 'mfa', header: t('access.users.mfa'), width: '132px', cell: mfa },
        { key: 'last', header: t('access.users.last'), width: '132px', cell: last },
        { key: 'acts', header: <span className="visually-hidden">{t('common.moreActions')}</span>, width: '64px', end: true, cell: menu },
      ]}
      card={(user) => (
        <div className={styles.card}>
          <div className={styles.cardTop}><span className={styles.strong}>{user.displayName}</span>{menu(user)}</div>
          <span className={styles.small}>{user.userName}</span>
          <p>{rolesOf(user)}</p>
          <p className={styles.facts}>{state(user)} <span>{t('access.users.mfa')} : {mfa(user)}</span></p>
          {forgot(user)}
        </div>
      )} />
  );
}
