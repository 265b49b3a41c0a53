// The form that attests a customer's acceptance: who signed for the customer, and when.
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Customer, Signatory } from '../api/types';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { useNow } from '../ui/clock';
import { FormDate, FormText } from '../ui/form-fields';
import { ErrorSummary, FieldPair, FieldStack, type FormError } from '../ui/FormPanel';
import { parseDay, showDay } from '../ui/format';
import { Panel } from '../ui/lazy';
import { showToast } from '../ui/toast';
import { useFormErrors } from '../ui/use-field-problems';
import { useAttest } from './agreements';

type Values = Required<Signatory> & { dateAgreed: string };
const fields = ['firstName', 'lastName', 'email', 'phoneNumber', 'dateAgreed'] as const;

const localDay = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

type Props = { customer: Customer; onClose: () => void };

export default function AttestPanel({ customer, onClose }: Props) {
  const { t } = useWords();
  const today = localDay(useNow());
  const { profile } = customer;
  const attest = useAttest(customer);
  const [errors, setErrors] = useState<FormError[]>([]);
  const { control, handleSubmit, setError } = useForm<Values>({
    mode: 'onTouched',
    shouldFocusError: false,
    defaultValues: {
      firstName: profile.firstName ?? profile.defaultAddress?.firstName ?? '',
      lastName: profile.lastName ?? profile.defaultAddress?.lastName ?? '',
      email: profile.email ?? '', phoneNumber: profile.defaultAddress?.phoneNumber ?? '', dateAgreed: today,
    },
  });
  const errorsOf = useFormErrors();
  const send = handleSubmit(({ dateAgreed, phoneNumber, ...signatory }) => {
    setErrors([]);
    attest.mutate({ signatory: { ...signatory, ...(phoneNumber ? { phoneNumber } : {}) }, dateAgreed }, {
      onSuccess: () => {
        showToast({ text: t('customer.agr.attested') });
        onClose();
      },
      onError: (problem) => {
        const found = errorsOf(problem, (name) => fields.find((field) => field === name.replace(/^primaryContact\./, '')));
        for (const { field, message } of found) if (field) setError(field as keyof Values, { message });
        setErrors(found);
      },
    });
  }, (wrong) => setErrors(fields.flatMap((field) => (wrong[field]?.message ? [{ field, message: wrong[field].message }] : []))));
  const needed = (message: string) => ({ validate: (text: string) => Boolean(text.trim()) || message });
  const email = { validate: (text: string) => /^\S+@\S+\.\S+$/.test(text.trim()) || t('customer.agr.emailBad') };
  const day = { validate: (text: string) => (!parseDay(showDay(text)) ? t('common.dateBad', { example: showDay(today) })
    : text <= today || t('customer.agr.dateFuture', { date: showDay(today) })) };
  return (
    <Panel title={t('customer.agr.attestTitle', { name: customer.name })} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="attest-form" busy={attest.isPending}>{t('customer.agr.submit')}</Button>
      </>}>
      <form id="attest-form" noValidate onSubmit={(event) => void send(event)}>
        <ErrorSummary errors={errors} />
        <FieldStack>
          <p className="quiet">{t('customer.agr.attestLead')}</p>
          <FieldPair>
            <FormText control={control} name="firstName" label={t('customer.agr.firstName')} autoComplete="off" rules={needed(t('customer.agr.firstNameMissing'))} />
            <FormText control={control} name="lastName" label={t('customer.agr.lastName')} autoComplete="off" rules={needed(t('customer.agr.lastNameMissing'))} />
          </FieldPair>
          <FormText control={control} name="email" type="email" label={t('customer.agr.email')} autoComplete="off" rules={email} />
          <FormText control={control} name="phoneNumber" type="tel" optional label={t('customer.agr.phone')} autoComplete="off" />
          <FormDate control={control} name="dateAgreed" label={t('customer.agr.date')} max={today} rules={day} />
        </FieldStack>
      </form>
    </Panel>
  );
}
