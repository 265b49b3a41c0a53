// What the cart costs, as the server says it: lines, first invoice, VAT, total, then what comes later.
import { ChevronUp20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { Quote } from '../api/onboarding-types';
import { useWords } from '../i18n/use-words';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { Panel, prefetchPanel } from '../ui/lazy';
import { Money } from '../ui/Money';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { isMonthly, useYearSum } from './arithmetic';
import { flat } from './cart';
import type { Line } from './form';
import styles from './Totals.module.css';
import type { Judgement } from './use-judgement';

/** The quote's lines, each told whether it is an add-on of the one before. */
export function QuoteLines({ quote, lines }: { quote: Quote; lines: Line[] }) {
  const { t, say } = useWords();
  const { money, number } = useFormat();
  const addOns = new Set(lines.flatMap((line) => line.addOns.map((addOn) => addOn.key)));
  const order = flat(lines);
  return (
    <ul className={styles.lines}>
      {quote.lines.map((line, index) => (
        <li key={line.index} className={styles.line} data-addon={(order.length === quote.lines.length && addOns.has(order[index]?.key ?? '')) || undefined}>
          <span className={styles.name}>{line.name}</span>
          <Money value={line.total} />
          <small className="num">{t('onboarding.times', { count: line.quantity, quantity: number(line.quantity), price: money(line.unitPrice), per: say(`onboarding.cycle.${line.billingCycle}`) })}</small>
        </li>
      ))}
    </ul>
  );
}

export function Sums({ quote, later = true }: { quote: Quote; later?: boolean }) {
  const { t } = useWords();
  const year = useYearSum(quote);
  const rate = useRate(quote);
  return (
    <>
      <dl className={styles.sums}>
        <div><dt>{t('onboarding.total.first')}</dt><dd><Money value={quote.subtotal} /></dd></div>
        <div><dt>{t('onboarding.total.tax', { rate })}</dt><dd><Money value={quote.tax} /></dd></div>
        <div className={styles.total}><dt>{t('onboarding.total.all')}</dt><dd><Money value={quote.firstInvoice} /></dd></div>
      </dl>
      {later && (
        <dl className={`${styles.sums} ${styles.later}`}>
          <div><dt>{t(isMonthly(quote) ? 'onboarding.total.monthly' : 'onboarding.total.monthlyMean')}</dt><dd><Money value={quote.monthly} /></dd></div>
          <div><dt>{t('onboarding.total.yearly')}</dt><dd><Money value={quote.yearly} /></dd>{year && <dd className={`${styles.note} num`}>{year}</dd>}</div>
          {quote.cancellableUntil && <div><dt>{t('onboarding.total.cancellable')}</dt><dd><When at={quote.cancellableUntil} as="dateTime" /></dd></div>}
        </dl>
      )}
    </>
  );
}

/** "20" in the reader's digits; the sentence adds the sign. */
export function useRate(quote: Quote): string {
  const { locale } = useFormat();
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(Number(quote.taxRate));
}

export function TotalsBody({ judgement, lines, wrong }: { judgement: Judgement; lines: Line[]; wrong: boolean }) {
  const { t } = useWords();
  const { money } = useFormat();
  const quote = judgement.result?.quote;
  const total = quote && !judgement.stale && lines.length ? money(quote.firstInvoice) : '';
  const [heard, setHeard] = useState(total);
  useEffect(() => {
    if (!total || total === heard) return;
    setHeard(total);
    if (heard) announce(t('onboarding.total.heard', { total }));
  }, [total, heard, t]);
  if (!lines.length) return <p className={styles.foot}>{t('onboarding.total.empty')}</p>;
  if (judgement.failed) {
    return <p className={styles.foot}>{t('onboarding.total.failed')} <Button size="small" onClick={judgement.again}>{t('common.retry')}</Button></p>;
  }
  if (!quote) return <p className={styles.foot} role="status">{judgement.result ? t('onboarding.total.none') : t('onboarding.total.asking')}</p>;
  return (
    <div className={judgement.stale || wrong ? styles.stale : undefined} aria-busy={judgement.stale}>
      <QuoteLines quote={quote} lines={lines} />
      <Sums quote={quote} />
      {wrong && <p className={styles.wrongLine}>{t('onboarding.total.wrong')}</p>}
      <p className={styles.foot}>{t('onboarding.total.foot')}</p>
    </div>
  );
}

/** On a phone the total stands over the buttons and opens as a sheet. */
export function TotalBar({ judgement, lines, wrong = false }: { judgement: Judgement; lines: Line[]; wrong?: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const quote = judgement.result?.quote;
  if (!lines.length || !quote) return null;
  return (
    <>
      <button type="button" className={styles.bar} aria-haspopup="dialog" aria-expanded={open} onFocus={prefetchPanel} onPointerDown={prefetchPanel} onClick={() => setOpen(true)}>
        <span>{t('onboarding.total.all')}</span>
        <span className={`${styles.amount} ${judgement.stale ? styles.stale : ''}`}><Money value={quote.firstInvoice} /><ChevronUp20Regular /></span>
      </button>
      {open && (
        <Panel side="bottom" title={t('onboarding.total.title')} onClose={() => setOpen(false)}>
          <TotalsBody judgement={judgement} lines={lines} wrong={wrong} />
        </Panel>
      )}
    </>
  );
}
