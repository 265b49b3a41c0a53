// Asking an existing customer for a relationship: the form, the link and mail to pass on, and what was asked before.
import { PersonLink20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Invitation, Partnership } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { CheckField } from '../ui/CheckField';
import { CopyButton } from '../ui/CopyButton';
import { SelectField, TextAreaField } from '../ui/fields';
import { FormText } from '../ui/form-fields';
import { ErrorSummary, FieldStack, type FormError } from '../ui/FormPanel';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { NoPermission, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormErrors } from '../ui/use-field-problems';
import { Invitations } from './Invitations';
import { MailText } from './MailText';
import styles from './Relations.module.css';
import { useInvite, usePartnerships, useStandingLink } from './relations';

export default function RequestRelationship() {
  const { t } = useWords();
  const may = useMay('request_relationship');
  const { administrators } = useSession();
  const [made, setMade] = useState<Invitation>();
  // What was made stands beside the form, on a phone below it: the focus leads there.
  useEffect(() => { if (made) document.getElementById('made-title')?.focus(); }, [made]);
  return (
    <>
      <PageHeader title={t('relations.request.title')} crumbs={[{ to: paths.customers, label: t('shell.customers') }]} />
      {!may.allowed && <Card flush><NoPermission page={t('relations.request.title')} reasons={may.reasons} administrators={administrators} /></Card>}
      {may.allowed && (
        <div className={styles.stack}>
          <div className={styles.columns}>
            <RequestForm onMade={setMade} />
            <div className={styles.stack}>
              {made && <Card id="made" title={t('relations.request.textTitle')}><MailText key={made.id} invitation={made} /></Card>}
              <StandingLinks />
            </div>
          </div>
          <Invitations kind="relationship" />
        </div>
      )}
    </>
  );
}

/** The partners on the other side with whom one may ask: a provider's resellers, a reseller's providers. */
function useOthers() {
  const { tenant } = useSession();
  const { data, isPending } = usePartnerships(tenant.kind !== 'directBill');
  return { others: data?.items.filter((one) => one.state === 'active') ?? [], isPending: tenant.kind !== 'directBill' && isPending };
}

function StandingLinks() {
  const { t } = useWords();
  const { tenant } = useSession();
  const { others, isPending } = useOthers();
  if (isPending) return null;
  const several = tenant.kind === 'indirectReseller' && others.length > 1;
  if (tenant.kind === 'indirectReseller' && !others.length) return null;
  return (
    <Card title={t('relations.request.standing')} lead={t(several ? 'relations.request.standingEach' : 'relations.request.standingText')}>
      {several ? <div className={styles.stack}>{others.map((one) => <StandingLink key={one.id} provider={one} />)}</div> : <StandingLink />}
    </Card>
  );
}

function StandingLink({ provider }: { provider?: Partnership }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const { data, error } = useStandingLink(provider?.id);
  const what = provider ? t('relations.request.standingOf', { name: provider.name }) : t('relations.request.standing');
  return (
    <div>
      {provider && <p className={styles.label}>{what}</p>}
      {Boolean(error) && <p className="quiet">{sentence(error)}</p>}
      {data && <p className={styles.link}><code>{data.url}</code><CopyButton text={data.url} what={what} /></p>}
    </div>
  );
}

type Values = { name: string; email: string };
/** Where what the server refuses stands in the form. */
const fields: Record<string, string> = { 'recipient.name': 'name', 'recipient.email': 'email', providerId: 'other', resellerId: 'other', note: 'note' };

function RequestForm({ onMade }: { onMade: (made: Invitation) => void }) {
  const { t, language } = useWords();
  const { tenant } = useSession();
  const errorsOf = useFormErrors();
  const invite = useInvite();
  const { control, handleSubmit, reset, setError } = useForm<Values>({ mode: 'onTouched', defaultValues: { name: '', email: '' } });
  const [mailLanguage, setMailLanguage] = useState<string>(language);
  const [delegated, setDelegated] = useState(false);
  const [other, setOther] = useState('');
  const [note, setNote] = useState('');
  const [sendMail, setSendMail] = useState(false);
  const [errors, setErrors] = useState<FormError[]>([]);
  const { others } = useOthers();
  const reseller = tenant.kind === 'indirectReseller';
  const mustChoose = reseller && others.length > 1;
  const send = handleSubmit(({ name, email }) => {
    if (mustChoose && !other) return setErrors([{ field: 'other', message: t('relations.request.providerMissing') }]);
    setErrors([]);
    const named = other ? (reseller ? { providerId: other } : { resellerId: other }) : {};
    invite.mutate({
      kind: 'relationship', recipient: { name: name.trim(), email: email.trim(), language: mailLanguage }, delegated, sendMail,
      ...named, ...(note.trim() ? { note: note.trim() } : {}),
    }, {
      onSuccess: (made) => {
        onMade(made);
        reset();
        setNote('');
        showToast({ text: sendMail ? t('relations.request.sent') : t('relations.request.made') });
      },
      onError: (problem) => {
        const found = errorsOf(problem, (field) => fields[field]);
        for (const { field, message } of found) if (field === 'name' || field === 'email') setError(field, { message });
        setErrors(found);
      },
    });
  });
  const address = { validate: (text: string) => (!text.trim() && !sendMail) || /^\S+@\S+\.\S+$/.test(text.trim()) || t('relations.request.emailBad') };
  return (
    <Card title={t('relations.request.form')} lead={t('relations.request.lead')}>
      <form noValidate onSubmit={(event) => void send(event)}>
        <ErrorSummary errors={errors} />
        <FieldStack>
          <FormText control={control} name="name" optional label={t('relations.request.name')} autoComplete="off" />
          <FormText control={control} name="email" type="email" optional={!sendMail} label={t('relations.request.email')} help={t('relations.request.emailHelp')} autoComplete="off" rules={address} />
          <SelectField name="mailLanguage" label={t('relations.request.language')} value={mailLanguage} onChange={(event) => setMailLanguage(event.target.value)}>
            <option value="fr">Français</option><option value="en">English</option>
          </SelectField>
          {others.length > 0 && (
            <SelectField name="other" optional={!reseller} label={reseller ? t('relations.request.provider') : t('relations.request.reseller')} value={other}
              help={mustChoose ? t('relations.request.providerHelp') : undefined} error={errors.find((one) => one.field === 'other')?.message}
              onChange={(event) => { setOther(event.target.value); setErrors([]); }}>
              {(!reseller || mustChoose) && <option value="">{reseller ? t('onboarding.choose') : t('relations.request.noReseller')}</option>}
              {others.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
            </SelectField>
          )}
          <div>
            <CheckField id="delegated" label={t('relations.request.delegated')} checked={delegated} onChange={setDelegated} />
            <p className={styles.quiet}>{t('relations.request.delegatedHelp')}</p>
          </div>
          <TextAreaField name="note" optional label={t('relations.request.note')} rows={3} value={note} onChange={(event) => setNote(event.target.value)} />
          <CheckField id="sendMail" label={t('relations.request.send')} checked={sendMail} onChange={setSendMail} />
          <div className={styles.acts}>
            <Button type="submit" look="primary" icon={<PersonLink20Regular />} busy={invite.isPending}>{t('relations.request.make')}</Button>
          </div>
        </FieldStack>
      </form>
    </Card>
  );
}
