// The small label that names an icon button, or says why a button is blocked; Escape puts it away.
import { useEffect, useState, type ReactNode } from 'react';
import styles from './Tip.module.css';

type Props = {
  text: string; children: ReactNode; side?: 'below' | 'right' | 'above';
  /** The text is more than the name: it stays while pointed at. */
  described?: boolean;
  off?: boolean;
};

export function Tip({ text, children, side = 'below', described = false, off = false }: Props) {
  const [shown, show] = useState(false);
  useEffect(() => {
    if (!shown) return;
    const hide = (event: KeyboardEvent) => { if (event.key === 'Escape') show(false); };
    document.addEventListener('keydown', hide);
    return () => document.removeEventListener('keydown', hide);
  }, [shown]);
  return (
    <span
      className={styles.anchor}
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(true)}
      onPointerLeave={() => show(false)}
      onFocus={(event) => show(event.target.matches(':focus-visible'))}
      onBlur={() => show(false)}
      onPointerDown={() => described || show(false)}
    >
      {children}
      {shown && !off && (
        <span aria-hidden="true" className={`${styles.tip} ${styles[side]} ${described ? styles.wide : ''}`}>
          {text}
        </span>
      )}
    </span>
  );
}
