// Beside the review: what sending creates, all at once, and the total.
import { useWords } from '../../i18n/use-words';
import { useSession } from '../../session/session';
import { Card } from '../../ui/Card';
import { useFormat } from '../../ui/use-format';
import { flat } from '../cart';
import { signatoryOf, type Line } from '../form';
import { Sums } from '../Totals';
import totals from '../Totals.module.css';
import type { Judgement } from '../use-judgement';
import { useWizard } from '../wizard';
import styles from './Review.module.css';

export function Creates({ judgement, lines, reseller }: { judgement: Judgement; lines: Line[]; reseller?: string }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { tenant, cloud } = useSession();
  const { form, domain } = useWizard();
  const attested = form.values['agreement.kind'] === 'attested';
  const day = form.values['agreement.dateAgreed'];
  const who = signatoryOf(form);
  const quote = judgement.result?.quote;
  const count = flat(lines).length;
  const items = [
    { what: t('onboarding.creates.customer'), name: domain },
    { what: t('onboarding.creates.relationship'), name: [tenant.name, reseller].filter(Boolean).join(', ') },
    ...(cloud === 'global' ? [{ what: t('onboarding.creates.agreement'), name: attested
      ? t('onboarding.creates.attested', { date: date(`${day}T00:00:00Z`, 'table', 'UTC') })
      : t('onboarding.creates.invited', { name: [who.firstName, who.lastName].join(' ') }) }] : []),
    { what: t('onboarding.creates.administrator'), name: `admin@${domain}` },
    ...(count ? [{ what: t('onboarding.creates.subscriptions', { count }), name: attested || cloud !== 'global' ? t('onboarding.creates.soon', { count }) : t('onboarding.creates.after') }] : []),
  ];
  return (
    <Card title={t('onboarding.creates.title')}>
      <ol className={styles.creates}>
        {items.map(({ what, name }, index) => (
          <li key={what}><span className={styles.n} aria-hidden="true">{index + 1}</span><strong>{what}</strong><small>{name}</small></li>
        ))}
      </ol>
      {count > 0 && quote && (
        <div className={judgement.stale ? totals.stale : undefined} aria-busy={judgement.stale}>
          <Sums quote={quote} later={false} />
          {quote.cancellableUntil && <p className={styles.foot}>{t('onboarding.creates.cancellable', { when: date(quote.cancellableUntil, 'dateTime') })}</p>}
        </div>
      )}
    </Card>
  );
}
