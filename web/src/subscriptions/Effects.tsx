// What saving will change, in words, before it is saved.
import type { Subscription } from '../api/commerce-types';
import { useWords } from '../i18n/use-words';
import { useFormat } from '../ui/use-format';
import type { Change } from './subscriptions';
import styles from './Subscriptions.module.css';

export function Effects({ subscription, change }: { subscription: Subscription; change: Change }) {
  const { t, say } = useWords();
  const { date } = useFormat();
  const end = subscription.commitmentEndDate && date(subscription.commitmentEndDate, 'table');
  const lines: string[] = [];
  if (change.quantity !== undefined) {
    lines.push(t('customer.sub.fxQuantity', { from: subscription.quantity, to: change.quantity }));
    if (end) lines.push(t('customer.sub.fxProrata', { date: end }));
  }
  if (change.friendlyName) lines.push(t('customer.sub.fxNickname', { name: change.friendlyName }));
  if (change.autoRenewEnabled === true) {
    lines.push(end && subscription.termDuration
      ? t('customer.sub.fxRenewOn', { date: end, term: say(`common.term.${subscription.termDuration}`) })
      : t('customer.sub.fxRenewOnNoDate'));
  }
  if (change.autoRenewEnabled === false) {
    lines.push(end ? t('customer.sub.fxRenewOff', { date: end }) : t('customer.sub.fxRenewOffNoDate'));
  }
  return (
    <div className={styles.effects} role="status">
      <h3>{t('customer.sub.changes')}</h3>
      {lines.length ? <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul> : <p className="quiet">{t('customer.sub.noChange')}</p>}
    </div>
  );
}
