// The review's lines with their amounts, the sums with their arithmetic, and what comes afterwards.
import type { Quote } from '../../api/onboarding-types';
import { useWords } from '../../i18n/use-words';
import { Money } from '../../ui/Money';
import { useFormat } from '../../ui/use-format';
import { useMedia } from '../../ui/use-media';
import { When } from '../../ui/When';
import { isMonthly, monthSum, useYearSum } from '../arithmetic';
import { flat } from '../cart';
import type { Line } from '../form';
import { Sums, useRate } from '../Totals';
import type { Judgement } from '../use-judgement';
import { useTermWords } from '../use-term-words';
import styles from './Review.module.css';
import { Section } from './Sections';

export function SubscriptionsSection({ judgement, lines }: { judgement: Judgement; lines: Line[] }) {
  const { t } = useWords();
  const phone = useMedia('(max-width: 640px)');
  const quote = judgement.result?.quote;
  return (
    <Section id="review-subscriptions" title={t('onboarding.step.subscriptions')} step="subscriptions">
      {!lines.length && <p className="quiet">{t('onboarding.review.noLines')}</p>}
      {lines.length > 0 && quote && (
        <div className={judgement.stale ? styles.stale : undefined} aria-busy={judgement.stale}>
          {phone ? <Cards quote={quote} lines={lines} /> : <Table quote={quote} lines={lines} />}
          {phone ? <div style={{ marginTop: 12 }}><Sums quote={quote} later={false} /></div> : <WrittenSums quote={quote} />}
          <Later quote={quote} />
        </div>
      )}
    </Section>
  );
}

type Given = { quote: Quote; lines: Line[] };

function useAddOns({ quote, lines }: Given): (index: number) => boolean {
  const order = flat(lines);
  const keys = new Set(lines.flatMap((line) => line.addOns.map((addOn) => addOn.key)));
  return (index) => order.length === quote.lines.length && keys.has(order[index]?.key ?? '');
}

function useNote(): (line: Quote['lines'][number], addOn: boolean) => string {
  const { t } = useWords();
  const words = useTermWords();
  return (line, addOn) => (addOn ? t('onboarding.review.addOn', { term: words(line) }) : words(line));
}

function Table(given: Given) {
  const { t } = useWords();
  const { number } = useFormat();
  const isAddOn = useAddOns(given);
  const note = useNote();
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t('onboarding.step.subscriptions')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('onboarding.review.offer')}</th>
          <th scope="col">{t('onboarding.review.licenses')}</th>
          <th scope="col">{t('onboarding.review.unitPrice')}</th>
          <th scope="col">{t('onboarding.review.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {given.quote.lines.map((line, index) => (
          <tr key={line.index}>
            <th scope="row" data-addon={isAddOn(index) || undefined}>{line.name}<small className={styles.small}>{note(line, isAddOn(index))}</small></th>
            <td className="num">{number(line.quantity)}</td>
            <td><Money value={line.unitPrice} /></td>
            <td title={line.arithmetic}><Money value={line.total} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cards(given: Given) {
  const { number, money } = useFormat();
  const isAddOn = useAddOns(given);
  const note = useNote();
  return (
    <ul className={styles.cards}>
      {given.quote.lines.map((line, index) => (
        <li key={line.index} data-addon={isAddOn(index) || undefined}>
          <span>{line.name}<small className={styles.small}>{note(line, isAddOn(index))}</small></span>
          <span className="quiet num">{`${number(line.quantity)}\u00a0×\u00a0${money(line.unitPrice)}`}</span>
          <Money value={line.total} />
        </li>
      ))}
    </ul>
  );
}

function WrittenSums({ quote }: { quote: Quote }) {
  const { t } = useWords();
  const { money } = useFormat();
  const rate = useRate(quote);
  return (
    <dl className={styles.sums}>
      <dt>{t('onboarding.total.first')}</dt><dd><Money value={quote.subtotal} /></dd>
      <dt>{t('onboarding.total.tax', { rate })} <small className="num">{t('onboarding.total.taxBase', { base: money(quote.subtotal), rate })}</small></dt><dd><Money value={quote.tax} /></dd>
      <dt className={styles.total}>{t('onboarding.total.all')}</dt><dd className={styles.total}><Money value={quote.firstInvoice} /></dd>
    </dl>
  );
}

function Later({ quote }: { quote: Quote }) {
  const { t } = useWords();
  const { money, number } = useFormat();
  const month = monthSum(quote, money, number);
  const year = useYearSum(quote);
  return (
    <dl className={styles.later}>
      <div>
        <dt>{t(isMonthly(quote) ? 'onboarding.review.monthly' : 'onboarding.review.monthlyMean')}</dt>
        <dd><Money value={quote.monthly} /> {t('common.exclTax')}</dd>
        {month && <dd className="num">{month}</dd>}
      </div>
      <div>
        <dt>{t('onboarding.review.yearly')}</dt>
        <dd><Money value={quote.yearly} /> {t('common.exclTax')}</dd>
        {year && <dd className="num">{year}</dd>}
      </div>
      <div>
        <dt>{t('onboarding.review.renewal')}</dt>
        <dd>{quote.renewsAt ? <>{t('onboarding.review.renewsOn')} <When at={quote.renewsAt} /></> : t('onboarding.review.noRenewal')}</dd>
        {quote.renewsAt && <dd>{t('onboarding.review.renewalNote')}</dd>}
      </div>
    </dl>
  );
}
