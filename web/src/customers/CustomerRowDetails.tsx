// What an open row of the customer list shows: identifier, contact, agreement, next event, quick links.
import { Box16Regular, DocumentText16Regular, Receipt16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Customer, CustomerAgreement, CustomerRow } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useMay, useSeesAgreement, useSession } from '../session/session';
import { Button, LinkButton } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { OutLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { paths } from '../ui/paths';
import { useSlow } from '../ui/states';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { useCustomer } from './customers';
import styles from './CustomerTable.module.css';

export function CustomerRowDetails({ row }: { row: CustomerRow }) {
  const { t } = useWords();
  const { cloud } = useSession();
  const orders = useMay('see_orders').allowed;
  const { data, isError, isPending, refetch } = useCustomer(row.id);
  const slow = useSlow(isPending);
  const waiting = isPending ? <span role="status" className="quiet">{slow ? t('customers.detailsLoading') : ''}</span> : undefined;
  const agreement = useSeesAgreement().allowed;
  const subscriptions = data
    ? t('customers.subscriptionsCount', { count: data.figures.subscriptions })
    : t('customers.subscriptions');
  return (
    <>
      {isError && (
        <Notice tone="error" action={<Button size="small" onClick={() => void refetch()}>{t('common.retry')}</Button>}>
          {t('customers.detailsFailed')}
        </Notice>
      )}
      <dl className={styles.details}>
        <Pair name={t('customers.tenantId')}>
          <span className={styles.id}><code>{row.id}</code><CopyButton text={row.id} what={t('customers.tenantId')} /></span>
        </Pair>
        {!isError && (
          <>
            <Pair name={t('customers.contact')}>{waiting ?? (data && <Contact customer={data} />)}</Pair>
            {cloud === 'global' && <Pair name={t('customers.agreement')}>{waiting ?? (data && <AgreementLine customer={data} />)}</Pair>}
            <Pair name={t('customers.nextEvent')}>{waiting ?? (data && <NextEvent customer={data} />)}</Pair>
          </>
        )}
      </dl>
      <nav className={styles.links} aria-label={t('customers.quickLinks', { name: row.name })}>
        <LinkButton size="small" icon={<Box16Regular />} to={paths.customerSubscriptions(row.id)}>{subscriptions}</LinkButton>
        {cloud === 'global' && agreement && <LinkButton size="small" icon={<DocumentText16Regular />} to={paths.customerAgreement(row.id)}>{t('customers.agreement')}</LinkButton>}
        {orders && <LinkButton size="small" icon={<Receipt16Regular />} to={paths.customerOrders(row.id)}>{t('customers.orders')}</LinkButton>}
      </nav>
    </>
  );
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function Person({ name, email }: { name: string; email?: string }) {
  return <>{name}{email && <><br /><OutLink href={`mailto:${email}`}>{email}</OutLink></>}</>;
}

function Contact({ customer }: { customer: Customer }) {
  const { profile } = customer;
  const name = [profile.firstName ?? profile.defaultAddress?.firstName, profile.lastName ?? profile.defaultAddress?.lastName].filter(Boolean).join(' ');
  return <Person name={name} email={profile.email} />;
}

/** Who accepts directly is recorded as both: the one who signed and the one who says so. */
export const acceptedItself = ({ signatory, attestedBy }: CustomerAgreement) =>
  Boolean(signatory) && `${signatory?.firstName} ${signatory?.lastName}` === attestedBy;

export function AgreementLine({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { agreement } = customer;
  const seen = useMay('see_agreements').allowed;
  if (agreement?.state === 'accepted' && agreement.dateAgreed) {
    const when = date(agreement.dateAgreed, 'table', 'UTC');
    return (
      <>
        {t('customers.acceptedOn', { date: when })}
        {agreement.attestedBy && <><br /><span className="quiet">{t(acceptedItself(agreement) ? 'relations.mine.acceptedBy' : 'customers.attestedBy', { name: agreement.attestedBy })}</span></>}
      </>
    );
  }
  if (!agreement && !seen) return <span className="quiet">{t('relations.agreement.hidden')}</span>;
  // Who may not see the evidence is told the state alone.
  if (agreement?.state === 'accepted') return <>{t('customers.agreementAccepted')}</>;
  return <>{agreement?.state === 'invited' ? t('customers.agreementInvited') : t('customers.notAccepted')}</>;
}

function NextEvent({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const { nextEvent } = customer;
  if (!nextEvent) return <span className="quiet">{t('customers.noEvent')}</span>;
  const ends = nextEvent.kind === 'cancellation_window_ends';
  return (
    <>
      <When at={nextEvent.at} as={ends ? 'dateTime' : 'table'} />
      <br /><span className="quiet">{ends ? t('customers.windowEnds') : t('customers.renewal')}</span>
    </>
  );
}
