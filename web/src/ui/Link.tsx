// Links inside text: to a page of the portal, or out of it.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './Link.module.css';

export function TextLink({ to, children, title, strong = false }: { to: string; children: ReactNode; title?: string; strong?: boolean }) {
  return <Link to={to} title={title} className={strong ? styles.strong : styles.link}>{children}</Link>;
}

export function OutLink({ href, children, label, newTab = false }: { href: string; children: ReactNode; /** Where the words alone say too little. */ label?: string; newTab?: boolean }) {
  return <a href={href} className={styles.link} aria-label={label} {...(newTab ? { target: '_blank', rel: 'noopener' } : {})}>{children}</a>;
}
