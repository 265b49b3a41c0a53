// One import, step by step: its columns, its rows put right, the run, what came of it.
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { Import } from '../api/import-types';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { paths } from '../ui/paths';
import { ProgressBar } from '../ui/ProgressBar';
import { ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { WizardFrame } from '../ui/WizardFrame';
import { CheckStep } from './CheckStep';
import { ColumnsStep } from './ColumnsStep';
import { ReportStep } from './ReportStep';
import { RunStep } from './RunStep';
import { useImport } from './imports';

const stepOf: Record<Import['stage'], number> = { reading: 1, mapping: 1, checking: 2, ready: 2, running: 3, done: 4, undoing: 4, undone: 4, deleting: 4 };

export default function ImportPage() {
  const { t } = useWords();
  const may = useMay('import_customers');
  const { administrators } = useSession();
  const { id = '' } = useParams();
  if (!may.allowed) return <Card flush><NoPermission page={t('imports.title')} reasons={may.reasons} administrators={administrators} /></Card>;
  return <One key={id} id={id} />;
}

/** What a run again brought: without it the report looks as it did before. */
function useRunAgain(data: Import | undefined) {
  const [before, setBefore] = useState<Import['counts']>();
  const [seen, setSeen] = useState<Import['stage']>();
  if (data && data.stage !== seen) {
    setSeen(data.stage);
    if (data.stage === 'running') setBefore(seen === 'done' ? data.counts : undefined);
    else if (data.stage !== 'done') setBefore(undefined);
  }
  if (!data || data.stage !== 'done' || !before) return undefined;
  return { created: data.counts.created - before.created, failed: data.counts.failed };
}

function One({ id }: { id: string }) {
  const { t } = useWords();
  const { data, error, isPending, refetch, isAway } = useImport(id);
  const ran = useRunAgain(data);
  const [search, setSearch] = useSearchParams();
  const open = data && ['mapping', 'checking', 'ready'].includes(data.stage);
  const toColumns = Boolean(open && search.get('step') === 'columns');
  const step = data ? (toColumns ? 1 : stepOf[data.stage]) : 1;
  const steps = (['file', 'columns', 'check', 'run', 'report'] as const).map((name) => ({
    label: t(`imports.step.${name}`),
    // Leads back where going back is possible: to another file, or to the columns before anything was made.
    to: name === 'file' ? paths.imports : name === 'columns' && open ? `${paths.import(id)}?step=columns` : '',
  }));
  const show = (columns: boolean) => setSearch(columns ? { step: 'columns' } : {}, { replace: !columns });
  const frame = { title: data?.name ? t('imports.titleOf', { name: data.name }) : t('imports.title'), steps, current: step,
    // The work goes on without the page, and the page with the server: what it shows is as it was.
    status: isAway && <span role="status">{t('imports.away')}</span> };
  if (isPending) return <WizardFrame {...frame}><Card flush><SkeletonRows rows={5} label={t('imports.loading')} /></Card></WizardFrame>;
  if (!data) return <WizardFrame {...frame}><Card flush><ErrorState title={t('imports.failed')} problem={error} retry={() => void refetch()} /></Card></WizardFrame>;
  if (data.stage === 'reading') return (
    <WizardFrame {...frame} footerEnd={<LinkButton size="large" to={paths.imports}>{t('imports.allImports')}</LinkButton>}>
      <Card title={t('imports.reading', { name: data.name })} lead={t('imports.readingLead')}><ProgressBar label={t('imports.stage.reading')} done={0} total={0} /></Card>
    </WizardFrame>
  );
  if (step === 1) return <ColumnsStep frame={frame} one={data} onDone={() => show(false)} />;
  if (step === 2) return <CheckStep frame={frame} one={data} />;
  if (step === 3) return <RunStep frame={frame} one={data} />;
  return <ReportStep frame={frame} one={data} ran={ran} />;
}
