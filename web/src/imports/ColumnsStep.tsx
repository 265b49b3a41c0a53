// What each column of the file is, and what holds for rows that say nothing.
import { useMemo, useState, type ReactNode } from 'react';
import type { Import, ImportPlan } from '../api/import-types';
import { useCountries } from '../onboarding/calls';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useSession } from '../session/session';
import { usePartnerships } from '../relations/relations';
import { Button, LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { ChoiceCards } from '../ui/ChoiceCards';
import { useNow } from '../ui/clock';
import { DataTable } from '../ui/DataTable';
import { DateField } from '../ui/DateField';
import { FilterSelect, SelectField } from '../ui/fields';
import { ErrorSummary, FieldStack, type FormError } from '../ui/FormPanel';
import { Notice } from '../ui/Notice';
import { paths } from '../ui/paths';
import { useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import { WizardFrame } from '../ui/WizardFrame';
import styles from './Imports.module.css';
import { leftOut, nameOf, useColumns, usePlan } from './imports';

type Frame = { title: string; steps: { label: string; to: string }[]; current: number; status?: ReactNode };

export function ColumnsStep({ frame, one, onDone }: { frame: Frame; one: Import; onDone: () => void }) {
  const { t, language } = useWords();
  const { cloud, tenant } = useSession();
  const sentence = useProblemSentence();
  const { number } = useFormat();
  const known = useColumns().data ?? [];
  const save = usePlan(one.id);
  const today = useNow().toISOString().slice(0, 10);
  const attest = useMay('attest_agreement');
  const [plan, setPlan] = useState<ImportPlan>(() => ({
    ...one.plan, country: one.plan.country || (one.plan.columns.includes('company.country') ? '' : tenant.country),
    dateAgreed: one.plan.dateAgreed || today,
    // Who may not attest has no choice to make.
    agreement: attest.allowed ? one.plan.agreement : 'invited',
  }));
  const change = (part: Partial<ImportPlan>) => setPlan((before) => ({ ...before, ...part }));
  const has = (field: string) => plan.columns.includes(field);
  const missing = known.filter((column) => column.required && !has(column.field) && !(column.field === 'company.country' && plan.country));
  const needsAgreement = cloud === 'global' && !has('agreement.kind');
  const asksReseller = tenant.kind === 'indirectProvider' && cloud === 'global' && !has('resellerId');
  const asks = !has('company.country') || asksReseller || needsAgreement || has('agreement.dateAgreed');
  const errors = useMemo<FormError[]>(() => (save.error ? [{ message: sentence(save.error) }] : []), [save.error]);
  const go = () => {
    const { agreement, ...rest } = plan;
    save.mutate({ ...rest, ...(needsAgreement && agreement ? { agreement } : {}), dateAgreed: agreement === 'attested' || has('agreement.kind') ? plan.dateAgreed : '' },
      { onSuccess: onDone });
  };
  const blocked = needsAgreement && !plan.agreement ? [{ message: t('imports.agreementMissing') }] : blockedBy({ allowed: true, reasons: [] });
  return (
    <WizardFrame {...frame}
      footerStart={<LinkButton look="subtle" to={paths.imports}>{t('imports.allImports')}</LinkButton>}
      footerEnd={<>
        <LinkButton size="large" to={paths.imports}>{t('onboarding.previous')}</LinkButton>
        <Button look="primary" size="large" busy={save.isPending} blocked={blocked} onClick={go}>{t('imports.checkRows', { count: one.rows, number: number(one.rows) })}</Button>
      </>}>
      <ErrorSummary errors={errors} />
      <Card flush title={t('imports.columns')} lead={t('imports.columnsLead')}>
        {missing.length > 0 && (
          <div className={styles.notice}>
            <Notice tone="warning" title={t('imports.missing', { count: missing.length })}>{missing.map((column) => nameOf(column, language)).join(', ')}</Notice>
          </div>
        )}
        <Columns one={one} plan={plan} onChange={(columns) => change({ columns })} />
      </Card>
      {asks && <Card title={t('imports.forAll')} lead={t('imports.forAllLead')}>
        <FieldStack>
          {!has('company.country') && <Country value={plan.country ?? ''} onChange={(country) => change({ country })} />}
          {asksReseller && <Reseller value={plan.reseller ?? ''} onChange={(reseller) => change({ reseller })} />}
          {needsAgreement && (
            attest.allowed ? <ChoiceCards legend={t('imports.agreement')} name="agreement" value={plan.agreement ?? ''} onChange={(value) => change({ agreement: value as 'attested' | 'invited' })}
              choices={[
                { value: 'invited', label: t('imports.invited'), text: t('imports.invitedText') },
                { value: 'attested', label: t('imports.attested'), text: t('imports.attestedText') },
              ]} />
              : <Notice title={t('imports.mayNotAttest')}>{attest.reasons.map((reason) => <p key={reason.code}>{reason.message}</p>)}</Notice>
          )}
          {plan.agreement === 'attested' && !has('agreement.dateAgreed') && (
            <DateField name="dateAgreed" label={t('imports.dateAgreed')} value={plan.dateAgreed ?? ''} max={today} onChange={(dateAgreed) => change({ dateAgreed })} />
          )}
          {has('agreement.dateAgreed') && (
            <SelectField name="dateOrder" label={t('imports.dateOrder')} value={plan.dateOrder} onChange={(event) => change({ dateOrder: event.target.value as 'dayFirst' | 'monthFirst' })}>
              <option value="dayFirst">{t('imports.dayFirst')}</option><option value="monthFirst">{t('imports.monthFirst')}</option>
            </SelectField>
          )}
        </FieldStack>
      </Card>}
    </WizardFrame>
  );
}

function Columns({ one, plan, onChange }: { one: Import; plan: ImportPlan; onChange: (columns: string[]) => void }) {
  const { t, language } = useWords();
  const known = useColumns().data ?? [];
  const rows = one.headings.map((heading, at) => ({
    at, heading: heading || t('imports.noHeading', { number: at + 1 }), samples: [...new Set(one.sample.map((cells) => cells[at] ?? '').filter(Boolean))].slice(0, 3),
  }));
  type Row = (typeof rows)[number];
  // A field is one column's alone: chosen here, it is taken from where it was.
  const choose = (at: number, field: string) => onChange(rows.map((row) => (row.at === at ? field || leftOut : plan.columns[row.at] === field ? leftOut : plan.columns[row.at] ?? leftOut)));
  const select = (row: Row) => (
    <FilterSelect label={t('imports.fieldOf', { heading: row.heading })} value={plan.columns[row.at] === leftOut ? '' : plan.columns[row.at] ?? ''} onChange={(field) => choose(row.at, field)} className={styles.select}>
      <option value="">{t('imports.leaveOut')}</option>
      {known.map((column) => <option key={column.field} value={column.field}>{nameOf(column, language)}</option>)}
    </FilterSelect>
  );
  const samples = (row: Row) => (row.samples.length ? <span className={styles.samples}>{row.samples.join(' · ')}</span> : <span className="quiet">{t('imports.noSample')}</span>);
  return (
    <DataTable caption={t('imports.columns')} rows={rows} rowKey={(row) => String(row.at)}
      columns={[
        { key: 'heading', header: t('imports.heading'), width: '26%', rowHeader: true, cell: (row) => row.heading },
        { key: 'samples', header: t('imports.samples'), cell: samples },
        { key: 'field', header: t('imports.field'), width: '300px', cell: select },
      ]}
      card={(row) => <div className={styles.card}><strong>{row.heading}</strong>{samples(row)}{select(row)}</div>} />
  );
}

function Country({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const { t } = useWords();
  const countries = useCountries().data?.items ?? [];
  return (
    <SelectField name="country" label={t('imports.country')} help={t('imports.countryHelp')} value={value} onChange={(event) => onChange(event.target.value)}>
      {countries.map((one) => <option key={one.code} value={one.code}>{one.name}</option>)}
    </SelectField>
  );
}

function Reseller({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useWords();
  const partnerships = usePartnerships(true).data?.items.filter((one) => one.state === 'active') ?? [];
  return (
    <SelectField name="reseller" optional label={t('imports.reseller')} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('imports.noReseller')}</option>
      {partnerships.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
    </SelectField>
  );
}
