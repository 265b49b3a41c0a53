// Radios that decide a lot: cards with a name and a sentence of consequence.
import { useId } from 'react';
import styles from './ChoiceCards.module.css';

type Props<Value extends string> = {
  legend: string; name: string; value: Value; onChange: (value: Value) => void;
  choices: { value: Value; label: string; text: string }[];
};

export function ChoiceCards<Value extends string>({ legend, name, value, onChange, choices }: Props<Value>) {
  const id = useId();
  return (
    <fieldset className={styles.cards}>
      <legend className="visually-hidden">{legend}</legend>
      {choices.map((choice, index) => (
        <label key={choice.value} className={styles.card} data-chosen={choice.value === value || undefined}>
          <input type="radio" className={styles.dot} name={name} id={index === 0 ? name : `${name}-${choice.value}`} value={choice.value}
            checked={choice.value === value} aria-labelledby={`${id}${index}`} aria-describedby={`${id}${index}t`} onChange={() => onChange(choice.value)} />
          <span className={styles.name} id={`${id}${index}`}>{choice.label}</span>
          <span className={styles.text} id={`${id}${index}t`}>{choice.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
