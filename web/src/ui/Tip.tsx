// The small label that names an icon button, or says why a button is blocked; Escape puts it away.
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './Tip.module.css';

type Props = {
  text: string; children: ReactNode; side?: 'below' | 'right';
  /** The text is more than the name: it stays while pointed at. */
  described?: boolean;
  off?: boolean;
};

export function Tip({ text, children, side = 'below', described = false, off = false }: Props) {
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const [shown, show] = useState(false);
  const visible = shown && !off;
  useEffect(() => {
    if (!shown) return;
    const hide = (event: Event) => { if (!(event instanceof KeyboardEvent) || event.key === 'Escape') show(false); };
    document.addEventListener('keydown', hide);
    window.addEventListener('scroll', hide, true);
    return () => {
      document.removeEventListener('keydown', hide);
      window.removeEventListener('scroll', hide, true);
    };
  }, [shown]);
  useLayoutEffect(() => {
    if (visible && anchor.current && tip.current) place(tip.current, anchor.current.getBoundingClientRect(), side);
  }, [visible, side, text]);
  return (
    <span
      ref={anchor}
      className={styles.anchor}
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(true)}
      onPointerLeave={() => show(false)}
      onFocus={(event) => show(event.target.matches(':focus-visible'))}
      onBlur={() => show(false)}
      onPointerDown={() => described || show(false)}
    >
      {children}
      {visible && (
        <span ref={tip} popover="manual" aria-hidden="true" className={`${styles.tip} ${described ? styles.wide : ''}`}>{text}</span>
      )}
    </span>
  );
}

/** In the top layer, so that no table clips it; kept inside the window. */
function place(tip: HTMLElement, near: DOMRect, side: 'below' | 'right'): void {
  tip.showPopover?.();
  const { width, height } = tip.getBoundingClientRect();
  const below = near.bottom + 6 + height < window.innerHeight;
  const left = side === 'right' ? near.right + 8 : near.left + (near.width - width) / 2;
  const top = side === 'right' ? near.top + (near.height - height) / 2 : below ? near.bottom + 6 : near.top - height - 6;
  tip.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  tip.style.top = `${top}px`;
}
