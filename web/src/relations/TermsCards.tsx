// The terms of a reseller with what they come to, and its margin statement: for its provider, and for itself.
import { Edit16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay } from '../session/session';
import { Button } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { TextField } from '../ui/fields';
import { ErrorSummary, FieldStack } from '../ui/FormPanel';
import { Panel, prefetchPanel } from '../ui/lazy';
import { OutLink } from '../ui/Link';
import { Money } from '../ui/Money';
import { Notice } from '../ui/Notice';
import { ErrorState, SkeletonRows } from '../ui/states';
import { StaleNotice, staleChanges } from '../ui/StaleNotice';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { useStaleForm } from '../ui/use-stale-form';
import { When } from '../ui/When';
import styles from './Relations.module.css';
import { plainNumber, statementAddress, useSetTerms, useTerms, type Side, type TaggedTerms } from './terms';

/** Nothing at all for who may not see margins. */
export function TermsCards({ side, id, name }: { side: Side; id: string; name: string }) {
  const { t } = useWords();
  const may = useMay('see_margins');
  const { data, error, isPending, refetch } = useTerms(side, id, may.allowed);
  if (!may.allowed) return null;
  if (isPending) return <Card flush><SkeletonRows rows={4} label={t('relations.terms.loading')} /></Card>;
  if (!data) return <Card flush><ErrorState title={t('relations.terms.failed')} problem={error} retry={() => void refetch()} /></Card>;
  return (
    <>
      <Terms side={side} name={name} terms={data} />
      <Statement side={side} id={id} name={name} />
    </>
  );
}

function Terms({ side, name, terms }: { side: Side; name: string; terms: TaggedTerms }) {
  const { t } = useWords();
  const { locale } = useFormat();
  const may = useMay('set_terms');
  const [editing, setEditing] = useState(false);
  const margin = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 2 }).format(Number(terms.margin) / 100);
  const exceeded = terms.left?.amount.startsWith('-') ?? false;
  const own = side === 'providers';
  return (
    <Card title={own ? t('relations.terms.titleOf', { name }) : t('relations.terms.title')} lead={t(own ? 'relations.terms.ownLead' : 'relations.terms.lead')}
      actions={!own && <Button size="small" icon={<Edit16Regular />} blocked={blockedBy(may)} aria-haspopup="dialog" onFocus={prefetchPanel}
        aria-label={t('relations.terms.edit')} onClick={() => setEditing(true)}>{t('common.update')}</Button>}>
      <div className={styles.stack}>
        {exceeded && <Notice tone="warning" title={t('relations.terms.exceeded')}>{t('relations.terms.exceededText')}</Notice>}
        <Facts items={[
          { name: t('relations.terms.margin'), value: margin },
          { name: t('relations.terms.limit'), value: terms.creditLimit ? <Money value={terms.creditLimit} /> : t('relations.terms.noLimit') },
          { name: t('relations.terms.atList'), value: <Money value={terms.atList} /> },
          { name: t('relations.terms.marginAmount'), value: <Money value={terms.marginAmount} /> },
          { name: t(own ? 'relations.terms.ownExposure' : 'relations.terms.exposure'), value: <Money value={terms.exposure} /> },
          ...(terms.left ? [{ name: t('relations.terms.left'), value: <Money value={terms.left} /> }] : []),
          { name: t('relations.terms.changed'), value: terms.changedAt ? <><When at={terms.changedAt} />{terms.changedBy && `, ${terms.changedBy}`}</> : t('relations.terms.never') },
        ]} />
      </div>
      {editing && <TermsPanel terms={terms} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function Statement({ side, id, name }: { side: Side; id: string; name: string }) {
  const { t, language } = useWords();
  const own = side === 'providers';
  const link = (excel: boolean) => (
    <OutLink href={statementAddress(side, id, language, excel)}>
      {t('relations.statement.download')} ({t(excel ? 'relations.statement.excel' : 'relations.statement.plain')})
    </OutLink>
  );
  return (
    <Card title={own ? t('relations.statement.titleOf', { name }) : t('relations.statement.title')} lead={t('relations.statement.lead')}>
      <div className={styles.links}>{link(true)}{link(false)}</div>
    </Card>
  );
}

function TermsPanel({ terms: now, onClose }: { terms: TaggedTerms; onClose: () => void }) {
  const { t, language } = useWords();
  const save = useSetTerms(now.id);
  const shown = (amount: string) => (language === 'fr' ? amount.replace('.', ',') : amount);
  const textsOf = ({ margin, creditLimit }: TaggedTerms) => ({ margin: shown(margin), creditLimit: creditLimit ? shown(creditLimit.amount) : '' });
  const { opened: terms, values, setValues, stale, errors, errorOf, resume } = useStaleForm(now, textsOf, save, 'margin');
  const amount = plainNumber(values.creditLimit, language);
  const set = (name: 'margin' | 'creditLimit') => ({
    name, value: values[name], onChange: (event: { target: { value: string } }) => setValues((typed) => ({ ...typed, [name]: event.target.value })),
  });
  return (
    <Panel title={t('relations.terms.edit')} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="terms-form" busy={save.isPending}>{t('common.save')}</Button>
      </>}>
      <form id="terms-form" noValidate onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { form: { margin: plainNumber(values.margin, language), ...(amount ? { creditLimit: { amount, currency: terms.currency } } : {}) }, etag: terms.attributes?.etag },
          { onSuccess: () => { showToast({ text: t('relations.terms.saved') }); onClose(); } },
        );
      }}>
        {stale && <StaleNotice busy={now === terms} onResume={resume} changes={staleChanges(textsOf(terms), textsOf(now), values, {
          margin: t('relations.terms.margin'), creditLimit: t('relations.terms.limit'),
        })} />}
        <ErrorSummary errors={errors} />
        <FieldStack>
          <TextField {...set('margin')} label={t('relations.terms.margin')} help={t('relations.terms.marginHelp')} inputMode="decimal" autoComplete="off" after="%"
            maxLength={10} error={errorOf('margin')} />
          <TextField {...set('creditLimit')} optional label={t('relations.terms.limit')} help={t('relations.terms.limitHelp')} inputMode="decimal" autoComplete="off"
            after={terms.currency} maxLength={20} error={errorOf('creditLimit') ?? errorOf('creditLimit.amount')} />
        </FieldStack>
      </form>
    </Panel>
  );
}
