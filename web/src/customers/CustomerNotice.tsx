// At most one notice over a customer's tabs: the next thing with a deadline, or what stands in the way of orders.
import { useLocation } from 'react-router';
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useMay, useOwn, useSeesAgreement, useSession } from '../session/session';
import { LinkButton } from '../ui/Button';
import { useNow } from '../ui/clock';
import { Notice } from '../ui/Notice';
import { paths } from '../ui/paths';
import { useFormat } from '../ui/use-format';

const soonMs = 7 * 86_400_000;

export function CustomerNotice({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { pathname } = useLocation();
  const now = useNow();
  const { id, nextEvent, agreement } = customer;
  const { cloud } = useSession();
  const own = useOwn();
  const account = useMay('see_account').allowed;
  const seesAgreement = useSeesAgreement().allowed;
  // Vetting stops more than a missing agreement (rules C14).
  if (customer.status !== 'active') {
    const refused = customer.status === 'refused';
    const there = pathname === paths.customerAccount(id);
    return (
      <Notice tone={refused ? 'error' : 'warning'} title={t(own ? (refused ? 'account.ownRefusedTitle' : 'account.ownUnderReviewTitle') : refused ? 'account.refusedTitle' : 'account.underReviewTitle')}
        action={!there && account && <LinkButton size="small" to={paths.customerAccount(id)}>{t('account.seeAccount')}</LinkButton>}>
        {t(own && refused ? 'account.ownRefusedText' : refused ? 'account.refusedText' : 'account.underReviewText')}
      </Notice>
    );
  }
  if (cloud === 'global' && agreement?.state !== 'accepted') {
    if (own) {
      return (
        <Notice tone="warning" title={t('customer.ownNotAcceptedTitle')}
          action={<LinkButton size="small" to={paths.myPartners}>{t('relations.mine.accept')}</LinkButton>}>
          {t('customer.ownNotAcceptedText')}
        </Notice>
      );
    }
    const there = !seesAgreement || pathname === paths.customerAgreement(id);
    return (
      <Notice tone="warning" title={t('customer.notAcceptedTitle')}
        action={!there && <LinkButton size="small" to={paths.customerAgreement(id)}>{t('customer.agreement')}</LinkButton>}>
        {t('customer.notAcceptedText')}
      </Notice>
    );
  }
  const left = nextEvent ? Date.parse(nextEvent.at) - now.getTime() : Infinity;
  if (nextEvent?.kind !== 'cancellation_window_ends' || left < 0 || left > soonMs) return null;
  const there = pathname === paths.customerSubscriptions(id);
  return (
    <Notice tone="warning" title={t('customer.windowTitle', { name: nextEvent.name, when: date(nextEvent.at, 'dateTime') })}
      action={!there && <LinkButton size="small" to={paths.customerSubscriptions(id)}>{t('customer.seeSubscription')}</LinkButton>}>
      {t('customer.windowText')}
    </Notice>
  );
}
