// Suspending a subscription, after a question, or reactivating it at once.
import { PauseCircle20Regular, PlayCircle20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Subscription } from '../api/commerce-types';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { nameOf, useChangeSubscription } from './subscriptions';
import styles from './Subscriptions.module.css';

export function SuspendOrReactivate({ customerId, subscription, onDone }: {
  customerId: string; subscription: Subscription; onDone: () => void;
}) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const change = useChangeSubscription(customerId, subscription);
  const [asking, ask] = useState(false);
  const name = nameOf(subscription);
  const set = (status: 'active' | 'suspended') => change.mutate({ status }, {
    onSuccess: () => {
      showToast({ text: t(status === 'active' ? 'customer.sub.reactivated' : 'customer.sub.suspended', { name }) });
      onDone();
    },
  });
  const failed = change.isError && <Notice tone="error" alert title={t('customer.sub.failed')}>{sentence(change.error)}</Notice>;
  if (subscription.status === 'suspended') {
    return (
      <div className={styles.state}>
        <p className="quiet">{t('customer.sub.reactivateText')}</p>
        {failed}
        <Button icon={<PlayCircle20Regular />} busy={change.isPending} onClick={() => set('active')}>{t('customer.sub.reactivate')}</Button>
      </div>
    );
  }
  if (subscription.status !== 'active') return null;
  return (
    <div className={styles.state}>
      <p className="quiet">{t('customer.sub.suspendText')}</p>
      <Button icon={<PauseCircle20Regular />} aria-haspopup="dialog" onClick={() => ask(true)}>{t('customer.sub.suspend')}</Button>
      {asking && (
        <Dialog alert title={t('customer.sub.suspendTitle', { name })} onClose={() => ask(false)}
          actions={<>
            <Button autoFocus onClick={() => ask(false)}>{t('customer.sub.suspendKeep')}</Button>
            <Button look="primary" busy={change.isPending} onClick={() => set('suspended')}>{t('customer.sub.suspend')}</Button>
          </>}>
          <p>{t('customer.sub.suspendBody', { count: subscription.quantity })}</p>
          {failed}
        </Dialog>
      )}
    </div>
  );
}
