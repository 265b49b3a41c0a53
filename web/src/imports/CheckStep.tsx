// The rows looked at: how many are ready, what is wrong with the others, put right here before anything is made.
import { Checkmark20Regular } from '@fluentui/react-icons';
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
import { ImportProgress } from './ImportProgress';
import { RowGrid } from './RowGrid';
import { useImportAct } from './imports';

type Frame = { title: string; steps: { label: string; to: string }[]; current: number; status?: ReactNode };

export function CheckStep({ frame, one }: { frame: Frame; one: Import }) {
  const { t } = useWords();
  const { number } = useFormat();
  const sentence = useProblemSentence();
  const act = useImportAct(one.id);
  const [asking, setAsking] = useState(false);
  const leave = <LinkButton look="subtle" to={paths.imports}>{t('imports.allImports')}</LinkButton>;
  const back = <LinkButton size="large" to={`${paths.import(one.id)}?step=columns`}>{t('onboarding.previous')}</LinkButton>;
  if (one.stage === 'checking') {
    const failed = one.progress?.state === 'failed';
    return (
      <WizardFrame {...frame} footerStart={leave} footerEnd={back}>
        <Card title={t('imports.checking')} lead={t('imports.checkingLead')}>
          {failed ? <Notice tone="error" alert action={<Button onClick={() => act.mutate('resume')}>{t('common.retry')}</Button>}>{t('imports.stopped')}</Notice> : <ImportProgress one={one} label={t('imports.checking')} />}
        </Card>
      </WizardFrame>
    );
  }
  const { ready, problem } = one.counts;
  const run = () => act.mutate('run', { onSettled: () => setAsking(false) });
  return (
    <WizardFrame {...frame} footerStart={leave}
      footerEnd={<>
        {back}
        <Button look="primary" size="large" icon={<Checkmark20Regular />} aria-haspopup="dialog" blocked={ready > 0 ? undefined : [{ message: t('imports.noneReady') }]}
          onClick={() => setAsking(true)}>{t('imports.make', { count: ready, number: number(ready) })}</Button>
      </>}>
      {act.isError && <Notice tone="error" alert>{sentence(act.error)}</Notice>}
      <Figures label={t('imports.figures')} items={[
        { name: t('imports.rows'), value: number(one.rows) },
        { name: t('imports.rowState.ready_other'), value: number(ready) },
        { name: t('imports.rowState.problem_other'), value: number(problem) },
      ]} />
      {problem > 0 && ready > 0 && <Notice tone="info">{t('imports.partial', { count: problem, number: number(problem) })}</Notice>}
      <Card flush id="rows" title={t('imports.rowsTitle')} lead={t('imports.rowsLead')}><RowGrid one={one} order={['problem', 'ready']} /></Card>
      {asking && (
        <Dialog title={t('imports.makeTitle', { count: ready, number: number(ready) })} onClose={() => setAsking(false)}
          actions={<>
            <Button autoFocus onClick={() => setAsking(false)}>{t('imports.makeLater')}</Button>
            <Button look="primary" busy={act.isPending} onClick={run}>{t('imports.makeYes')}</Button>
          </>}>
          <p>{t('imports.makeText')}</p>
        </Dialog>
      )}
    </WizardFrame>
  );
}
