// Step 4: what was created, part by part, and the one-time link, first of all until it is copied.
import { CheckmarkCircle20Filled, Clock20Filled, Link20Regular, Mail20Regular, Warning20Filled } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { ApiProblem, isProblem } from '../api/problem';
import type { OnboardingResult } from '../api/onboarding-types';
import { useWords } from '../i18n/use-words';
import { useSession } from '../session/session';
import { Button, LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { CopyButton } from '../ui/CopyButton';
import { Dialog } from '../ui/lazy';
import { TextLink } from '../ui/Link';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { StatusBadge } from '../ui/StatusBadge';
import { ErrorState, SkeletonRows } from '../ui/states';
import { useFormat } from '../ui/use-format';
import { useLeaveGuard } from '../ui/use-leave-guard';
import { WizardFrame } from '../ui/WizardFrame';
import { onboardedBy } from './calls';
import styles from './Done.module.css';
import { useSteps } from './StepFrame';
import { onboardedKey, type Sent } from './use-submit';

export default function Done() {
  const { t } = useWords();
  const [query] = useSearchParams();
  const request = query.get('request') ?? '';
  const asked = useQuery({
    queryKey: onboardedKey(request),
    queryFn: async () => {
      const found = request ? await onboardedBy(request) : null;
      if (!found) throw new ApiProblem(404, 'not_found', t('onboarding.done.goneText'));
      return found;
    },
    staleTime: Infinity, gcTime: Infinity, retry: false,
  });
  if (asked.data) return <Confirmation key={request} result={asked.data} />;
  return (
    <>
      <PageHeader title={t('onboarding.step.done')} actions={asked.isError && <LinkButton to={paths.customers}>{t('shell.notFoundAction')}</LinkButton>} />
      <Card>
        {asked.isError
          ? <ErrorState title={t('onboarding.done.gone')} problem={asked.error} retry={isProblem(asked.error) && asked.error.status === 404 ? undefined : () => void asked.refetch()} />
          : <SkeletonRows rows={5} label={t('common.loading')} />}
      </Card>
    </>
  );
}

function Confirmation({ result }: { result: OnboardingResult }) {
  const { t } = useWords();
  const steps = useSteps();
  const navigate = useNavigate();
  const sent = (useLocation().state ?? {}) as Partial<Sent>;
  const [copied, setCopied] = useState(false);
  const [asked, setAsked] = useState(false);
  const guard = useLeaveGuard(!copied && !asked);
  const customer = paths.customer(result.customerId);
  const stay = () => { setAsked(true); guard.stay(); };
  return (
    <>
      <WizardFrame title={t('onboarding.title')} steps={steps} current={3} finished rail={<Next result={result} cart={sent.cart === 'kept'} />}
        footerEnd={<>
          <Button look="subtle" size="large" onClick={() => void navigate(paths.wizard.account)}>{t('onboarding.done.another')}</Button>
          <Button look={copied ? 'primary' : 'secondary'} size="large" onClick={() => void navigate(customer)}>{t('onboarding.done.finish')}</Button>
        </>}>
        <div className={styles.head}>
          <span className={styles.disc} aria-hidden="true"><CheckmarkCircle20Filled /></span>
          <div>
            <h2 className={styles.title}>{t('onboarding.done.title', { name: result.customerName })}</h2>
            <p className={styles.lead}>{t('onboarding.done.lead')}</p>
          </div>
        </div>
        <Access result={result} contact={sent.contact} copied={copied} onCopied={() => setCopied(true)} />
        <Parts result={result} sent={sent} />
      </WizardFrame>
      {guard.going && (
        <Dialog alert title={t('onboarding.done.leaveTitle')} onClose={stay}
          actions={<>
            <Button onClick={() => { setAsked(true); guard.going?.go(); }}>{t('onboarding.done.leave')}</Button>
            <Button look="primary" autoFocus onClick={stay}>{t('onboarding.done.stay')}</Button>
          </>}>
          <p>{t('onboarding.done.leaveText')}</p>
        </Dialog>
      )}
    </>
  );
}

function Access({ result, contact, copied, onCopied }: { result: OnboardingResult; contact?: string; copied: boolean; onCopied: () => void }) {
  const { t } = useWords();
  const { date } = useFormat();
  const link = new URL(result.secretLink, window.location.origin).href;
  const until = date(result.secretLinkExpiresAt, 'dateTime');
  const { userName } = result.administrator;
  const mail = `mailto:?subject=${encodeURIComponent(t('onboarding.done.mailSubject'))}&body=${encodeURIComponent(t('onboarding.done.mailBody', { userName, link, until }))}`;
  return (
    <Card id="access" title={t('onboarding.done.access')} badge={<StatusBadge state="unread" words={t('onboarding.done.unread')} />}
      lead={contact ? t('onboarding.done.accessFor', { name: contact }) : t('onboarding.done.accessLead')}>
      <p className={styles.label}>{t('onboarding.done.userName')}</p>
      <p className={styles.user}><code>{userName}</code><CopyButton text={userName} what={t('onboarding.done.userName')} /></p>
      <p className={styles.link}><Link20Regular /><code>{link}</code></p>
      <div className={styles.acts}>
        <CopyButton primary={!copied} text={link} what={t('onboarding.done.theLink')} label={t('onboarding.done.copy')} onCopied={onCopied} />
        <Button icon={<Mail20Regular />} onClick={() => { onCopied(); window.location.href = mail; }}>{t('onboarding.done.mail')}</Button>
      </div>
      <p className={styles.note}>{t('onboarding.done.once', { until })}</p>
    </Card>
  );
}

type Part = { name: string; value: ReactNode; state: string; is?: 'wait' | 'wrong' };

function Parts({ result, sent }: { result: OnboardingResult; sent: Partial<Sent> }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { subscriptions, orders } = result;
  const { cloud } = useSession();
  const licenses = subscriptions.reduce((sum, each) => sum + each.quantity, 0);
  const invited = result.agreement.state !== 'accepted';
  const parts: Part[] = [
    { name: t('onboarding.done.tenant'), value: result.domain, state: t('onboarding.done.created') },
    { name: t('onboarding.done.identifier'), value: <code>{result.customerId}</code>, state: '' },
    { name: t('onboarding.done.relationship'), value: sent.reseller ?? t('onboarding.done.direct'), state: t('onboarding.done.active') },
    ...(cloud === 'global' ? [{ name: t('onboarding.section.agreement'), value: invited ? t('onboarding.done.invited') : t('onboarding.done.receipt'),
      state: invited ? t('onboarding.done.waiting') : t('onboarding.done.attested'), is: invited ? 'wait' as const : undefined }] : []),
    ...orders.map((order): Part => ({ name: t('onboarding.done.order'), value: <code>{order.id}</code>, state: t('onboarding.done.sent') })),
    ...(subscriptions.length ? [{
      name: t('onboarding.step.subscriptions'), state: t('onboarding.done.running', { count: subscriptions.length }),
      value: t('onboarding.done.count', { count: subscriptions.length, licenses: t('common.licenses', { count: licenses }), number: number(subscriptions.length) }),
    }] : []),
    ...(sent.cart ? [{
      name: t('onboarding.done.cart'), state: t(`onboarding.done.cart_${sent.cart}`), is: sent.cart === 'kept' ? 'wait' as const : 'wrong' as const,
      value: t(sent.cart === 'kept' ? 'onboarding.done.cartText' : 'onboarding.done.cartLost', { count: sent.cartLines ?? 0 }),
    }] : []),
  ];
  return (
    <Card title={t('onboarding.done.parts')} id="parts">
      <dl className={styles.parts}>
        {parts.map((part, index) => (
          <div key={index} data-wait={part.is === 'wait' || undefined} data-wrong={part.is === 'wrong' || undefined}>
            {part.is === 'wait' ? <Clock20Filled /> : part.is === 'wrong' ? <Warning20Filled /> : <CheckmarkCircle20Filled />}
            <dt>{part.name}</dt>
            <dd>{part.value}</dd>
            {part.state && <dd className={styles.state}>{part.state}</dd>}
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Next({ result, cart }: { result: OnboardingResult; cart: boolean }) {
  const { t } = useWords();
  const { money } = useFormat();
  const { cloud } = useSession();
  const { customerId, quote } = result;
  return (
    <Card title={t('onboarding.done.next')}>
      <ul className={styles.next}>
        <li><TextLink to={paths.customer(customerId)}>{t('onboarding.done.toCustomer')}</TextLink></li>
        {cloud === 'global' && <li><TextLink to={paths.customerAgreement(customerId)}>{t('onboarding.done.toAgreement')}</TextLink></li>}
        {cart
          ? <li><TextLink to={paths.customerOrders(customerId)}>{t('onboarding.done.toCart')}</TextLink></li>
          : <li><TextLink to={paths.customerSubscriptions(customerId)}>{t('onboarding.done.toSubscriptions')}</TextLink></li>}
      </ul>
      {quote && result.orders.length > 0 && (
        <p className={styles.bill}><strong>{t('onboarding.done.billing')}</strong>{t('onboarding.done.first', { total: money(quote.firstInvoice) })}</p>
      )}
    </Card>
  );
}
