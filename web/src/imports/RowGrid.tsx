// An import's rows, page by page: what is wrong with each, and its fields put right in place.
import { useEffect, useRef, useState } from 'react';
import type { Import, ImportRow, RowState } from '../api/import-types';
import { isProblem } from '../api/problem';
import { useWords } from '../i18n/use-words';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { DataTable } from '../ui/DataTable';
import { TextField } from '../ui/fields';
import { FilterChips } from '../ui/FilterChips';
import { TextLink } from '../ui/Link';
import { unbroken } from '../ui/format';
import { Notice } from '../ui/Notice';
import { Paging } from '../ui/Paging';
import { paths } from '../ui/paths';
import { ErrorState, SkeletonRows, useProblemSentence } from '../ui/states';
import { StatusBadge, type State } from '../ui/StatusBadge';
import styles from './Imports.module.css';
import { nameOf, useColumns, useFix, useRows } from './imports';

const badges: Record<RowState, State> = { staged: 'pending', ready: 'accepted', problem: 'to_confirm', created: 'completed', failed: 'failed', undone: 'cancelled' };

/** The states worth a filter: those that the import has, in the order of what there is to do. */
export function RowGrid({ one, order }: { one: Import; order: RowState[] }) {
  const { t, say } = useWords();
  const has = order.filter((state) => one.counts[state] > 0);
  const [chosen, setChosen] = useState<RowState | ''>();
  const state = chosen ?? has[0] ?? '';
  const [trail, setTrail] = useState<string[]>([]);
  const cursor = trail[trail.length - 1] ?? '';
  const { data, error, isPending, isPlaceholderData, refetch } = useRows(one.id, state, cursor);
  const caption = useRef<HTMLTableCaptionElement & HTMLParagraphElement>(null);
  const turned = useRef(false);
  useEffect(() => {
    if (!turned.current || isPlaceholderData) return;
    turned.current = false;
    caption.current?.focus();
  }, [data, isPlaceholderData]);
  const turn = (next: string[]) => { turned.current = true; setTrail(next); };
  const choose = (value: string) => { setChosen(value as RowState | ''); setTrail([]); };
  const chips = [...has.map((each) => ({ value: each, label: say(`imports.rowState.${each}_other`), count: one.counts[each] })),
    { value: '', label: t('imports.allRows'), count: one.rows }];
  const rows = data?.items ?? [];
  const [first, last] = [rows[0]?.number, rows[rows.length - 1]?.number];
  return (
    <>
      <div className={styles.chips}><FilterChips label={t('imports.filter')} value={state} onChange={choose} chips={chips} /></div>
      {isPending && <SkeletonRows rows={5} label={t('imports.loadingRows')} />}
      {error && !data && <ErrorState level={3} title={t('imports.rowsFailed')} problem={error} retry={() => void refetch()} />}
      {data && rows.length === 0 && <p className={styles.none}>{t('imports.noRows')}</p>}
      {rows.length > 0 && <Rows one={one} rows={rows} busy={isPlaceholderData} captionRef={caption} />}
      {rows.length > 0 && (trail.length > 0 || data?.next) && (
        <Paging text={t('imports.range', { first, last })}
          onPrevious={trail.length > 0 ? () => turn(trail.slice(0, -1)) : undefined}
          onNext={data?.next ? () => turn([...trail, data.next ?? '']) : undefined} />
      )}
    </>
  );
}

function Rows({ one, rows, busy, captionRef }: {
  one: Import; rows: ImportRow[]; busy: boolean; captionRef: React.Ref<HTMLTableCaptionElement & HTMLParagraphElement>;
}) {
  const { t, say, language } = useWords();
  const known = useColumns().data ?? [];
  const label = (field: string) => { const column = known.find((each) => each.field === field); return column ? nameOf(column, language) : field; };
  const name = (row: ImportRow) => row.values['company.name'] || t('imports.noName');
  const company = (row: ImportRow) => (
    <span className={styles.two}>
      {row.customerId && row.state === 'created' ? <TextLink strong to={paths.customer(row.customerId)}>{name(row)}</TextLink> : <strong>{name(row)}</strong>}
      <small className="quiet">{row.values['company.domain']}</small>
    </span>
  );
  const badge = (row: ImportRow) => <StatusBadge state={badges[row.state]} words={say(`imports.rowState.${row.state}_one`)} />;
  const open = (row: ImportRow) => row.state !== 'created' && row.state !== 'undone';
  const said = (row: ImportRow) => {
    const wrong = row.problems.filter((each) => !each.warning), looks = row.problems.filter((each) => each.warning);
    const [shown] = wrong.length ? wrong : looks;
    if (!shown) return <span className="quiet">{t('imports.nothingWrong')}</span>;
    return (
      <span className={styles.two}>
        <span>{shown.field && <b>{t('imports.saidOf', { field: label(shown.field) })} </b>}{unbroken(shown.rule)}</span>
        {row.problems.length > 1 && <small className="quiet">{t('imports.moreProblems', { count: row.problems.length - 1 })}</small>}
      </span>
    );
  };
  const editor = (row: ImportRow) => <RowEditor key={`${row.number}${row.state}`} one={one} row={row} label={label} canFix={open(row)} />;
  return (
    <DataTable caption={t('imports.rowsCaption')} captionRef={captionRef} rows={rows} rowKey={(row) => String(row.number)} busy={busy}
      details={{ label: (row) => t('imports.openRow', { number: row.number, name: name(row) }), render: editor }}
      columns={[
        { key: 'number', header: t('imports.row'), width: '72px', cell: (row) => row.number },
        { key: 'company', header: t('imports.company'), width: '30%', rowHeader: true, cell: company },
        { key: 'said', header: t('imports.said'), cell: said },
        { key: 'state', header: t('imports.state'), width: '150px', cell: badge },
      ]}
      card={(row) => <CardOf row={row} company={company(row)} badge={badge(row)} said={said(row)} editor={() => editor(row)} />} />
  );
}

function CardOf({ row, company, badge, said, editor }: { row: ImportRow; company: React.ReactNode; badge: React.ReactNode; said: React.ReactNode; editor: () => React.ReactNode }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.card}>
      {company}
      <p className={styles.line}>{badge}<span className="quiet">{t('imports.rowNumber', { number: row.number })}</span></p>
      {said}
      <div><Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'imports.close' : 'imports.show')}</Button></div>
      {open && editor()}
    </div>
  );
}

function RowEditor({ one, row, label, canFix }: { one: Import; row: ImportRow; label: (field: string) => string; canFix: boolean }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const fix = useFix(one.id);
  const [values, setValues] = useState<Record<string, string>>({});
  const wrong = [...new Set(row.problems.filter((each) => each.field).map((each) => each.field))];
  const others = Object.keys(row.values).filter((field) => !wrong.includes(field)).sort();
  const [all, setAll] = useState(false);
  const save = () => fix.mutate({ number: row.number, values }, {
    onSuccess: (now) => {
      setValues({});
      // A row that is right leaves the list of those that are not, and its fields with it.
      if (now.state === 'ready') document.getElementById('rows-title')?.focus({ preventScroll: true });
      announce(now.state === 'ready' ? t('imports.fixed', { number: row.number }) : t('imports.stillWrong', { count: now.problems.length }));
    },
  });
  const changed = Object.keys(values).length > 0;
  const field = (path: string) => {
    const said = row.problems.find((each) => each.field === path);
    return (
      <TextField key={path} name={`row${row.number}-${path}`} label={label(path)} optional={!said || said.warning} autoComplete="off" spellCheck={false}
        value={values[path] ?? row.values[path] ?? ''} onChange={(event) => setValues((before) => ({ ...before, [path]: event.target.value }))}
        error={said && !said.warning && values[path] === undefined ? unbroken(said.message) : undefined} help={said?.warning ? unbroken(said.message) : undefined} />
    );
  };
  const whole = row.problems.filter((each) => !each.field);
  return (
    <div className={styles.editor}>
      {whole.map((each) => <Notice key={each.code} tone={each.warning ? 'info' : 'warning'}>{each.message}</Notice>)}
      {fix.isError && <Notice tone="error" alert>{isProblem(fix.error) ? sentence(fix.error) : t('problems.unknown')}</Notice>}
      {canFix ? (
        <form noValidate onSubmit={(event) => { event.preventDefault(); if (changed) save(); }}>
          <div className={styles.fields}>{[...wrong, ...(all || wrong.length === 0 ? others : [])].map(field)}</div>
          <div className={styles.acts}>
            <Button type="submit" look="primary" size="small" busy={fix.isPending} blocked={changed ? undefined : [{ message: t('imports.nothingChanged') }]}>{t('imports.saveRow')}</Button>
            {wrong.length > 0 && others.length > 0 && <Button size="small" look="subtle" aria-expanded={all} onClick={() => setAll(!all)}>{t(all ? 'imports.fewerFields' : 'imports.allFields')}</Button>}
          </div>
        </form>
      ) : (
        <dl className={styles.values}>{Object.entries(row.values).map(([path, value]) => <div key={path}><dt>{label(path)}</dt><dd>{value}</dd></div>)}</dl>
      )}
    </div>
  );
}
