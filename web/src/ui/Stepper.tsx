// The wizard's steps: what is done, where one is, what comes; a bar and a sentence where they have no room.
import { Checkmark16Regular } from '@fluentui/react-icons';
import { Link } from 'react-router';
import { useWords } from '../i18n/use-words';
import styles from './Stepper.module.css';
import { useNarrow } from './use-media';

type Props = { steps: { label: string; /** Empty where nothing leads back. */ to: string }[]; /** Counted from 0. */ current: number; /** All is done: nothing leads back. */ finished?: boolean };

export function Stepper({ steps, current, finished = false }: Props) {
  const { t } = useWords();
  const narrow = useNarrow();
  const place = t('common.stepOf', { step: current + 1, count: steps.length });
  if (narrow) {
    return (
      <div className={styles.phone}>
        <p><span className="quiet">{place}</span> <strong>{steps[current]?.label}</strong></p>
        <div className={styles.bar} aria-hidden="true"><span style={{ width: `${((current + 1) / steps.length) * 100}%` }} /></div>
      </div>
    );
  }
  return (
    <ol className={styles.steps} aria-label={t('common.steps')}>
      {steps.map((step, index) => (
        <li key={step.label} data-state={finished || index < current ? 'done' : index === current ? 'current' : 'later'}
          aria-current={index === current ? 'step' : undefined}>
          <span className={styles.number} aria-hidden="true">{finished || index < current ? <Checkmark16Regular /> : index + 1}</span>
          {index < current && !finished && step.to
            ? <Link to={step.to}>{step.label}<span className="visually-hidden">, {t('common.stepDone')}</span></Link>
            : <span>{step.label}</span>}
        </li>
      ))}
    </ol>
  );
}
