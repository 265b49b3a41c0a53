// What came of an import: figures, the report, rows to try again, and taking back what nobody has used.
import { ArrowDownload20Regular, ArrowRepeatAll20Regular, ArrowUndo20Regular, Play20Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { Import } from '../api/import-types';
import { useWords } from '../i18n/use-words';
import { Button, LinkButton } from '../ui/Button';
import { Card, Figures } from '../ui/Card';
import { Dialog } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { paths } from '../ui/paths';
import { useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import { WizardFrame } from '../ui/WizardFrame';
import styles from './Imports.module.css';
import { ImportProgress } from './ImportProgress';
import { RowGrid } from './RowGrid';
import { reportHref, useImportAct } from './imports';

type Frame = { title: string; steps: { label: string; to: string }[]; current: number; status?: ReactNode };

export function ReportStep({ frame, one, ran }: { frame: Frame; one: Import; /** By the run that has just ended, where it was not the first. */ ran?: { created: number; failed: number } }) {
  const { t, language } = useWords();
  const { number } = useFormat();
  const sentence = useProblemSentence();
  const act = useImportAct(one.id);
  const [asking, setAsking] = useState(false);
  const { created, failed, problem, ready, undone } = one.counts;
  const again = ready + failed;
  const undoing = one.stage === 'undoing';
  const undo = () => act.mutate('undo', { onSettled: () => setAsking(false) });
  return (
    <WizardFrame {...frame} finished
      footerEnd={<>
        <LinkButton size="large" to={paths.imports}>{t('imports.allImports')}</LinkButton>
        <LinkButton look="primary" size="large" to={paths.customers}>{t('imports.toCustomers')}</LinkButton>
      </>}>
      {act.isError && <Notice tone="error" alert>{sentence(act.error)}</Notice>}
      {ran && (
        <Notice tone={ran.failed > 0 ? 'warning' : 'ok'}>
          {t('imports.ranCreated', { count: ran.created, number: number(ran.created) })}
          {ran.failed > 0 && ` ${t('imports.ranFailed', { count: ran.failed, number: number(ran.failed) })}`}
        </Notice>
      )}
      <Figures label={t('imports.figures')} items={[
        { name: t('imports.rowState.created_other'), value: number(created) },
        { name: t('imports.rowState.failed_other'), value: number(failed) },
        { name: t('imports.rowState.problem_other'), value: number(problem) },
        ...(ready > 0 ? [{ name: t('imports.rowState.ready_other'), value: number(ready) }] : []),
        ...(undone > 0 ? [{ name: t('imports.rowState.undone_other'), value: number(undone) }] : []),
      ]} />
      {undoing && (
        <Card title={t('imports.undoing')} lead={one.progress?.state !== 'failed' && t('imports.undoingLead')}>
          {one.progress?.state === 'failed' && <div className={styles.told}><Notice tone="error" alert>{t('imports.stopped')}</Notice></div>}
          <ImportProgress one={one} label={t('imports.undoing')} />
          {one.progress?.canResume && <Button look="primary" icon={<Play20Regular />} busy={act.isPending} onClick={() => act.mutate('resume')}>{t('imports.resume')}</Button>}
        </Card>
      )}
      {!undoing && (
        <Card flush id="rows" title={t('imports.report')} lead={t('imports.reportLead')}
          actions={<div className={styles.reportActs}>
            <a className={styles.download} href={reportHref(one.id, language)} download><ArrowDownload20Regular />{t('imports.download')}</a>
            {again > 0 && <Button icon={<ArrowRepeatAll20Regular />} busy={act.isPending} onClick={() => act.mutate(failed > 0 ? 'rerun' : 'run')}>{t('imports.again', { count: again, number: number(again) })}</Button>}
            {created > 0 && <Button look="subtle" icon={<ArrowUndo20Regular />} aria-haspopup="dialog" onClick={() => setAsking(true)}>{t('imports.undo')}</Button>}
          </div>}>
          <RowGrid key={`${created} ${undone}`} one={one} order={['failed', 'problem', 'ready', 'created', 'undone']} />
        </Card>
      )}
      {asking && (
        <Dialog alert title={t('imports.undoTitle')} onClose={() => setAsking(false)}
          actions={<>
            <Button autoFocus onClick={() => setAsking(false)}>{t('imports.undoKeep')}</Button>
            <Button look="primary" busy={act.isPending} onClick={undo}>{t('imports.undoYes')}</Button>
          </>}>
          <p>{t('imports.undoText', { count: created, number: number(created) })}</p>
        </Dialog>
      )}
    </WizardFrame>
  );
}
