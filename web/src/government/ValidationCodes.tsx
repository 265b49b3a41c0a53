// Validation codes for government customers with what is left of each, and the eligibility they come from.
import { Add20Regular, BuildingGovernment20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { SettingsTabs } from '../access/SettingsTabs';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { CheckField } from '../ui/CheckField';
import { CopyButton } from '../ui/CopyButton';
import { DataTable } from '../ui/DataTable';
import { SelectField, TextField } from '../ui/fields';
import { ErrorSummary, FieldStack } from '../ui/FormPanel';
import { Panel } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { EmptyState, ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { StatusBadge, type State } from '../ui/StatusBadge';
import { showToast } from '../ui/toast';
import { useFieldProblems } from '../ui/use-field-problems';
import { When } from '../ui/When';
import styles from '../customers/CustomerPage.module.css';
import lines from '../relations/Relations.module.css';
import { bodies, useAskEligibility, useDecideEligibility, useEligibilities, useValidationCodes, type Eligibility, type ValidationCode } from './validations';

const states: Record<Eligibility['state'], State> = { InReview: 'under_review', Approved: 'accepted', Denied: 'refused' };

export default function ValidationCodes() {
  const { t } = useWords();
  const { administrators, cloud } = useSession();
  const may = useMay('see_validation_codes');
  const mayAsk = useMay('set_qualification');
  const here = may.allowed && cloud === 'global';
  const codes = useValidationCodes(here);
  const asked = useEligibilities(here);
  const [open, setOpen] = useState(false);
  if (cloud !== 'global') return <><PageHeader title={t('government.title')} /><SettingsTabs /><Card flush><EmptyState icon={<BuildingGovernment20Regular />} title={t('government.notHere')} text={t('government.notHereText')} /></Card></>;
  return (
    <>
      <PageHeader title={t('government.title')}
        primary={{ open: () => setOpen(true), label: t('government.ask'), icon: <Add20Regular />, blocked: blockedBy(mayAsk), hidden: !may.allowed }} />
      <SettingsTabs />
      {!may.allowed && <Card flush><NoPermission page={t('government.title')} reasons={may.reasons} administrators={administrators} /></Card>}
      {may.allowed && (
        <div className={styles.stack}>
          <Card flush title={t('government.codes')} lead={t('government.codesLead')}>
            {codes.isPending && <SkeletonRows rows={3} label={t('government.loading')} />}
            {codes.error && <ErrorState title={t('government.failed')} problem={codes.error} retry={() => void codes.refetch()} />}
            {codes.data && !codes.data.length && <EmptyState level={3} icon={<BuildingGovernment20Regular />} title={t('government.none')} text={t('government.noneText')} />}
            {Boolean(codes.data?.length) && <Codes rows={codes.data ?? []} />}
          </Card>
          <Card flush title={t('government.eligibility')} lead={t('government.eligibilityLead')}>
            {asked.isPending && <SkeletonRows rows={2} label={t('government.loading')} />}
            {asked.error && <ErrorState title={t('government.failed')} problem={asked.error} retry={() => void asked.refetch()} />}
            {asked.data && !asked.data.items.length && <EmptyState level={3} icon={<BuildingGovernment20Regular />} title={t('government.notAsked')} text={t('government.notAskedText')} />}
            {Boolean(asked.data?.items.length) && <Asked rows={asked.data?.items ?? []} />}
          </Card>
        </div>
      )}
      {open && <AskPanel approved={Boolean(asked.data?.items.some((each) => each.subject === 'partner' && each.state === 'Approved'))} onClose={() => setOpen(false)} />}
    </>
  );
}

function Codes({ rows }: { rows: ValidationCode[] }) {
  const { t } = useWords();
  const left = (row: ValidationCode) => t('government.leftOf', { left: row.remainingCreates, most: row.maxCreates });
  return (
    <DataTable caption={t('government.codes')} rows={rows} rowKey={(row) => row.validationId}
      columns={[
        { key: 'code', header: t('government.code'), width: '26%', cell: (row) => <span className={styles.id}><code>{row.validationId}</code><CopyButton text={row.validationId} what={t('government.code')} /></span> },
        { key: 'name', header: t('government.organization'), rowHeader: true, cell: (row) => row.organizationName },
        { key: 'left', header: t('government.left'), width: '22%', end: true, cell: left },
      ]}
      card={(row) => (
        <div className={lines.card}>
          <strong>{row.organizationName}</strong>
          <span className={styles.id}><code>{row.validationId}</code><CopyButton text={row.validationId} what={t('government.code')} /></span>
          <p><span className="quiet">{t('government.left')}</span> {left(row)}</p>
        </div>)} />
  );
}

function Asked({ rows }: { rows: Eligibility[] }) {
  const { t } = useWords();
  const badge = (row: Eligibility) => <StatusBadge state={states[row.state]} words={t(`account.vettingOf.${row.state}`)} />;
  const about = (row: Eligibility) => (
    <>
      {row.organizationName}
      <br /><span className="quiet">{t(`government.subjectOf.${row.subject}`)} · {t(`government.bodyOf.${row.body}`)}</span>
      {row.reason && <><br /><span className="quiet">{row.reason}</span></>}
    </>
  );
  return (
    <DataTable caption={t('government.eligibility')} rows={rows} rowKey={(row) => row.eligibilityId}
      columns={[
        { key: 'name', header: t('government.organization'), rowHeader: true, cell: about },
        { key: 'state', header: t('account.vetting'), width: '20%', cell: badge },
        { key: 'when', header: t('account.askedOn'), width: '16%', cell: (row) => <When at={row.createdAt} /> },
        { key: 'acts', header: t('government.decision'), width: '24%', cell: (row) => <Decide row={row} /> },
      ]}
      card={(row) => <div className={lines.card}><div>{about(row)}</div>{badge(row)}<div><Decide row={row} /></div></div>} />
  );
}

/** Whoever runs a sandbox is its operator. */
function Decide({ row }: { row: Eligibility }) {
  const { t } = useWords();
  const { sandbox } = useSession();
  const may = useMay('review_qualification');
  const sentence = useProblemSentence();
  const decide = useDecideEligibility();
  if (row.state !== 'InReview') return row.validationId ? <code>{row.validationId}</code> : null;
  if (!sandbox || !may.allowed) return <span className="quiet">{t('government.waits')}</span>;
  return (
    <>
      <Button size="small" busy={decide.isPending} aria-label={t('review.approveOf', { name: row.organizationName })}
        onClick={() => decide.mutate({ id: row.eligibilityId, approve: true, maxCreates: 5 })}>{t('review.approve')}</Button>
      {' '}
      <Button size="small" look="subtle" aria-label={t('review.refuseOf', { name: row.organizationName })}
        onClick={() => decide.mutate({ id: row.eligibilityId, approve: false, reason: t('government.notEligible') })}>{t('review.refuse')}</Button>
      {decide.isError && <Notice tone="error" alert>{sentence(decide.error)}</Notice>}
    </>
  );
}

function AskPanel({ approved, onClose }: { approved: boolean; onClose: () => void }) {
  const { t } = useWords();
  const ask = useAskEligibility();
  const { tenant } = useSession();
  const [values, setValues] = useState({ subject: approved ? 'customer' : 'partner', organizationName: '', body: 'local', hasUsPresence: tenant.country === 'US' });
  const { errors, errorOf } = useFieldProblems(ask.error);
  const set = (name: 'subject' | 'organizationName' | 'body') => ({
    name, value: values[name], error: errorOf(name),
    onChange: (event: { target: { value: string } }) => setValues((now) => ({ ...now, [name]: event.target.value })),
  });
  return (
    <Panel title={t('government.ask')} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="eligibility-form" busy={ask.isPending}>{t('account.askSend')}</Button>
      </>}>
      <form id="eligibility-form" noValidate onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({
          subject: values.subject as 'partner', body: values.body as 'local', hasUsPresence: values.hasUsPresence,
          ...(values.subject === 'customer' ? { organizationName: values.organizationName } : {}),
        }, { onSuccess: () => { showToast({ text: t('government.sent') }); onClose(); } });
      }}>
        <ErrorSummary errors={errors} />
        <FieldStack>
          <SelectField {...set('subject')} label={t('government.subject')} help={approved ? undefined : t('government.partnerFirst')}>
            <option value="partner">{t('government.subjectOf.partner')}</option>
            <option value="customer">{t('government.subjectOf.customer')}</option>
          </SelectField>
          {values.subject === 'customer' && <TextField {...set('organizationName')} label={t('government.organization')} maxLength={200} autoComplete="off" />}
          <SelectField {...set('body')} label={t('government.body')}>
            {bodies.map((each) => <option key={each} value={each}>{t(`government.bodyOf.${each}`)}</option>)}
          </SelectField>
          <CheckField id="hasUsPresence" label={t('government.usPresence')} checked={values.hasUsPresence}
            onChange={(checked: boolean) => setValues((now) => ({ ...now, hasUsPresence: checked }))} />
        </FieldStack>
      </form>
    </Panel>
  );
}
