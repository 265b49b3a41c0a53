// One short message about a finished act of mine: six seconds, longer while pointed at or focused.
import { CheckmarkCircle20Filled, Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/use-words';
import styles from './toast.module.css';

export type ToastMessage = { text: string; undo?: { label: string; act: () => void } };

let current: ToastMessage | undefined;
const listeners = new Set<() => void>();

export function showToast(message: ToastMessage | undefined): void {
  current = message;
  listeners.forEach((tell) => tell());
}

export function ToastPlace() {
  const { t } = useWords();
  const message = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => current,
  );
  const [held, hold] = useState(false);
  useEffect(() => {
    if (!message || held) return;
    const timer = setTimeout(() => showToast(undefined), message.undo ? 10_000 : 6_000);
    return () => clearTimeout(timer);
  }, [message, held]);
  return (
    <div role="status" className={styles.place} onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)} onBlur={() => hold(false)}>
      {message && (
        <div className={styles.toast}>
          <CheckmarkCircle20Filled className={styles.icon} />
          <span>{message.text}</span>
          {message.undo && (
            <button type="button" className={styles.undo}
              onClick={() => { message.undo?.act(); showToast(undefined); }}>
              {message.undo.label}
            </button>
          )}
          <button type="button" className={styles.close} aria-label={t('common.close')}
            onClick={() => showToast(undefined)}>
            <Dismiss16Regular />
          </button>
        </div>
      )}
    </div>
  );
}
