// Tabs that are routes: links in a named nav; the strip scrolls sideways on a phone, the current one in its middle: both neighbours show.
import { useEffect, useRef } from 'react';
import { NavLink } from 'react-router';
import styles from './TabNav.module.css';

type Props = { label: string; tabs: { to: string; label: string; count?: number; end?: boolean }[] };

export function TabNav({ label, tabs }: Props) {
  const strip = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const current = strip.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (current && strip.current) strip.current.scrollLeft = current.offsetLeft - (strip.current.clientWidth - current.offsetWidth) / 2;
  });
  return (
    <nav aria-label={label} className={styles.nav}>
      <ul ref={strip} className={styles.strip}>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <NavLink to={tab.to} end={tab.end} className={styles.tab}>
              <span data-text={tab.label}>{tab.label}</span>
              {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
