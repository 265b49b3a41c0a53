// A page's primary act on a phone: a pill over the bottom bar that shrinks to its icon while scrolling down.
import { useEffect, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import styles from './FloatingAction.module.css';

type Props = { to?: string; open?: () => void; label: string; icon: ReactElement; state?: unknown };

export function FloatingAction({ to, open, label, icon, state }: Props) {
  const [small, setSmall] = useState(false);
  useEffect(() => {
    let before = window.scrollY;
    const onScroll = () => {
      const now = window.scrollY;
      if (Math.abs(now - before) < 8) return;
      setSmall(now > before && now > 24);
      before = now;
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, []);
  const words = <>{icon}{!small && <span>{label}</span>}</>;
  return to === undefined
    ? <button type="button" data-floating className={styles.pill} aria-label={label} aria-haspopup="dialog" onClick={open}>{words}</button>
    : <Link to={to} state={state} data-floating className={styles.pill} aria-label={label}>{words}</Link>;
}
