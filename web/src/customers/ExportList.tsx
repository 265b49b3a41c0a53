// Exporting the list as filtered: a menu of forms, and what becomes of a workbook.
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay } from '../session/session';
import { ActionMenu } from '../ui/ActionMenu';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { ProgressBar } from '../ui/ProgressBar';
import { useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import type { ListFilter } from './customers';
import { csvAddress, fileAddress, goesOn, useAskForWorkbook, useDropExport, useNewestExport, type Export } from './exports';
import styles from './ExportList.module.css';

type Ask = ReturnType<typeof useAskForWorkbook>;

function download(address: string) {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

export function ExportMenu({ filter, ask }: { filter: ListFilter; ask: Ask }) {
  const { t, language } = useWords();
  const may = useMay('export_customers');
  const label = t(filter.q || filter.reseller || filter.provider || filter.agreement ? 'customers.exportFiltered' : 'customers.exportAll');
  if (!may.allowed && !may.reasons.length) return null;
  if (!may.allowed) return <Button icon={<ArrowDownload20Regular />} blocked={blockedBy(may)}>{t('customers.export')}</Button>;
  return (
    <ActionMenu look="secondary" label={label} entries={[
      { label: t('customers.exportExcelCsv'), note: t('customers.exportExcelCsvNote'), act: () => download(csvAddress(filter, language, true)) },
      { label: t('customers.exportCsv'), note: t('customers.exportCsvNote'), act: () => download(csvAddress(filter, language, false)) },
      { label: t('customers.exportXlsx'), note: t('customers.exportXlsxNote'), act: () => ask.mutate(filter) },
    ]}>
      <ArrowDownload20Regular className={styles.icon} />{t('customers.export')}
    </ActionMenu>
  );
}

export function ExportState({ ask }: { ask: Ask }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const may = useMay('export_customers');
  const newest = useNewestExport(may.allowed);
  const drop = useDropExport();
  const problem = ask.error ?? drop.error;
  return (
    <div aria-live="polite" className={styles.states}>
      {Boolean(problem) && <Notice tone="error" title={t('customers.exportRefused')}>{sentence(problem)}</Notice>}
      {newest && <OneExport one={newest} onDrop={() => drop.mutate(newest.id)} dropping={drop.isPending} />}
    </div>
  );
}

function OneExport({ one, onDrop, dropping }: { one: Export; onDrop: () => void; dropping: boolean }) {
  const { t } = useWords();
  const { number, date } = useFormat();
  const dropIt = (words: string) => <Button size="small" look="subtle" busy={dropping} onClick={onDrop}>{words}</Button>;
  if (goesOn(one)) {
    const words = one.state === 'waiting' ? t('customers.exportWaiting')
      : one.total ? t('customers.exportSoFar', { done: number(one.done), total: number(one.total) })
        : t('customers.exportWritten', { count: one.done });
    return (
      <Notice title={t('customers.exportMaking')} action={dropIt(t('customers.exportStop'))}>
        <p>{words}</p>
        <ProgressBar label={t('customers.exportMaking')} done={one.done} total={one.state === 'waiting' ? 0 : one.total} />
      </Notice>
    );
  }
  if (one.state === 'failed') {
    return <Notice tone="error" title={t('customers.exportFailed')} action={dropIt(t('common.close'))}>{t('customers.exportFailedText')}</Notice>;
  }
  return (
    <Notice tone="ok" title={t('customers.exportReady', { name: one.name })}
      action={<span className={styles.acts}>
        <Button size="small" icon={<ArrowDownload20Regular />} onClick={() => download(fileAddress(one.id))}>{t('customers.exportFetch')}</Button>
        {dropIt(t('customers.exportDelete'))}
      </span>}>
      {t('customers.exportReadyText', { size: sizeWords(one.size ?? 0, number, t), until: one.expiresAt ? date(one.expiresAt, 'dateTime') : '' })}
    </Notice>
  );
}

function sizeWords(bytes: number, number: (value: number) => string, t: ReturnType<typeof useWords>['t']): string {
  const thousands = Math.max(1, Math.round(bytes / 1000));
  return thousands < 1000 ? t('common.kilobytes', { size: number(thousands) }) : t('common.megabytes', { size: number(Math.round(thousands / 100) / 10) });
}
