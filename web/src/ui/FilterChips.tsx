// One choice among a few, as pills with their counts; the strip scrolls sideways where it is narrow.
import styles from './FilterChips.module.css';
import { useFormat } from './use-format';

type Props = { label: string; value: string; onChange: (value: string) => void; chips: { value: string; label: string; count: number }[] };

export function FilterChips({ label, value, onChange, chips }: Props) {
  const { number } = useFormat();
  return (
    <div role="group" aria-label={label} className={styles.strip}>
      {chips.map((chip) => (
        <button key={chip.value} type="button" className={styles.chip} aria-pressed={chip.value === value} onClick={() => onChange(chip.value)}>
          {chip.label} <span className={styles.count}>{number(chip.count)}</span>
        </button>
      ))}
    </div>
  );
}
