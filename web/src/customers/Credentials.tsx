// The first administrator's credentials: how the one-time link stands, and issuing another.
import { Key20Regular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Customer, NewCredentials } from '../api/types';
import { useWords } from '../i18n/use-words';
import { blockedBy, notForUs } from '../session/session';
import { Button } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { CopyButton } from '../ui/CopyButton';
import { Dialog, prefetchDialog } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import styles from './CustomerPage.module.css';
import { customerKey } from './customers';

const linkWords = { none: 'customer.linkNone', unread: 'customer.linkUnread', read: 'customer.linkRead', expired: 'customer.linkExpired' } as const;

export function Credentials({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const { date } = useFormat();
  const sentence = useProblemSentence();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const reissue = useMutation({
    mutationFn: () => api.post<NewCredentials>(`/ext/v1/customers/${customer.id}/credentials`),
    onSuccess: () => cache.invalidateQueries({ queryKey: customerKey(customer.id) }),
  });
  const permission = customer.actions?.reissue_credentials;
  const close = () => { setOpen(false); reissue.reset(); };
  const issued = reissue.data;
  const link = issued && new URL(issued.secretLink, window.location.origin).href;
  return (
    <Card title={t('customer.admin')}>
      <Facts items={[
        { name: t('customer.adminUser'), value: customer.adminUserName ?? <span className="quiet">{t('common.notGiven')}</span> },
        // Who is not told how the link stands is not told that there is none.
        ...(customer.credentials ? [{ name: t('customer.link'), value: t(linkWords[customer.credentials.linkStatus]) }] : []),
      ]} />
      {permission && !notForUs(permission) && (
        <div className={styles.after}>
          <Button icon={<Key20Regular />} blocked={blockedBy(permission)} onFocus={prefetchDialog} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {t('customer.reissue')}
          </Button>
        </div>
      )}
      {open && !issued && (
        <Dialog alert title={t('customer.reissueTitle', { name: customer.name })} onClose={close}
          actions={<>
            <Button autoFocus onClick={close}>{t('customer.reissueKeep')}</Button>
            <Button look="primary" busy={reissue.isPending} onClick={() => reissue.mutate()}>{t('customer.reissueDo')}</Button>
          </>}>
          <p>{t('customer.reissueText', { user: customer.adminUserName ?? '' })}</p>
          {reissue.isError && <Notice tone="error" alert>{sentence(reissue.error)}</Notice>}
        </Dialog>
      )}
      {open && issued && link && (
        <Dialog alert title={t('customer.reissuedTitle')} onClose={close}
          actions={<>
            <Button onClick={close}>{t('customer.done')}</Button>
            <CopyButton primary text={link} what={t('customer.theLink')} label={t('customer.copyLink')} />
          </>}>
          <p>{t('customer.reissuedText', { when: date(issued.expiresAt, 'dateTime') })}</p>
          <code className={styles.link}>{link}</code>
        </Dialog>
      )}
    </Card>
  );
}
