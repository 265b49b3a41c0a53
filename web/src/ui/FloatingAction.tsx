// A page's primary act on a phone: a pill over the bottom bar that shrinks to its icon while scrolling down.
import { useEffect, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import styles from './FloatingAction.module.css';

export function FloatingAction({ to, label, icon, state }: { to: string; label: string; icon: ReactElement; state?: unknown }) {
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
  return (
    <Link to={to} state={state} className={styles.pill} aria-label={label}>
      {icon}
      {!small && <span>{label}</span>}
    </Link>
  );
}
