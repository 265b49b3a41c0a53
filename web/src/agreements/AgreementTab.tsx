// A customer's agreement: its state, who signed and when, its text, and attesting it when that is still to do.
import { DocumentPdf20Regular, DocumentSignature20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Customer } from '../api/types';
import { acceptedItself } from '../customers/CustomerRowDetails';
import { useWords } from '../i18n/use-words';
import { useMay, useOwn } from '../session/session';
import { Button, LinkButton } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { lazily } from '../ui/lazily';
import { prefetchPanel } from '../ui/lazy';
import { OutLink } from '../ui/Link';
import { paths } from '../ui/paths';
import { EmptyState } from '../ui/states';
import { StatusBadge } from '../ui/StatusBadge';
import { When } from '../ui/When';
import { Acceptances } from './Acceptances';
import { useAgreementLink, useTemplate } from './agreements';
import styles from './Agreements.module.css';

const AttestPanel = lazily(() => import('./AttestPanel'), { place: 'over' });

export default function AgreementTab({ customer }: { customer: Customer }) {
  const state = customer.agreement?.state ?? 'none';
  const seen = useMay('see_agreements').allowed;
  // Over both cards: the attestation turns one into the other, and must live to say that it was made.
  const [open, setOpen] = useState(false);
  const attest = () => setOpen(true);
  return (
    <>
      {state === 'accepted' ? <Accepted customer={customer} onAttest={attest} /> : <Missing customer={customer} invited={state === 'invited'} onAttest={attest} />}
      {seen && <Acceptances customer={customer} />}
      {open && <AttestPanel customer={customer} onClose={() => setOpen(false)} />}
    </>
  );
}

function Accepted({ customer, onAttest }: { customer: Customer; onAttest: () => void }) {
  const { t } = useWords();
  const { signatory, dateAgreed, attestedBy, templateVersion } = customer.agreement ?? {};
  const { data: link } = useAgreementLink(customer.id);
  const permission = customer.actions?.attest_agreement;
  const seen = useMay('see_agreements').allowed;
  const evidence = useMay('see_evidence').allowed;
  const none = <span className="quiet">{t(seen ? 'common.notGiven' : 'relations.agreement.hidden')}</span>;
  return (
    <Card title={t('customer.agreement')} badge={<StatusBadge state="accepted" loud />}
      actions={permission?.allowed && <Button aria-haspopup="dialog" onFocus={prefetchPanel} onClick={onAttest}>{t('customer.agr.attestAgain')}</Button>}>
      <Facts items={[
        { name: t('customer.agr.signatory'), value: signatory
          ? <>{signatory.firstName} {signatory.lastName}<br /><OutLink href={`mailto:${signatory.email}`}>{signatory.email}</OutLink>
            {signatory.phoneNumber && <><br />{signatory.phoneNumber}</>}</>
          : <span className="quiet">{t(evidence ? 'common.notGiven' : 'relations.agreement.hidden')}</span> },
        { name: t('customer.agr.date'), value: dateAgreed ? <When at={dateAgreed} as="prose" day /> : none },
        { name: t(customer.agreement && acceptedItself(customer.agreement) ? 'customer.agr.acceptedBy' : 'customer.agr.attestedBy'), value: attestedBy ?? none },
        { name: t('customer.agr.version'), value: templateVersion ?? none },
        ...(link ? [{ name: t('customer.agr.document'), value: (
          <OutLink newTab href={link}>{t('customer.agr.documentOpen', { language: t(`customer.agr.${documentLanguage(customer)}`) })}</OutLink>
        ) }] : []),
      ]} />
    </Card>
  );
}

const documentLanguage = (customer: Customer) => ((customer.profile.culture ?? 'fr-FR').startsWith('fr') ? 'inFrench' : 'inEnglish');

function Missing({ customer, invited, onAttest }: { customer: Customer; invited: boolean; onAttest: () => void }) {
  const { t } = useWords();
  const own = useOwn();
  const permission = customer.actions?.attest_agreement;
  const { data: template } = useTemplate(customer);
  return (
    <Card flush>
      <EmptyState icon={<DocumentSignature20Regular />}
        title={<StatusBadge state={invited ? 'invited' : 'to_confirm'} />}
        text={<>
          <p>{t(own ? 'customer.agr.ownNoneText' : !permission?.allowed ? (invited ? 'customer.agr.invitedOnly' : 'customer.agr.noneOnly') : invited ? 'customer.agr.invitedText' : 'customer.agr.noneText')}</p>
          {!own && !permission?.allowed && permission?.reasons.map((reason) => <p key={reason.message}>{reason.message}</p>)}
          {template && (
            <p className={styles.document}>
              <DocumentPdf20Regular />
              <OutLink newTab href={template.documentUri}>{t('customer.agr.documentOpen', { language: t(`customer.agr.${documentLanguage(customer)}`) })}</OutLink>
            </p>
          )}
        </>}
        action={own ? <LinkButton look="primary" to={paths.myPartners}>{t('relations.mine.accept')}</LinkButton> : permission?.allowed && (
          <Button look="primary" aria-haspopup="dialog" onFocus={prefetchPanel} onClick={onAttest}>
            {t('customer.attest')}
          </Button>
        )} />
    </Card>
  );
}
