// A whole number with a button on either side; what is typed stays as typed, outside the limits too.
import { Add16Regular, Subtract16Regular } from '@fluentui/react-icons';
import { useWords } from '../i18n/use-words';
import styles from './QuantityStepper.module.css';

type Props = {
  id: string; name: string; value: string; min: number; max: number; wrong?: boolean; describedBy?: string;
  onChange: (value: string) => void;
};

export function QuantityStepper({ id, name, value, min, max, wrong, describedBy, onChange }: Props) {
  const { t } = useWords();
  const now = /^\d{1,9}$/.test(value.trim()) ? Number(value) : undefined;
  const less = now !== undefined && now > min;
  const more = now === undefined || now < max;
  const by = (step: number) => onChange(String(Math.min(max, Math.max(min, (now ?? min - step) + step))));
  return (
    <span className={styles.stepper} data-wrong={wrong || undefined}>
      <button type="button" aria-label={t('common.fewer', { name })} aria-disabled={!less} onClick={() => less && by(-1)}><Subtract16Regular /></button>
      <input id={id} inputMode="numeric" autoComplete="off" aria-label={t('common.quantityOf', { name })} aria-describedby={describedBy}
        aria-invalid={wrong || undefined} value={value} maxLength={9} onChange={(event) => onChange(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' && more) { event.preventDefault(); by(1); }
          if (event.key === 'ArrowDown' && less) { event.preventDefault(); by(-1); }
        }} />
      <button type="button" aria-label={t('common.oneMore', { name })} aria-disabled={!more} onClick={() => more && by(1)}><Add16Regular /></button>
    </span>
  );
}
