// Moves a sandbox's business clock forward, so that renewals and windows can be seen without waiting.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api/client';
import type { Clock } from '../api/types';
import { useWords } from '../i18n/use-words';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { useNow } from '../ui/clock';
import { DateField } from '../ui/DateField';
import { parseDay, showDay } from '../ui/format';
import { Dialog } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import styles from './SandboxPill.module.css';

const steps = [['P1D', 'shell.clock.day'], ['P7D', 'shell.clock.week'], ['P1M', 'shell.clock.month'], ['P1Y', 'shell.clock.year']] as const;

export default function SandboxClock({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { date } = useFormat();
  const sentence = useProblemSentence();
  const cache = useQueryClient();
  const now = useNow(1_000);
  const [day, setDay] = useState('');
  const [wrong, setWrong] = useState('');
  const move = useMutation({
    mutationFn: (change: { advance: string } | { businessTime: string }) => api.put<Clock>('/ext/v1/sandbox/clock', change),
    onSuccess: async (clock) => {
      await cache.invalidateQueries();
      announce(t('shell.clock.moved', { when: date(clock.businessTime, 'dateTime') }));
    },
  });
  const toDay = (event: FormEvent) => {
    event.preventDefault();
    const found = parseDay(showDay(day));
    if (!found) return setWrong(t('common.dateBad', { example: showDay(now.toISOString().slice(0, 10)) }));
    // The same hour of that day, so that today means now.
    const [year = 0, month = 1, dayOfMonth = 1] = found.split('-').map(Number);
    const then = new Date(now);
    then.setFullYear(year, month - 1, dayOfMonth);
    move.mutate({ businessTime: then.toISOString() });
  };
  return (
    <Dialog title={t('shell.clock.title')} onClose={onClose} actions={<Button look="primary" onClick={onClose}>{t('common.close')}</Button>}>
      <div className={styles.clocks}>
        <p>{t('shell.clock.text')}</p>
        <p><strong className="num">{date(now, 'dateTime')}</strong></p>
        {move.isError && <Notice tone="error" alert>{sentence(move.error)}</Notice>}
        <div className={styles.steps} role="group" aria-labelledby="clock-advance">
          <p id="clock-advance">{t('shell.clock.advance')}</p>
          {steps.map(([advance, words]) => (
            <Button key={advance} busy={move.isPending} onClick={() => move.mutate({ advance })}>{t(words)}</Button>
          ))}
        </div>
        <form noValidate className={styles.day} onSubmit={toDay}>
          <DateField name="clock-day" label={t('shell.clock.toDay')} value={day} error={wrong} min={now.toISOString().slice(0, 10)}
            onChange={(value) => { setDay(value); setWrong(''); }} />
          <Button type="submit" busy={move.isPending}>{t('shell.clock.go')}</Button>
        </form>
      </div>
    </Dialog>
  );
}
