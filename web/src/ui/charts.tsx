// Two small charts in plain SVG: upright bars by month, lying bars by name; each says its figures in words and a table.
import { useId, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words';
import styles from './charts.module.css';
import { useFormat } from './use-format';

export type Bar = { name: string; value: number; /** The short name under a bar. */ short?: string };

type Props = { bars: Bar[]; sentence: string; headings: [string, string] };

const wide = 340;
const tall = 96;
const barWidth = 30;

/** One series: only the last bar, the current period, takes the brand colour. */
export function MonthBars({ bars, sentence, headings }: Props) {
  const { number } = useFormat();
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const step = wide / bars.length;
  const base = tall + 18;
  return (
    <Framed bars={bars} headings={headings}>
      <svg viewBox={`0 0 ${wide} ${tall + 40}`} className={styles.svg} role="img" aria-label={sentence}>
        {[0, 0.5, 1].map((line) => (
          <line key={line} x1="0" x2={wide} y1={base - tall * line} y2={base - tall * line} className={styles.grid} />
        ))}
        {bars.map((bar, index) => {
          const height = Math.round((bar.value / most) * tall);
          const x = index * step + (step - barWidth) / 2;
          const now = index === bars.length - 1;
          return (
            <g key={bar.name}>
              {height > 0 && <path d={upright(x, base - height, height)} className={now ? styles.now : styles.past} />}
              <text x={x + barWidth / 2} y={base - height - 6} className={styles.value}>{number(bar.value)}</text>
              <text x={x + barWidth / 2} y={base + 16} className={styles.label}>{bar.short ?? bar.name}</text>
            </g>
          );
        })}
      </svg>
    </Framed>
  );
}

function upright(x: number, y: number, height: number): string {
  const r = Math.min(3, height);
  return `M${x} ${y + height}V${y + r}q0 ${-r} ${r} ${-r}h${barWidth - 2 * r}q${r} 0 ${r} ${r}V${y + height}Z`;
}

export function NameBars({ bars, sentence, headings }: Props) {
  const { number } = useFormat();
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <Framed bars={bars} headings={headings}>
      <div role="img" aria-label={sentence} className={styles.names}>
        {bars.map((bar) => (
          <div key={bar.name}>
            <span className={styles.name}>{bar.name}</span>
            <span className={`${styles.amount} num`}>{number(bar.value)}</span>
            <svg className={styles.track} height="8" width="100%" aria-hidden="true">
              <rect width="100%" height="8" rx="2" className={styles.rest} />
              <rect width={`${(bar.value / most) * 100}%`} height="8" rx="2" className={styles.now} />
            </svg>
          </div>
        ))}
      </div>
    </Framed>
  );
}

function Framed({ bars, headings, children }: { bars: Bar[]; headings: [string, string]; children: ReactNode }) {
  const { t } = useWords();
  const { number } = useFormat();
  const id = useId();
  return (
    <figure>
      {children}
      <details className={styles.details}>
        <summary>{t('common.showFigures')}</summary>
        <table className={styles.table} aria-labelledby={id}>
          <caption className="visually-hidden" id={id}>{headings.join(', ')}</caption>
          <thead><tr><th scope="col">{headings[0]}</th><th scope="col">{headings[1]}</th></tr></thead>
          <tbody>{bars.map((bar) => <tr key={bar.name}><th scope="row">{bar.name}</th><td className="num">{number(bar.value)}</td></tr>)}</tbody>
        </table>
      </details>
    </figure>
  );
}
