// Imports of customers: a file to choose or drop, the template to fill in, and what was imported before.
import { ArrowDownload20Regular, ArrowUpload20Regular } from '@fluentui/react-icons';
import { useRef, useState, type DragEvent } from 'react';
import { useNavigate } from 'react-router';
import type { Import } from '../api/import-types';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { DataTable } from '../ui/DataTable';
import { Dialog } from '../ui/lazy';
import { TextLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import styles from './Imports.module.css';
import { StageBadge } from './StageBadge';
import { templateHref, useImports, useRemoval, useUpload } from './imports';

/** What the server takes; said before a file is sent that it would not. */
const mostBytes = 25 * 1024 * 1024;

export default function Imports() {
  const { t } = useWords();
  const may = useMay('import_customers');
  const { administrators } = useSession();
  return (
    <>
      <PageHeader title={t('imports.title')} crumbs={[{ to: paths.customers, label: t('shell.customers') }]} />
      {!may.allowed && <Card flush><NoPermission page={t('imports.title')} reasons={may.reasons} administrators={administrators} /></Card>}
      {may.allowed && <div className={styles.stack}><FileCard /><Before /></div>}
    </>
  );
}

function FileCard() {
  const { t, language } = useWords();
  const sentence = useProblemSentence();
  const go = useNavigate();
  const upload = useUpload();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const send = (file: File | undefined) => {
    if (!file || upload.isPending) return;
    upload.reset();
    setTooLarge(file.size > mostBytes);
    if (file.size > mostBytes) return;
    announce(t('imports.reading', { name: file.name }));
    upload.mutate(file, { onSuccess: (made) => void go(paths.import(made.id)) });
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files[0]);
  };
  return (
    <Card title={t('imports.file')} lead={t('imports.fileLead')}
      actions={<a className={styles.download} href={templateHref(language)} download><ArrowDownload20Regular />{t('imports.template')}</a>}>
      {tooLarge && <Notice tone="error" alert title={t('imports.fileFailed')}>{t('imports.tooLarge')}</Notice>}
      {upload.isError && <Notice tone="error" alert title={t('imports.fileFailed')}>{sentence(upload.error)}</Notice>}
      <div className={styles.drop} data-over={over || undefined} onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)} onDrop={dropped}>
        <input ref={input} id="import-file" type="file" className="visually-hidden" tabIndex={-1} aria-hidden="true" accept=".csv,.txt,.xlsx"
          onChange={(event) => { send(event.target.files?.[0]); event.target.value = ''; }} />
        <Button look="primary" icon={<ArrowUpload20Regular />} busy={upload.isPending} onClick={() => input.current?.click()}>{t('imports.choose')}</Button>
        <p className="quiet" data-busy={upload.isPending || undefined}>{upload.isPending ? t('imports.reading', { name: upload.variables.name }) : t('imports.drop')}</p>
      </div>
    </Card>
  );
}

function Before() {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useImports(true);
  if (data && data.items.length === 0) return null;
  return (
    <Card flush title={t('imports.before')}>
      {isPending && <SkeletonRows rows={3} label={t('imports.loading')} />}
      {error && <ErrorState level={3} title={t('imports.failed')} problem={error} retry={() => void refetch()} />}
      {data && <Table rows={data.items} />}
    </Card>
  );
}

function Table({ rows }: { rows: Import[] }) {
  const { t } = useWords();
  const { number } = useFormat();
  const sentence = useProblemSentence();
  const removal = useRemoval();
  const [asking, setAsking] = useState<Import>();
  const remove = (one: Import) => removal.mutate(one.id, {
    onSuccess: () => showToast({ text: t('imports.deleted', { name: one.name || t('imports.unnamed') }) }),
    onSettled: () => setAsking(undefined),
  });
  const name = (one: Import) => <TextLink strong to={paths.import(one.id)}>{one.name || t('imports.unnamed')}</TextLink>;
  const acts = (one: Import) => one.stage !== 'reading' && one.stage !== 'running' && one.stage !== 'undoing' && (
    <Button size="small" look="subtle" aria-label={t('imports.deleteOf', { name: one.name })} aria-haspopup="dialog" onClick={() => setAsking(one)}>{t('imports.delete')}</Button>
  );
  return (
    <>
      {removal.isError && <Notice tone="error" alert>{sentence(removal.error)}</Notice>}
      <DataTable caption={t('imports.before')} rows={rows} rowKey={(one) => one.id} cardsEarly
        columns={[
          { key: 'name', header: t('imports.fileName'), rowHeader: true, cell: name },
          { key: 'stage', header: t('imports.state'), width: '190px', cell: (one) => <StageBadge stage={one.stage} /> },
          { key: 'rows', header: t('imports.rows'), width: '110px', end: true, cell: (one) => number(one.rows) },
          { key: 'by', header: t('imports.by'), width: '18%', cell: (one) => one.begunBy },
          { key: 'at', header: t('imports.at'), width: '130px', cell: (one) => <When at={one.createdAt} /> },
          { key: 'acts', header: <span className="visually-hidden">{t('imports.acts')}</span>, width: '120px', end: true, cell: acts },
        ]}
        card={(one) => (
          <div className={styles.card}>
            {name(one)}
            <StageBadge stage={one.stage} />
            <p className="quiet">{t('imports.rowsBy', { count: one.rows, number: number(one.rows), who: one.begunBy })}, <When at={one.createdAt} /></p>
            {acts(one)}
          </div>
        )} />
      {asking && (
        <Dialog alert title={t('imports.deleteTitle')} onClose={() => setAsking(undefined)}
          actions={<>
            <Button autoFocus onClick={() => setAsking(undefined)}>{t('imports.deleteKeep')}</Button>
            <Button look="primary" busy={removal.isPending} onClick={() => remove(asking)}>{t('imports.deleteYes')}</Button>
          </>}>
          <p><strong>{asking.name || t('imports.unnamed')}</strong></p>
          <p>{t('imports.deleteText')}</p>
        </Dialog>
      )}
    </>
  );
}
