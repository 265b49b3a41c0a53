// An import that runs: how far it is, paused and gone on with.
import { Pause20Regular, Play20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Import } from '../api/import-types';
import { useWords } from '../i18n/use-words';
import { Button, LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { Notice } from '../ui/Notice';
import { paths } from '../ui/paths';
import { useProblemSentence } from '../ui/states';
import { WizardFrame } from '../ui/WizardFrame';
import styles from './Imports.module.css';
import { ImportProgress } from './ImportProgress';
import { useImportAct } from './imports';

type Frame = { title: string; steps: { label: string; to: string }[]; current: number; status?: ReactNode };

export function RunStep({ frame, one }: { frame: Frame; one: Import }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const act = useImportAct(one.id);
  const { state, canPause, canResume } = one.progress ?? {};
  return (
    <WizardFrame {...frame} footerEnd={<LinkButton size="large" to={paths.imports}>{t('imports.allImports')}</LinkButton>}>
      <Card title={t(state === 'failed' ? 'imports.stoppedTitle' : state === 'paused' ? 'imports.paused' : 'imports.running')}
        lead={state !== 'failed' && t(state === 'paused' ? 'imports.pausedLead' : 'imports.runningLead')}>
        {act.isError && <div className={styles.told}><Notice tone="error" alert>{sentence(act.error)}</Notice></div>}
        {state === 'failed' && <div className={styles.told}><Notice tone="error" alert>{t('imports.stopped')}</Notice></div>}
        <ImportProgress one={one} label={t('imports.running')} />
        {/* One button that changes, so that a second press is where the first one was. */}
        {(canPause || canResume) && (
          <Button look={canResume ? 'primary' : 'secondary'} icon={canResume ? <Play20Regular /> : <Pause20Regular />} busy={act.isPending}
            onClick={() => act.mutate(canResume ? 'resume' : 'pause')}>{t(canResume ? 'imports.resume' : 'imports.pause')}</Button>
        )}
      </Card>
    </WizardFrame>
  );
}
