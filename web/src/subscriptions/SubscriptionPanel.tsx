// Changing a subscription: quantity, nickname, renewal; what will change is shown before saving. Suspending is apart.
import { useState, type FormEvent } from 'react';
import type { Subscription } from '../api/commerce-types';
import { fieldSentence, isProblem } from '../api/problem';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { CheckField } from '../ui/CheckField';
import { TextField } from '../ui/fields';
import { ErrorSummary, type FormError } from '../ui/FormPanel';
import { Panel } from '../ui/lazy';
import { useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { Effects } from './Effects';
import { SuspendOrReactivate } from './SuspendOrReactivate';
import { nameOf, useChangeSubscription, type Change } from './subscriptions';
import styles from './Subscriptions.module.css';

type Props = { customerId: string; subscription: Subscription; onClose: () => void };

export default function SubscriptionPanel({ customerId, subscription, onClose }: Props) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const save = useChangeSubscription(customerId, subscription);
  const [quantity, setQuantity] = useState(String(subscription.quantity));
  const [nickname, setNickname] = useState(nameOf(subscription));
  const [autoRenew, setAutoRenew] = useState(subscription.autoRenewEnabled ?? false);
  const [errors, setErrors] = useState<FormError[]>([]);
  const wanted = readQuantity(quantity);
  const change: Change = {};
  if (wanted !== undefined && wanted !== subscription.quantity) change.quantity = wanted;
  if (nickname.trim() && nickname.trim() !== nameOf(subscription)) change.friendlyName = nickname.trim();
  if (autoRenew !== (subscription.autoRenewEnabled ?? false)) change.autoRenewEnabled = autoRenew;
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const clear = (field: string) => setErrors((before) => before.filter((error) => error.field !== field));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: FormError[] = [];
    if (wanted === undefined) found.push({ field: 'quantity', message: t('customer.sub.quantityBad') });
    if (!nickname.trim()) found.push({ field: 'friendlyName', message: t('customer.sub.nicknameMissing') });
    setErrors(found);
    if (found.length) return;
    if (!Object.keys(change).length) return onClose();
    save.mutate(change, {
      onSuccess: () => {
        showToast({ text: t('customer.sub.savedToast', { name: nickname.trim() }) });
        onClose();
      },
      onError: (problem) => setErrors(errorsFrom(problem, sentence(problem))),
    });
  };
  return (
    <Panel title={subscription.offerName} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="subscription-form" busy={save.isPending}>
          {save.isPending ? t('common.saving') : t('common.save')}
        </Button>
      </>}>
      <form id="subscription-form" className={styles.form} noValidate onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <TextField name="quantity" label={t('customer.sub.quantity')} inputMode="numeric" help={t('customer.sub.quantityHelp')}
          value={quantity} error={errorOf('quantity')} onChange={(event) => { setQuantity(event.target.value); clear('quantity'); }} />
        <TextField name="friendlyName" label={t('customer.sub.nickname')} help={t('customer.sub.nicknameHelp')} maxLength={128}
          value={nickname} error={errorOf('friendlyName')} onChange={(event) => { setNickname(event.target.value); clear('friendlyName'); }} />
        {!subscription.parentSubscriptionId && (
          <CheckField id="autoRenewEnabled" checked={autoRenew} label={t('customer.sub.autoRenew')} onChange={setAutoRenew} />
        )}
        <Effects subscription={subscription} change={change} />
      </form>
      <SuspendOrReactivate customerId={customerId} subscription={subscription} onDone={onClose} />
    </Panel>
  );
}

function readQuantity(text: string): number | undefined {
  const plain = text.replace(/[\s\u202f\u00a0]/g, '');
  const value = Number(plain);
  return /^\d+$/.test(plain) && value >= 1 && Number.isSafeInteger(value) ? value : undefined;
}

const fields = ['quantity', 'friendlyName', 'autoRenewEnabled'];

export function errorsFrom(problem: unknown, otherwise: string): FormError[] {
  if (!isProblem(problem) || !problem.fields.length) return [{ message: otherwise }];
  return problem.fields.map((field) => ({
    field: fields.includes(field.field) ? field.field : undefined,
    message: fieldSentence(field) || otherwise,
  }));
}
