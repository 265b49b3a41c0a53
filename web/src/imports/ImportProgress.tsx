// How far the work on an import is: a bar, the rows, and a sentence for who does not see it.
import { useEffect, useRef } from 'react';
import type { Import } from '../api/import-types';
import { useWords } from '../i18n/use-words';
import { announce } from '../ui/announce';
import { ProgressBar } from '../ui/ProgressBar';
import { useFormat } from '../ui/use-format';
import styles from './Imports.module.css';

export function ImportProgress({ one, label }: { one: Import; label: string }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { done = 0, total: known = 0 } = one.progress ?? {};
  // Before the work has counted its rows: those it is about, so that the figure does not change under the reader.
  const about = { running: one.counts.ready, undoing: one.counts.created }[one.stage as string] || one.rows;
  const total = known || about;
  const percent = total > 0 ? Math.min(100, Math.floor((done * 100) / total)) : 0;
  const said = useRef(0);
  useEffect(() => {
    // Every quarter is worth a word, each row is not.
    const quarter = Math.floor(percent / 25);
    if (quarter > said.current && percent < 100) announce(t('imports.percent', { percent }));
    said.current = quarter;
  }, [percent, t]);
  return (
    <div className={styles.progress}>
      <ProgressBar label={label} done={done} total={total} />
      <p className="num">{t('imports.doneOf', { done: number(done), total: number(total), percent })}</p>
    </div>
  );
}
