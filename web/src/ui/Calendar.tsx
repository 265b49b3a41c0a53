// A month to pick a day from: arrows move by day and week, Page Up and Down by month, Escape closes.
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useWords } from '../i18n/use-words';
import { IconButton } from './Button';
import { useNow } from './clock';
import styles from './DateField.module.css';
import { useFormat } from './use-format';

type Props = { value?: string; min?: string; max?: string; onPick: (day: string) => void; onClose: () => void };

const dayMs = 86_400_000;
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

function moveMonth(day: string, by: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + by, Math.min(date, last)));
}

export default function Calendar({ value, min, max, onPick, onClose }: Props) {
  const { t } = useWords();
  const { date, locale } = useFormat();
  const today = useNow().toISOString().slice(0, 10);
  const [day, setDay] = useState(value ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const weekStart = locale === 'en-US' ? 0 : 1;
  useEffect(() => { grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(); }, [day]);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!panel.current?.parentElement?.contains(event.target as Node)) onClose();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [onClose]);
  const allowed = (each: string) => (!min || each >= min) && (!max || each <= max);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => string> = {
      ArrowLeft: () => iso(timeOf(day) - dayMs),
      ArrowRight: () => iso(timeOf(day) + dayMs),
      ArrowUp: () => iso(timeOf(day) - 7 * dayMs),
      ArrowDown: () => iso(timeOf(day) + 7 * dayMs),
      PageUp: () => moveMonth(day, -1),
      PageDown: () => moveMonth(day, 1),
    };
    const step = steps[event.key];
    if (event.key === 'Escape') { event.stopPropagation(); onClose(); }
    if (!step) return;
    event.preventDefault();
    setDay(step());
  };
  const weeks = weeksOf(day, weekStart);
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(timeOf(day));
  return (
    <div role="dialog" aria-label={t('common.calendar')} className={styles.panel} ref={panel} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <IconButton size="small" icon={<ChevronLeft20Regular />} label={t('common.previousMonth')} onClick={() => setDay(moveMonth(day, -1))} />
        <span aria-live="polite">{month}</span>
        <IconButton size="small" icon={<ChevronRight20Regular />} label={t('common.nextMonth')} onClick={() => setDay(moveMonth(day, 1))} />
      </div>
      <table className={styles.grid} ref={grid}>
        <thead>
          <tr>{weeks[0]?.map((each) => (
            <th key={each} scope="col">{new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' }).format(timeOf(each))}</th>
          ))}</tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>{week.map((each) => (
              <td key={each}>
                {each.slice(0, 7) === day.slice(0, 7) && (
                  <button type="button" className={styles.day} tabIndex={each === day ? 0 : -1} aria-pressed={each === value}
                    aria-current={each === today ? 'date' : undefined} aria-disabled={!allowed(each)}
                    aria-label={date(`${each}T00:00:00Z`, 'prose', 'UTC')} onClick={() => allowed(each) && onPick(each)}>
                    {Number(each.slice(8))}
                  </button>
                )}
              </td>
            ))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function weeksOf(day: string, weekStart: number): string[][] {
  const first = timeOf(`${day.slice(0, 7)}-01`);
  const lead = (new Date(first).getUTCDay() - weekStart + 7) % 7;
  const start = first - lead * dayMs;
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => iso(start + (week * 7 + index) * dayMs)),
  ).filter((week) => week.some((each) => each.slice(0, 7) === day.slice(0, 7)));
}
