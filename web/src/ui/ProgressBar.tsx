// How far long work has come; without a total only that it goes on.
import styles from './ProgressBar.module.css';

export function ProgressBar({ label, done, total }: { label: string; done: number; total: number }) {
  const known = total > 0;
  return <progress className={styles.bar} aria-label={label} {...(known ? { value: Math.min(done, total), max: total } : {})} />;
}
