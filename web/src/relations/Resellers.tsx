// A provider's indirect resellers: partnership, partner agreement, customers; inviting one.
import { BuildingShop20Regular, PersonAdd20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Navigate } from 'react-router';
import type { Invitation, Partnership } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { CheckField } from '../ui/CheckField';
import { DataTable } from '../ui/DataTable';
import { FormText } from '../ui/form-fields';
import { ErrorSummary, FieldStack, type FormError } from '../ui/FormPanel';
import { countryName } from '../ui/format';
import { Panel } from '../ui/lazy';
import { TextLink } from '../ui/Link';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { StatusBadge } from '../ui/StatusBadge';
import { useFormErrors } from '../ui/use-field-problems';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { Invitations } from './Invitations';
import { PartnershipState } from './InvitationState';
import { MailText } from './MailText';
import styles from './Relations.module.css';
import { useInvite, usePartnerships } from './relations';

export default function Resellers() {
  const { t } = useWords();
  const may = useMay('see_resellers');
  const mayInvite = useMay('invite_partner');
  const { administrators, tenant } = useSession();
  const { data, error, isPending, refetch } = usePartnerships(may.allowed);
  const [inviting, setInviting] = useState(false);
  const invite = (
    <Button look="primary" icon={<PersonAdd20Regular />} blocked={blockedBy(mayInvite)} aria-haspopup="dialog" onClick={() => setInviting(true)}>
      {t('relations.resellers.invite')}
    </Button>
  );
  // A reseller has providers, not resellers.
  if (tenant.kind === 'indirectReseller') return <Navigate to={paths.providers} replace />;
  return (
    <>
      <PageHeader title={t('relations.resellers.title')} primary={{
        open: () => setInviting(true), label: t('relations.resellers.invite'), icon: <PersonAdd20Regular />, blocked: blockedBy(mayInvite), hidden: !data?.items.length,
      }} />
      <div className={styles.stack}>
        <Card flush>
          {!may.allowed && <NoPermission page={t('relations.resellers.title')} reasons={may.reasons} administrators={administrators} />}
          {may.allowed && isPending && <SkeletonRows rows={5} label={t('relations.resellers.loading')} />}
          {error && <ErrorState title={t('relations.resellers.failed')} problem={error} retry={() => void refetch()} />}
          {data && !data.items.length && <EmptyState icon={<BuildingShop20Regular />} title={t('relations.resellers.none')} text={t('relations.resellers.noneText')} action={invite} />}
          {data && data.items.length > 0 && <Table rows={data.items} />}
        </Card>
        <Invitations kind="partnership" />
      </div>
      {inviting && <InvitePanel onClose={() => setInviting(false)} />}
    </>
  );
}

function Table({ rows }: { rows: Partnership[] }) {
  const { t, language } = useWords();
  const { number } = useFormat();
  const about = (one: Partnership) => [one.mpnId && t('customer.mpn', { id: one.mpnId }), countryName(one.country, language)].filter(Boolean).join(' · ');
  const contract = (one: Partnership) => <StatusBadge state={one.agreementSigned ? 'signed' : 'unsigned'} />;
  return (
    <DataTable caption={t('relations.resellers.caption')} rows={rows} rowKey={(one) => one.id} cardsEarly
      columns={[
        { key: 'name', header: t('relations.resellers.name'), rowHeader: true, cell: (one) => (
          <span className={styles.card}><TextLink strong to={paths.reseller(one.id)}>{one.name}</TextLink>
            <small className={styles.sub}>{about(one)}</small></span>) },
        { key: 'state', header: t('relations.resellers.partnership'), width: '180px', cell: (one) => <PartnershipState state={one.state} /> },
        { key: 'contract', header: t('relations.resellers.contract'), width: '200px', cell: contract },
        { key: 'since', header: t('relations.resellers.since'), width: '130px', cell: (one) => <When at={one.since} /> },
        { key: 'customers', header: t('relations.resellers.customers'), width: '100px', end: true, cell: (one) => number(one.customers) },
      ]}
      card={(one) => (
        <div className={styles.card}>
          <TextLink strong to={paths.reseller(one.id)}>{one.name}</TextLink>
          {one.state !== 'active' && <PartnershipState state={one.state} />}
          {!one.agreementSigned && contract(one)}
          <span className="quiet">{t('common.customersCount', { count: one.customers })}</span>
        </div>
      )} />
  );
}

type Values = { mpnId: string; name: string; email: string };
/** Where what the server refuses stands in the form. */
const fields: Record<string, keyof Values> = { mpnId: 'mpnId', 'recipient.name': 'name', 'recipient.email': 'email' };

function InvitePanel({ onClose }: { onClose: () => void }) {
  const { t, language } = useWords();
  const errorsOf = useFormErrors();
  const invite = useInvite();
  const [sendMail, setSendMail] = useState(false);
  const [made, setMade] = useState<Invitation>();
  const [errors, setErrors] = useState<FormError[]>([]);
  const { control, handleSubmit, setError } = useForm<Values>({ mode: 'onTouched', defaultValues: { mpnId: '', name: '', email: '' } });
  const send = handleSubmit(({ mpnId, name, email }) => {
    setErrors([]);
    invite.mutate({
      kind: 'partnership', delegated: false, sendMail, recipient: { name: name.trim(), email: email.trim(), language }, ...(mpnId.trim() ? { mpnId: mpnId.trim() } : {}),
    }, {
      onSuccess: setMade,
      onError: (problem) => {
        const found = errorsOf(problem, (field) => fields[field]);
        for (const { field, message } of found) if (field) setError(field as keyof Values, { message });
        setErrors(found);
      },
    });
  });
  const address = { validate: (text: string) => (!text.trim() && !sendMail) || /^\S+@\S+\.\S+$/.test(text.trim()) || t('relations.request.emailBad') };
  return (
    <Panel title={t('relations.resellers.invite')} onClose={onClose}
      footer={made ? <Button onClick={onClose}>{t('common.close')}</Button> : (
        <>
          <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form="invite-form" busy={invite.isPending}>{t('relations.resellers.inviteDo')}</Button>
        </>
      )}>
      {made ? <MailText arrives invitation={made} /> : (
        <form id="invite-form" noValidate onSubmit={(event) => void send(event)}>
          <ErrorSummary errors={errors} />
          <FieldStack>
            <FormText control={control} name="mpnId" optional inputMode="numeric" label={t('relations.resellers.inviteMpn')} help={t('relations.resellers.inviteMpnHelp')} autoComplete="off" />
            <FormText control={control} name="name" optional label={t('relations.request.name')} autoComplete="off" />
            <FormText control={control} name="email" type="email" optional={!sendMail} label={t('relations.request.email')} autoComplete="off" rules={address} />
            <CheckField id="sendMail" label={t('relations.request.send')} checked={sendMail} onChange={setSendMail} />
          </FieldStack>
        </form>
      )}
    </Panel>
  );
}
