// The white box that holds a thing, with its heading when it has one.
import type { ReactNode } from 'react';
import styles from './Card.module.css';

type Props = {
  title?: ReactNode; /** The state of the thing, beside its title. */ badge?: ReactNode; lead?: ReactNode; actions?: ReactNode; children?: ReactNode; className?: string; id?: string;
  level?: 2 | 3; flush?: boolean;
};

export function Card({ title, badge, lead, actions, children, className = '', id, level = 2, flush = false }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={`${styles.card} ${flush ? styles.flush : ''} ${className}`} id={id}
      aria-labelledby={title && id ? `${id}-title` : undefined}>
      {title && (
        <header className={styles.head}>
          <div>
            <div className={styles.line}>
              <Heading className={styles.title} id={id && `${id}-title`} tabIndex={id ? -1 : undefined}>{title}</Heading>
              {badge}
            </div>
            {lead && <p className={styles.lead}>{lead}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

/** Names and values in a card, as a list of pairs; a wide one has its line to itself. */
export function Facts({ items }: { items: { name: ReactNode; value: ReactNode; wide?: boolean }[] }) {
  return (
    <dl className={styles.facts}>
      {items.map((item, index) => (
        <div key={index} className={item.wide ? styles.wide : undefined}>
          <dt>{item.name}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The strip of figures over a page. */
export function Figures({ items, label }: { label: string; items: { name: ReactNode; value: ReactNode; note?: ReactNode }[] }) {
  return (
    <section aria-label={label} className={`${styles.card} ${styles.flush}`}>
      <dl className={styles.figures} data-count={items.length}>
        {items.map((item, index) => (
          <div key={index}>
            <dt>{item.name}</dt>
            <dd className={`${styles.value} num`}>{item.value}</dd>
            {item.note && <dd className={styles.note}>{item.note}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}
