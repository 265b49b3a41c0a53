// Every confirmation of a customer's agreement with its receipt, and asking the customer to accept by itself.
import { PersonMail20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Acceptance, Invitation } from '../api/relation-types';
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { InvitationPanel } from '../relations/Invitations';
import { InvitationState } from '../relations/InvitationState';
import { MailText } from '../relations/MailText';
import styles from '../relations/Relations.module.css';
import { blockedBy, useMay, useOwn } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { CheckField } from '../ui/CheckField';
import { DataTable } from '../ui/DataTable';
import { ReadOnly } from '../ui/FormPanel';
import { Panel } from '../ui/lazy';
import { OutLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { ErrorState, SkeletonRows, useProblemSentence } from '../ui/states';
import { When } from '../ui/When';
import { useAgreementPage, useAskForAgreement } from './customer-agreement';

export function Acceptances({ customer }: { customer: Customer }) {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useAgreementPage(customer.id);
  const may = useMay('request_relationship');
  const own = useOwn();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<string>();
  const open = data?.invitations.filter((one) => one.state === 'open' || one.state === 'expired') ?? [];
  const ask = !own && <Button icon={<PersonMail20Regular />} blocked={blockedBy(may)} aria-haspopup="dialog" onClick={() => setAsking(true)}>{t('relations.agreement.invite')}</Button>;
  return (
    <>
      {data?.outdated && data.state === 'accepted' && <Outdated accepted={customer.agreement?.templateVersion} current={data.current.version} />}
      <Card flush title={t('relations.agreement.all')} lead={data && (data.acceptances.length ? <>{t('relations.agreement.verify')} <code className="nowrap">{t('relations.agreement.verifyCommand')}</code>.</> : t('relations.agreement.noneYet'))} actions={ask}>
        {isPending && <SkeletonRows rows={2} label={t('relations.agreement.loading')} />}
        {error && <ErrorState level={3} title={t('relations.agreement.failed')} problem={error} retry={() => void refetch()} />}
        {data && data.acceptances.length > 0 && <Table rows={data.acceptances} />}
        {open.length > 0 && (
          <div className={`${styles.more} ${styles.open}`}>
            <h3 className={styles.label}>{t('relations.agreement.open')}</h3>
            {open.map((one) => (
              <p key={one.id} className={styles.acts}>
                <InvitationState state={one.state} /><span className={styles.quiet}>{one.recipient.email}</span>
                <span><span className={styles.quiet}>{t('relations.list.until')}</span> <When at={one.expiresAt} /></span>
                <Button size="small" aria-haspopup="dialog" onClick={() => setShown(one.id)}>{t('relations.list.show')}</Button>
              </p>
            ))}
          </div>
        )}
      </Card>
      {asking && <AskPanel customer={customer} onClose={() => setAsking(false)} />}
      {shown && <InvitationPanel id={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

/** The version has ended; or it stands, and was accepted too long ago (rules.md A15). */
function Outdated({ accepted, current }: { accepted?: string; current: string }) {
  const { t } = useWords();
  const old = accepted === current;
  return (
    <Notice tone="warning" title={t(old ? 'relations.agreement.tooOld' : 'relations.agreement.outdated')}>
      {t(old ? 'relations.agreement.tooOldText' : 'relations.agreement.outdatedText', { version: current })}
    </Notice>
  );
}

function Table({ rows }: { rows: Acceptance[] }) {
  const { t } = useWords();
  const may = useMay('see_evidence').allowed;
  const nameOf = ({ primaryContact: who }: Acceptance) => (who ? `${who.firstName} ${who.lastName}` : t('relations.agreement.hidden'));
  const receipt = (one: Acceptance) => may && (
    <span className={styles.endActs}>
      {(['pdf', 'json'] as const).map((form) => (
        <OutLink key={form} href={`/ext/v1/agreement-receipts/${one.id}.${form}`} label={t('relations.agreement.receiptOf', { name: nameOf(one), form: form.toUpperCase() })}>{form.toUpperCase()}</OutLink>
      ))}
    </span>
  );
  const how = (one: Acceptance) => (
    <span className={styles.card}>{t(`relations.agreement.method.${one.method}`)}<small className={styles.sub}>{t(`relations.agreement.path.${one.path}`)}</small></span>
  );
  return (
    <DataTable caption={t('relations.agreement.caption')} rows={rows} rowKey={(one) => one.id} cardsEarly
      columns={[
        { key: 'who', header: t('relations.agreement.signatory'), rowHeader: true, cell: (one) => <span className={styles.card}>{nameOf(one)}{one.primaryContact && <small className={styles.sub}>{one.primaryContact.email}</small>}</span> },
        { key: 'how', header: t('relations.agreement.how'), width: '180px', cell: how },
        { key: 'date', header: t('relations.agreement.date'), width: '140px', cell: (one) => <When at={one.dateAgreed} day /> },
        { key: 'version', header: t('relations.agreement.version'), width: '130px', cell: (one) => <OutLink newTab href={one.documentUri}>{one.version}</OutLink> },
        { key: 'by', header: t('relations.agreement.recordedBy'), width: '160px', cell: (one) => one.recordedBy },
        { key: 'receipt', header: t('relations.agreement.receipt'), width: '120px', end: true, cell: receipt },
      ]}
      card={(one) => (
        <div className={styles.card}>
          <strong>{nameOf(one)}</strong>{how(one)}
          <span><span className="quiet">{t('relations.agreement.date')}</span> <When at={one.dateAgreed} day /></span>
          <span><span className="quiet">{t('relations.agreement.version')}</span> <OutLink newTab href={one.documentUri}>{one.version}</OutLink></span>
          <span><span className="quiet">{t('relations.agreement.recordedBy')}</span> {one.recordedBy}</span>
          {may && <span className={styles.acts}><span className="quiet">{t('relations.agreement.receipt')}</span> {receipt(one)}</span>}
        </div>
      )} />
  );
}

function AskPanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const ask = useAskForAgreement(customer.id);
  const [sendMail, setSendMail] = useState(false);
  const [made, setMade] = useState<Invitation>();
  return (
    <Panel title={t('relations.agreement.inviteTitle', { name: customer.name })} onClose={onClose}
      footer={made ? <Button onClick={onClose}>{t('common.close')}</Button> : (
        <>
          <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" busy={ask.isPending} onClick={() => ask.mutate(sendMail, { onSuccess: setMade })}>{t('relations.agreement.inviteDo')}</Button>
        </>
      )}>
      <div className={styles.stack}>
        {ask.isError && <Notice tone="error" alert>{sentence(ask.error)}</Notice>}
        {made ? <MailText arrives invitation={made} /> : (
          <>
            <p className="quiet">{t('relations.agreement.inviteLead')}</p>
            <ReadOnly label={t('relations.agreement.inviteTo')} value={customer.profile.email ?? t('common.notGiven')} />
            <CheckField id="sendMail" label={t('relations.request.send')} checked={sendMail} onChange={setSendMail} />
          </>
        )}
      </div>
    </Panel>
  );
}
