// Step 2: the catalogue with its filters, the cart in place, and what it costs.
import { ArrowRight20Regular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../../i18n/use-words';
import { useMay } from '../../session/session';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorSummary, type FormError } from '../../ui/FormPanel';
import { Notice } from '../../ui/Notice';
import { ErrorState, SkeletonRows } from '../../ui/states';
import { useFormat } from '../../ui/use-format';
import { useMedia } from '../../ui/use-media';
import { useCatalog } from '../calls';
import { flat, quantityId, quantityWrong } from '../cart';
import { StepFrame } from '../StepFrame';
import { TotalBar, TotalsBody } from '../Totals';
import { useArrival } from '../use-arrival';
import { useJudgement } from '../use-judgement';
import { useWizard } from '../wizard';
import styles from './Subscriptions.module.css';
import { OfferList } from './OfferList';

export default function Subscriptions() {
  const { t } = useWords();
  const { number } = useFormat();
  const wizard = useWizard();
  const [query] = useSearchParams();
  const sell = useMay('add_subscription');
  const phone = useMedia('(max-width: 640px)');
  const updating = query.get('update') ?? undefined;
  const [errors, setErrors] = useState<FormError[]>([]);
  const { form, country } = wizard;
  const catalog = useCatalog(country?.code ?? '', country?.currency ?? '');
  const items = useMemo(() => new Map(catalog.data?.items.map((item) => [item.catalogItemId, item])), [catalog.data]);
  useArrival(Boolean(catalog.data));
  const wrong = flat(form.lines).filter((line) => {
    const item = items.get(line.catalogItemId);
    return item && quantityWrong(line, item);
  });
  const judgement = useJudgement(wizard.body(), wrong.length > 0);
  const next = () => {
    if (!wrong.length) return updating ? wizard.go('review', `#${updating}`) : wizard.go('review');
    setErrors(wrong.map((line) => {
      const item = items.get(line.catalogItemId)!;
      const limits = { min: number(item.minimumQuantity), max: number(item.maximumQuantity) };
      return { field: quantityId(line.key), message: t('onboarding.fieldError', { label: item.name, message: t('onboarding.quantity.limits', limits) }) };
    }));
  };
  const name = form.values['company.name'].trim();
  return (
    <StepFrame step="subscriptions" onNext={next}
      footerTop={phone && <TotalBar judgement={judgement} lines={form.lines} wrong={wrong.length > 0} />}
      primary={
        <Button look="primary" size="large" iconAfter icon={<ArrowRight20Regular />} onClick={next}>
          {updating ? t('onboarding.backToReview') : t('onboarding.nextReview')}
        </Button>
      }
      rail={!phone && (
        <Card title={t('onboarding.total.title')} lead={name}>
          <TotalsBody judgement={judgement} lines={form.lines} wrong={wrong.length > 0} />
        </Card>
      )}>
      <ErrorSummary errors={errors} />
      {!sell.allowed && (
        <Notice title={t('onboarding.mayNotSell')}>
          {sell.reasons.map((reason) => <p key={reason.code}>{reason.message}</p>)}
          <p>{t('onboarding.mayNotSellText')}</p>
        </Notice>
      )}
      {sell.allowed && form.values['agreement.kind'] === 'invited' && (
        <Notice title={t('onboarding.invitedCart')}>{t('onboarding.invitedCartText')}</Notice>
      )}
      <Card flush className={styles.card}>
        <h2 className="visually-hidden">{t('onboarding.catalog.title')}</h2>
        {catalog.isError && <ErrorState title={t('onboarding.catalog.failed')} problem={catalog.error} retry={() => void catalog.refetch()} />}
        {catalog.isPending && <SkeletonRows rows={8} height={72} label={t('onboarding.catalog.loading')} />}
        {catalog.data && <OfferList catalog={catalog.data} />}
      </Card>
    </StepFrame>
  );
}
