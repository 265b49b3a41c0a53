// A customer's special qualification: how it stands, and asking for one.
import { useState } from 'react';
import type { Customer } from '../api/types';
import { useWords } from '../i18n/use-words';
import { blockedBy, notForUs, useMay, useOwn } from '../session/session';
import { Button } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { SelectField, TextField } from '../ui/fields';
import { ErrorSummary, FieldStack } from '../ui/FormPanel';
import { Panel, prefetchPanel } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { ErrorState, SkeletonRows } from '../ui/states';
import { StatusBadge, type State } from '../ui/StatusBadge';
import { showToast } from '../ui/toast';
import { useFieldProblems } from '../ui/use-field-problems';
import { When } from '../ui/When';
import { useAskQualification, useQualifications, type Vetting } from './account';
import { useValidationCodes } from '../government/validations';

const states: Record<Vetting, State> = { InReview: 'under_review', Approved: 'accepted', Denied: 'refused' };

export function QualificationCard({ customer }: { customer: Customer }) {
  const { t, say } = useWords();
  const asked = useQualifications(customer.id, true);
  const may = useMay('set_qualification');
  const own = useOwn();
  const [open, setOpen] = useState(false);
  const rows = (asked.data ?? []).filter((each) => each.qualification !== 'None');
  const current = rows[0];
  const settled = rows.some((each) => each.vettingStatus !== 'Denied');
  return (
    <Card title={t('account.qualification')} lead={t('account.qualificationLead')}
      actions={!own && !notForUs(may) && !settled && asked.data && (
        <Button size="small" blocked={blockedBy(may)} aria-haspopup="dialog" onFocus={prefetchPanel} onClick={() => setOpen(true)}>
          {t(current ? 'account.askAgain' : 'account.ask')}
        </Button>
      )}>
      {asked.isPending && <SkeletonRows rows={2} label={t('account.loading')} />}
      {asked.error && <ErrorState level={3} title={t('account.failed')} problem={asked.error} retry={() => void asked.refetch()} />}
      {asked.data && !rows.length && <p className="quiet">{t(own ? 'account.ownNoQualification' : 'account.noQualification')}</p>}
      {rows.map((each) => (
        <div key={each.qualification}>
          <Facts items={[
            { name: t('account.qualificationName'), value: say(`account.qualificationOf.${each.qualification}`) },
            { name: t('account.vetting'), value: each.vettingStatus && <StatusBadge state={states[each.vettingStatus]} words={t(`account.vettingOf.${each.vettingStatus}`)} /> },
            ...(each.vettingCreateDate ? [{ name: t('account.askedOn'), value: <When at={each.vettingCreateDate} as="prose" /> }] : []),
          ]} />
          {each.vettingReason && <Notice tone="warning" title={t('account.refusedBecause')}>{each.vettingReason}</Notice>}
        </div>
      ))}
      {open && <AskPanel customer={customer} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function AskPanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useWords();
  const ask = useAskQualification(customer.id);
  const codes = useValidationCodes(useMay('see_validation_codes').allowed);
  const [values, setValues] = useState({ qualification: 'Education', code: '', website: '' });
  const { errors, errorOf } = useFieldProblems(ask.error);
  const government = values.qualification === 'GovernmentCommunityCloud';
  const set = (name: keyof typeof values) => ({
    name, value: values[name], error: errorOf(name),
    onChange: (event: { target: { value: string } }) => setValues((now) => ({ ...now, [name]: event.target.value })),
  });
  const left = (codes.data ?? []).filter((each) => each.remainingCreates > 0);
  return (
    <Panel title={t('account.askTitle', { name: customer.name })} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="qualification-form" busy={ask.isPending}>{t('account.askSend')}</Button>
      </>}>
      <form id="qualification-form" noValidate onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({
          qualification: values.qualification, ...(government ? { code: values.code } : {}),
          ...(!government && values.website ? { website: values.website } : {}),
        }, {
          onSuccess: (made) => {
            showToast({ text: t(made.vettingStatus === 'Approved' ? 'account.given' : 'account.sent') });
            onClose();
          },
        });
      }}>
        <ErrorSummary errors={errors} />
        <FieldStack>
          <SelectField {...set('qualification')} label={t('account.qualificationName')}>
            <option value="Education">{t('account.qualificationOf.Education')}</option>
            <option value="GovernmentCommunityCloud">{t('account.qualificationOf.GovernmentCommunityCloud')}</option>
          </SelectField>
          <p className="quiet">{t(government ? 'account.governmentHelp' : 'account.educationHelp')}</p>
          {government && (
            <SelectField {...set('code')} label={t('account.code')} help={left.length ? undefined : t('account.noCodes')}>
              <option value="">{t('onboarding.choose')}</option>
              {left.map((each) => (
                <option key={each.validationId} value={each.validationId}>
                  {t('account.codeOf', { code: each.validationId, name: each.organizationName, count: each.remainingCreates })}
                </option>
              ))}
            </SelectField>
          )}
          {!government && <TextField {...set('website')} type="url" optional label={t('account.website')} help={t('account.websiteHelp')} maxLength={300} />}
        </FieldStack>
      </form>
    </Panel>
  );
}
