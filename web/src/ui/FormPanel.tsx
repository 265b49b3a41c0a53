// What a form shows around its fields: the summary of errors on top, pairs of fields, read-only values.
import { LockClosed16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words';
import { Notice } from './Notice';
import styles from './FormPanel.module.css';

export type FormError = { /** The field's id; none when it belongs to no field. */ field?: string; message: string };

/** Takes the focus when errors come (each attempt is a new array); links lead into the fields, in page order. */
export function ErrorSummary({ errors }: { errors: FormError[] }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { if (errors.length) box.current?.focus(); }, [errors]);
  if (!errors.length) return null;
  return (
    <div tabIndex={-1} ref={box} className={styles.summary}>
      <Notice tone="error" alert title={errors.some((each) => each.field) && t('common.errorSummary', { count: errors.length })}>
        <ul className={styles.list}>
          {errors.map((error, index) => (
            <li key={`${error.field ?? ''}${index}`}>
              {error.field
                ? <a href={`#${error.field}`} onClick={(event) => { event.preventDefault(); focusField(error.field); }}>{error.message}</a>
                : error.message}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

export function focusField(name: string | undefined): void {
  const field = name ? document.getElementById(name) : null;
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}

/** Fields one under the other. */
export function FieldStack({ children }: { children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}

/** Two fields that belong together; `narrow` is postcode and town (4 + 8). */
export function FieldPair({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return <div className={narrow ? styles.narrow : styles.pair}>{children}</div>;
}

export function ReadOnly({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div>
      <p className={styles.label}>{label}</p>
      <p className={styles.locked}><span>{value}</span><LockClosed16Regular /></p>
      {note && <p className={styles.note}>{note}</p>}
    </div>
  );
}
