// One offer: name, publisher and term, price, and its quantity; or why it cannot be bought.
import { ArrowEnterLeft20Regular, Info16Regular } from '@fluentui/react-icons';
import { useRef } from 'react';
import type { Catalog, CatalogItem, CatalogTerm } from '../../api/onboarding-types';
import { useWords } from '../../i18n/use-words';
import { blockedBy, useMay } from '../../session/session';
import { Button } from '../../ui/Button';
import { FilterSelect } from '../../ui/fields';
import { QuantityStepper } from '../../ui/QuantityStepper';
import { useFormat } from '../../ui/use-format';
import { addLine, changeLine, firstTerm, isFull, newLine, quantityId, quantityWrong, removeLine, termOf, type Row } from '../cart';
import { useTermWords } from '../use-term-words';
import { useWizard } from '../wizard';
import styles from './Subscriptions.module.css';

const focusSoon = (id: string) => setTimeout(() => document.getElementById(id)?.focus());
const addId = ({ item, base }: Row) => `add-${base?.line?.key ?? ''}-${item.catalogItemId}`;

export function OfferRow({ row, catalog }: { row: Row; catalog: Catalog }) {
  const { t } = useWords();
  const { form, setLines } = useWizard();
  const { item, line, base } = row;
  const term = line ? termOf(line, item) : firstTerm(item, base?.line);
  const sell = useMay('add_subscription');
  const reasons = item.available ? [] : item.reasons.map((reason) => reason.message);
  if (item.isAddOn && !base?.line && item.available) {
    const its = catalog.items.find((each) => item.baseCatalogItemIds.includes(each.catalogItemId))?.name;
    reasons.push(its ? t('onboarding.offer.baseFirst', { base: its }) : t('onboarding.offer.noBase'));
  }
  const add = () => {
    if (!term) return;
    const made = newLine(item, term, base?.line);
    setLines((lines) => addLine(lines, made, base?.line));
    focusSoon(quantityId(made.key));
  };
  const remove = () => {
    if (!line) return;
    setLines((lines) => removeLine(lines, line.key));
    focusSoon(addId(row));
  };
  const choose = (next: CatalogTerm) => {
    if (!line) return;
    setLines((lines) => changeLine(lines, line.key, {
      termDuration: next.termDuration, billingCycle: next.billingCycle, expectedUnitPrice: next.unitPrice?.amount,
    }));
  };
  return (
    <div className={`${styles.row} ${item.available ? '' : styles.off}`} data-in={line ? true : undefined} data-addon={item.isAddOn || undefined}>
      <div className={styles.what} data-addon={item.isAddOn || undefined}>
        {item.isAddOn && <ArrowEnterLeft20Regular className={styles.arrow} style={{ transform: 'scaleX(-1)' }} aria-hidden="true" />}
        <div className={styles.words}>
          <h3 className={styles.name}>{item.name}</h3>
          <TermLine item={item} term={term} line={Boolean(line)} onChoose={choose} />
          {reasons.map((reason) => <p key={reason} className={styles.why}><Info16Regular />{reason}</p>)}
        </div>
      </div>
      {term && <Price item={item} term={term} />}
      <div className={styles.act}>
        {line ? <Quantity row={row} onRemove={remove} /> : (
          <Button id={addId(row)} blocked={blockedBy(sell) ?? (reasons.length ? reasons.map((message) => ({ message })) : full(item, form.lines, t('onboarding.offer.full', { count: item.limitPerCustomer ?? 0 })))}
            aria-label={t('onboarding.offer.addOf', { name: item.name })} onClick={add}>
            {t('onboarding.offer.add')}
          </Button>
        )}
      </div>
      {line && <QuantityTold row={row} />}
    </div>
  );
}

const full = (item: CatalogItem, lines: Parameters<typeof isFull>[1], message: string) => (isFull(item, lines) ? [{ message }] : undefined);

function TermLine({ item, term, line, onChoose }: { item: CatalogItem; term?: CatalogTerm; line: boolean; onChoose: (term: CatalogTerm) => void }) {
  const { t } = useWords();
  const { money } = useFormat();
  const words = useTermWords();
  if (!term) return <p className={styles.sub}>{item.publisher}</p>;
  if (!line || item.terms.length < 2) {
    const more = item.available && item.terms.length > 1 ? `, ${t('onboarding.offer.moreTerms', { count: item.terms.length - 1 })}` : '';
    return <p className={styles.sub}>{item.publisher}, {words(term)}{more}</p>;
  }
  const at = item.terms.indexOf(term);
  return (
    <>
      <p className={styles.sub}>{item.publisher}</p>
      <FilterSelect className={styles.terms} label={t('onboarding.offer.termOf', { name: item.name })} value={String(at)} onChange={(index) => { const next = item.terms[Number(index)]; if (next) onChoose(next); }}>
        {item.terms.map((each, index) => <option key={index} value={index}>{each.unitPrice ? t('onboarding.offer.termPrice', { term: words(each), price: money(each.unitPrice) }) : words(each)}</option>)}
      </FilterSelect>
    </>
  );
}

function Price({ item, term }: { item: CatalogItem; term: CatalogTerm }) {
  const { t, say } = useWords();
  const { money } = useFormat();
  if (!term.unitPrice) return <p className={styles.price} />;
  const free = /^0*(\.0*)?$/.test(term.unitPrice.amount);
  // Metered: it is not free, but costs what is used.
  if (free && item.billing === 'usage') return <p className={styles.price}><small>{say('onboarding.per.usage')}</small></p>;
  return (
    <p className={`${styles.price} num`}>
      <strong className="nowrap">{free ? t('onboarding.offer.free') : money(term.unitPrice)}</strong>
      <small>{free && item.isTrial ? t('onboarding.offer.thenConvert') : say(`onboarding.per.${item.billing === 'usage' ? 'usage' : term.billingCycle}`)}</small>
    </p>
  );
}

function Quantity({ row, onRemove }: { row: Row; onRemove: () => void }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { setLines } = useWizard();
  const { item } = row;
  const line = row.line!;
  const wrong = quantityWrong(line, item);
  return (
    <>
      <QuantityStepper id={quantityId(line.key)} name={item.name} value={line.quantity} min={item.minimumQuantity} max={item.maximumQuantity}
        wrong={Boolean(wrong)} describedBy={wrong ? `told-${line.key}` : `limits-${line.key}`}
        onChange={(quantity) => setLines((lines) => changeLine(lines, line.key, { quantity }))} />
      <p className={styles.limits}>
        <span id={`limits-${line.key}`}>{t('onboarding.quantity.range', { min: number(item.minimumQuantity), max: number(item.maximumQuantity) })}</span>
        {', '}
        <button type="button" className={styles.remove} onClick={onRemove} aria-label={t('onboarding.offer.removeOf', { name: item.name })}>{t('onboarding.offer.remove')}</button>
      </p>
    </>
  );
}

/** What is wrong with a quantity, told as soon as it stands there; too many can become a second line. */
function QuantityTold({ row }: { row: Row }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { form, setLines } = useWizard();
  const status = useRef<HTMLParagraphElement>(null);
  const { item, base } = row;
  const line = row.line!;
  const wrong = quantityWrong(line, item);
  if (!wrong) return null;
  const over = wrong === 'limits' && Number(line.quantity) > item.maximumQuantity && !isFull(item, form.lines);
  const second = () => {
    const term = termOf(line, item);
    if (!term) return;
    const made = newLine(item, term);
    setLines((lines) => addLine(lines, made, base?.line));
    focusSoon(quantityId(made.key));
  };
  const limits = { min: number(item.minimumQuantity), max: number(item.maximumQuantity) };
  return (
    <p ref={status} role="status" className={styles.wrong} id={`told-${line.key}`}>
      {over ? t('onboarding.quantity.over', limits) : t('onboarding.quantity.limits', limits)}
      {over && <Button size="small" onClick={second}>{t('onboarding.quantity.second')}</Button>}
    </p>
  );
}
