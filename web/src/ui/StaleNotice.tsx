// Somebody saved while a form was open: what they changed, and going on from that with what was typed here.
import { useEffect, useRef } from 'react';
import { useWords } from '../i18n/use-words';
import { Button } from './Button';
import styles from './FormPanel.module.css';
import { Notice } from './Notice';

export type StaleChange = { label: string; theirs: string; /** What is typed here in the same field, when that differs too. */ mine?: string };

export function StaleNotice({ changes, busy, onResume }: { changes: StaleChange[]; busy: boolean; onResume: () => void }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.focus(); }, []);
  const shown = (text: string) => text || t('common.notGiven');
  return (
    <div tabIndex={-1} ref={box} className={styles.summary}>
      <Notice tone="warning" alert title={t('common.stale.title')}>
        <p>{t('common.stale.text')}</p>
        {changes.length > 0 && (
          <ul className={styles.list}>
            {changes.map(({ label, theirs, mine }) => (
              <li key={label}>
                {mine === undefined ? t('common.stale.theirs', { label, theirs: shown(theirs) }) : t('common.stale.both', { label, theirs: shown(theirs), mine: shown(mine) })}
              </li>
            ))}
          </ul>
        )}
        <p className={styles.resume}><Button size="small" busy={busy} onClick={onResume}>{t('common.stale.resume')}</Button></p>
      </Notice>
    </div>
  );
}

type Texts = Record<string, string>;

/** What they changed since a form was opened, as its fields show it. */
export function staleChanges<V extends Texts>(opened: V, now: V, mine: V, labels: { [name in keyof V]: string }): StaleChange[] {
  return (Object.keys(opened) as (keyof V & string)[]).filter((name) => now[name] !== opened[name]).map((name) => ({
    label: labels[name], theirs: now[name] ?? '', ...(mine[name] !== opened[name] && mine[name] !== now[name] ? { mine: mine[name] ?? '' } : {}),
  }));
}

/** Their version with what was typed here laid over it. */
export function mergeTexts<V extends Texts>(opened: V, mine: V, now: V): V {
  return Object.fromEntries(Object.keys(now).map((name) => [name, mine[name] !== opened[name] ? mine[name] : now[name]])) as V;
}
