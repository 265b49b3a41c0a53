// Ending the relation with a customer: what stands in the way, and the question before.
import { LinkDismiss20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay } from '../session/session';
import { Button, LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { TextField } from '../ui/fields';
import { Dialog, prefetchDialog } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { paths } from '../ui/paths';
import { useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useEndRelation, useRelation } from './account';
import styles from './CustomerPage.module.css';

export function EndRelation({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const navigate = useNavigate();
  const may = useMay('remove_relationship');
  const relation = useRelation(customer.id, true);
  const end = useEndRelation(customer.id);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const obstacles = relation.data?.obstacles ?? [];
  const close = () => { setOpen(false); setTyped(''); end.reset(); };
  const matches = typed.trim().toLowerCase() === customer.domain.split('.')[0];
  return (
    <Card title={t('account.relation')} lead={t('account.relationLead')}>
      {obstacles.length > 0 && (
        <Notice tone="info" title={t('account.inTheWay')}
          action={<LinkButton size="small" to={paths.customerSubscriptions(customer.id)}>{t('customer.seeSubscription')}</LinkButton>}>
          <ul>{obstacles.map((each) => <li key={each.code}>{each.message}</li>)}</ul>
        </Notice>
      )}
      <div className={styles.after}>
        <Button icon={<LinkDismiss20Regular />} aria-haspopup="dialog" onFocus={prefetchDialog} busy={relation.isPending}
          blocked={blockedBy(may) ?? (obstacles.length ? obstacles : undefined)} onClick={() => setOpen(true)}>
          {t('account.endRelation')}
        </Button>
      </div>
      {open && (
        <Dialog alert title={t('account.endTitle', { name: customer.name })} onClose={close}
          actions={<>
            <Button autoFocus onClick={close}>{t('account.endKeep')}</Button>
            <Button look="primary" busy={end.isPending} blocked={matches ? undefined : [{ message: t('account.endTypeFirst') }]}
              onClick={() => end.mutate(undefined, {
                onSuccess: () => { showToast({ text: t('account.ended', { name: customer.name }) }); void navigate(paths.customers); },
              })}>
              {t('account.endRelation')}
            </Button>
          </>}>
          <ul className={styles.effects}>
            <li>{t('account.endEffect.list')}</li>
            <li>{t('account.endEffect.rights')}</li>
            <li>{t('account.endEffect.purchases')}</li>
            <li>{t('account.endEffect.again')}</li>
          </ul>
          <TextField name="confirm-end" label={t('account.endConfirm', { word: customer.domain.split('.')[0] ?? '' })} autoComplete="off"
            value={typed} onChange={(event) => setTyped(event.target.value)} />
          {end.isError && <Notice tone="error" alert>{sentence(end.error)}</Notice>}
        </Dialog>
      )}
    </Card>
  );
}
