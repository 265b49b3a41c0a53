// A customer's summary: company, exposure, primary contact, agreement, resellers, first administrator.
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useMay, useSeesAgreement, useSession } from '../session/session';
import { Card, Facts } from '../ui/Card';
import { addressLines, countryName, languageName, registrationText } from '../ui/format';
import { OutLink, TextLink } from '../ui/Link';
import { Money } from '../ui/Money';
import { paths } from '../ui/paths';
import { StatusBadge } from '../ui/StatusBadge';
import { When } from '../ui/When';
import { Credentials } from './Credentials';
import styles from './CustomerPage.module.css';
import { AgreementLine } from './CustomerRowDetails';
import { agreementState } from './CustomerTable';

export default function SummaryTab({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const { tenant, cloud } = useSession();
  const account = useMay('see_account').allowed;
  const provider = tenant.kind === 'indirectProvider';
  const { profile, resellers } = customer;
  const address = profile.defaultAddress;
  const first = profile.firstName ?? address?.firstName;
  const last = profile.lastName ?? address?.lastName;
  const agreement = useSeesAgreement().allowed;
  const none = <span className="quiet">{t('common.notGiven')}</span>;
  return (
    <div className={styles.pair}>
      <div className={styles.stack}>
        <CompanyCard customer={customer} />
        {customer.exposure && (
          <Card title={t('customer.exposure')} lead={tenant.kind === 'indirectReseller' ? t('customer.exposureOwn') : t('customer.exposureLead')}>
            <Facts items={[
              { name: t('customer.exposureMonthly'), value: <Money value={customer.exposure.monthly} /> },
              { name: t('customer.exposureRemaining'), value: <Remaining exposure={customer.exposure} /> },
              ...(customer.exposure.until ? [{ name: t('customer.exposureUntil'), value: <When at={customer.exposure.until} as="prose" /> }] : []),
            ]} />
          </Card>
        )}
        <Card title={t('customer.contact')}>
          <Facts items={[
            { name: t('customer.name'), value: [first, last].filter(Boolean).join(' ') || none },
            { name: t('customer.email'), value: profile.email ? <OutLink href={`mailto:${profile.email}`}>{profile.email}</OutLink> : none },
            { name: t('customer.phone'), value: address?.phoneNumber ? <OutLink href={`tel:${address.phoneNumber}`}>{address.phoneNumber}</OutLink> : none },
          ]} />
        </Card>
      </div>
      <div className={styles.stack}>
        <Card title={t('account.standing')} actions={account && <TextLink to={paths.customerAccount(customer.id)}>{t('account.seeAccount')}</TextLink>}>
          <Facts items={[
            { name: t('account.vetting'), value: <StatusBadge state={customer.status} words={t(`account.statusOf.${customer.status}`)} /> },
            ...(cloud === 'global' ? [{ name: t('account.qualification'), value: t(`customer.qualificationOf.${customer.qualification ?? 'none'}`) }] : []),
            { name: t('account.rights'), value: t(customer.delegated ? 'account.rightsHeld' : tenant.kind === 'customer' ? 'relations.mine.notGranted' : 'account.rightsWithdrawn') },
            ...(customer.otherPartners?.length ? [{ name: t('account.otherPartners'), value: customer.otherPartners.join(', ') }] : []),
          ]} />
        </Card>
        {cloud === 'global' && <Card title={t('customer.agreement')} actions={agreement && <TextLink to={paths.customerAgreement(customer.id)}>{t('customer.seeAgreement')}</TextLink>}>
          <Facts items={[
            { name: t('customer.agr.state'), value: <StatusBadge state={agreementState(customer.agreement?.state ?? 'none')} /> },
            // Who may not see the evidence has the state alone.
            ...(customer.agreement?.state === 'accepted' && !customer.agreement.dateAgreed ? []
              : [{ name: t('customer.agr.date'), value: <AgreementLine customer={customer} /> }]),
          ]} />
        </Card>}
        {provider && (
          <Card title={t('customer.resellers')}>
            {resellers?.length
              ? <ul>{resellers.map((each) => <li key={each.id}>{each.name} {each.mpnId && <span className="quiet">{t('customer.mpn', { id: each.mpnId })}</span>}</li>)}</ul>
              : <p className="quiet">{t('customer.noReseller')}</p>}
          </Card>
        )}
        {tenant.kind !== 'customer' && <Credentials customer={customer} />}
      </div>
    </div>
  );
}

/** Nothing left beside a monthly amount: terms billed by the year, or months that have begun. It says so. */
function Remaining({ exposure: { monthly, remaining } }: { exposure: NonNullable<Customer['exposure']> }) {
  const { t } = useWords();
  const paid = Number(remaining.amount) === 0 && Number(monthly.amount) !== 0;
  return <><Money value={remaining} />{paid && <><br /><span className="quiet">{t('customer.exposurePaid')}</span></>}</>;
}

function CompanyCard({ customer }: { customer: Customer }) {
  const { t, language } = useWords();
  const { profile } = customer;
  const address = profile.defaultAddress;
  const none = <span className="quiet">{t('common.notGiven')}</span>;
  const lines = addressLines({ ...address, country: customer.country });
  return (
    <Card title={t('customer.company')}>
      <Facts items={[
        { name: t('customer.companyName'), value: profile.companyName ?? customer.name },
        { name: t('customer.registrationNumber'), value: customer.registrationNumber ? registrationText(customer.registrationNumber, customer.country) : none },
        ...(customer.vatNumber ? [{ name: t('customer.vat'), value: customer.vatNumber }] : []),
        { name: t('customer.domain'), value: customer.domain },
        { name: t('customer.country'), value: countryName(customer.country, language) },
        { name: t('customer.address'), value: lines.length ? lines.map((line) => <span key={line}>{line}<br /></span>) : none },
        { name: t('customer.language'), value: profile.culture ? languageName(profile.culture, language) : none },
        { name: t('customer.created'), value: <When at={customer.createdAt} as="prose" /> },
      ]} />
    </Card>
  );
}
