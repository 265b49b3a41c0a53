// The form that attests a customer's acceptance: who signed for the customer, and when.
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { fieldSentence, isProblem } from '../api/problem';
import type { Customer, Signatory } from '../api/types';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { useNow } from '../ui/clock';
import { DateField } from '../ui/DateField';
import { TextField } from '../ui/fields';
import { ErrorSummary, FieldPair, FieldStack, type FormError } from '../ui/FormPanel';
import { parseDay, showDay } from '../ui/format';
import { Panel } from '../ui/lazy';
import { useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useAttest } from './agreements';

type Values = Signatory & { dateAgreed: string };

const localDay = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

export default function AttestPanel({ customer, templateId, onClose }: { customer: Customer; templateId?: string; onClose: () => void }) {
  const { t } = useWords();
  const today = localDay(useNow());
  const { profile } = customer;
  const sentence = useProblemSentence();
  const attest = useAttest(customer.id);
  const [errors, setErrors] = useState<FormError[]>([]);
  const { register, handleSubmit, formState, watch, setValue, setError } = useForm<Values>({
    mode: 'onTouched',
    shouldFocusError: false,
    defaultValues: {
      firstName: profile.firstName ?? profile.defaultAddress?.firstName ?? '', lastName: profile.lastName ?? profile.defaultAddress?.lastName ?? '',
      email: profile.email ?? '', phoneNumber: profile.defaultAddress?.phoneNumber ?? '', dateAgreed: today,
    },
  });
  register('dateAgreed', {
    validate: (day) => (!parseDay(showDay(day)) ? t('common.dateBad', { example: showDay(today) })
      : day > today ? t('customer.agr.dateFuture', { date: showDay(today) }) : true),
  });
  const messageOf = (name: keyof Values) => formState.errors[name]?.message;
  const send = handleSubmit(({ dateAgreed, phoneNumber, ...signatory }) => {
    setErrors([]);
    attest.mutate({ signatory: { ...signatory, ...(phoneNumber ? { phoneNumber } : {}) }, dateAgreed, templateId: templateId ?? '' }, {
      onSuccess: () => { showToast({ text: t('customer.agr.attested') }); onClose(); },
      onError: (problem) => {
        const fields = isProblem(problem) ? problem.fields : [];
        const found = fields.map((field): FormError => {
          const name = field.field.replace(/^primaryContact\./, '') as keyof Values;
          const message = fieldSentence(field);
          if (name in formState.defaultValues!) setError(name, { message });
          return { field: name in formState.defaultValues! ? name : undefined, message };
        });
        setErrors(found.length ? found : [{ message: sentence(problem) }]);
      },
    });
  }, (wrong) => setErrors((['firstName', 'lastName', 'email', 'phoneNumber', 'dateAgreed'] as const)
    .flatMap((field) => (wrong[field]?.message ? [{ field, message: wrong[field].message }] : []))));
  return (
    <Panel title={t('customer.agr.attestTitle', { name: customer.name })} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="attest-form" busy={attest.isPending || !templateId}>{t('customer.agr.submit')}</Button>
      </>}>
      <form id="attest-form" noValidate onSubmit={(event) => void send(event)}>
        <ErrorSummary errors={errors} />
        <FieldStack>
          <p className="quiet">{t('customer.agr.attestLead')}</p>
          <FieldPair>
            <TextField label={t('customer.agr.firstName')} autoComplete="off" error={messageOf('firstName')}
              {...register('firstName', { validate: (text) => Boolean(text.trim()) || t('customer.agr.firstNameMissing') })} />
            <TextField label={t('customer.agr.lastName')} autoComplete="off" error={messageOf('lastName')}
              {...register('lastName', { validate: (text) => Boolean(text.trim()) || t('customer.agr.lastNameMissing') })} />
          </FieldPair>
          <TextField type="email" label={t('customer.agr.email')} autoComplete="off" error={messageOf('email')}
            {...register('email', { pattern: { value: /^\S+@\S+\.\S+$/, message: t('customer.agr.emailBad') }, required: t('customer.agr.emailBad') })} />
          <TextField type="tel" optional label={t('customer.agr.phone')} autoComplete="off" error={messageOf('phoneNumber')} {...register('phoneNumber')} />
          <DateField name="dateAgreed" label={t('customer.agr.date')} max={today} value={watch('dateAgreed')} error={messageOf('dateAgreed')}
            onChange={(day) => setValue('dateAgreed', day, { shouldValidate: formState.isSubmitted || Boolean(formState.errors.dateAgreed) })}
            onBlur={() => setValue('dateAgreed', watch('dateAgreed'), { shouldValidate: true })} />
        </FieldStack>
      </form>
    </Panel>
  );
}
