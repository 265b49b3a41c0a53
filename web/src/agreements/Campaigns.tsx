// Campaigns of accepting the agreement again: start, personal links, how far they are, end.
import { MegaphoneLoud20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Campaign } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import styles from '../relations/Relations.module.css';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { useNow } from '../ui/clock';
import { DataTable } from '../ui/DataTable';
import { FormDate, FormText } from '../ui/form-fields';
import { ErrorSummary, FieldStack, type FormError } from '../ui/FormPanel';
import { parseDay, showDay } from '../ui/format';
import { Dialog, Panel } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { ErrorState, SkeletonRows, useProblemSentence } from '../ui/states';
import { StatusBadge } from '../ui/StatusBadge';
import { showToast } from '../ui/toast';
import { useFormErrors } from '../ui/use-field-problems';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { CampaignLinks } from './CampaignLinks';
import { endCampaign, makeLinks, remindAll, startCampaign, useCampaignAct, useCampaigns } from './customer-agreement';

export function Campaigns() {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useCampaigns(true);
  const [starting, setStarting] = useState(false);
  return (
    <Card flush title={t('relations.settings.campaigns')} lead={t('relations.settings.campaignsLead')}
      actions={<Button icon={<MegaphoneLoud20Regular />} aria-haspopup="dialog" onClick={() => setStarting(true)}>{t('relations.settings.start')}</Button>}>
      {isPending && <SkeletonRows rows={2} label={t('relations.settings.loading')} />}
      {error && <ErrorState level={3} title={t('relations.settings.campaignsFailed')} problem={error} retry={() => void refetch()} />}
      {data && !data.items.length && <p className={styles.more}>{t('relations.settings.noCampaign')}</p>}
      {data && data.items.length > 0 && <Table rows={data.items} />}
      {starting && <StartPanel onClose={() => setStarting(false)} />}
    </Card>
  );
}

function Table({ rows }: { rows: Campaign[] }) {
  const { t } = useWords();
  const { number } = useFormat();
  const sentence = useProblemSentence();
  const links = useCampaignAct(makeLinks);
  const end = useCampaignAct(endCampaign);
  const remind = useCampaignAct(remindAll);
  const [shown, setShown] = useState<Campaign>();
  const [ending, setEnding] = useState<Campaign>();
  // Mails that have gone out are not called back.
  const [sending, setSending] = useState<{ one: Campaign; how: 'links' | 'reminders' }>();
  const sent = () => setSending(undefined);
  const progress = (one: Campaign) => (
    <span className={styles.card}>
      {one.progress.invited > 0 && t('relations.settings.progress', { accepted: number(one.progress.accepted), invited: number(one.progress.invited) })}
      {one.progress.invited + one.progress.toInvite === 0 && t('relations.settings.nobody')}
      {one.progress.toInvite > 0 && <small className={one.progress.invited > 0 ? styles.sub : 'quiet'}>{t('relations.settings.toInvite', { count: one.progress.toInvite })}</small>}
    </span>
  );
  const look = (one: Campaign) => one.progress.invited > 0 && <Button size="small" aria-haspopup="dialog" onClick={() => setShown(one)}>{t('relations.settings.seeLinks')}</Button>;
  const acts = (one: Campaign) => (one.endedAt ? <span className={styles.endActs}>{look(one)}</span> : (
    <span className={styles.endActs}>
      {look(one)}
      {one.progress.open > 0 && <Button size="small" aria-haspopup="dialog" onClick={() => setSending({ one, how: 'reminders' })}>{t('relations.settings.remind')}</Button>}
      {one.progress.toInvite > 0 && <Button size="small" busy={links.isPending} onClick={() => links.mutate({ id: one.id, sendMail: false })}>{t('relations.settings.makeLinks')}</Button>}
      {one.progress.toInvite > 0 && <Button size="small" aria-haspopup="dialog" onClick={() => setSending({ one, how: 'links' })}>{t('relations.settings.sendLinks')}</Button>}
      <Button size="small" aria-haspopup="dialog" onClick={() => setEnding(one)}>{t('relations.settings.end')}</Button>
    </span>
  ));
  const state = (one: Campaign) => <StatusBadge state={one.endedAt ? 'cancelled' : 'pending'} words={t(one.endedAt ? 'relations.settings.ended' : 'relations.settings.running')} />;
  const problem = links.error ?? end.error ?? remind.error;
  return (
    <>
      {Boolean(problem) && <Notice tone="error" alert>{sentence(problem)}</Notice>}
      <DataTable caption={t('relations.settings.campaigns')} rows={rows} rowKey={(one) => one.id} cardsEarly
        columns={[
          { key: 'name', header: t('relations.settings.name'), rowHeader: true, cell: (one) => one.name },
          { key: 'state', header: t('relations.list.state'), width: '130px', cell: state },
          { key: 'progress', header: t('relations.settings.links'), width: '220px', cell: progress },
          { key: 'due', header: t('relations.settings.due'), width: '120px', cell: (one) => <When at={one.dueOn} day /> },
          { key: 'acts', header: <span className="visually-hidden">{t('relations.list.acts')}</span>, width: '330px', end: true, cell: acts },
        ]}
        card={(one) => <div className={styles.card}><strong>{one.name}</strong>{state(one)}{progress(one)}
            <span><span className="quiet">{t('relations.settings.due')}</span> <When at={one.dueOn} day /></span>{acts(one)}</div>} />
      {shown && <CampaignLinks campaign={shown} onClose={() => setShown(undefined)} />}
      {sending && (
        <Dialog title={t(`relations.settings.sendTitle.${sending.how}`, { count: sending.how === 'links' ? sending.one.progress.toInvite : sending.one.progress.open })} onClose={sent}
          actions={<>
            <Button autoFocus onClick={sent}>{t('common.cancel')}</Button>
            {sending.how === 'links'
              ? <Button look="primary" busy={links.isPending} onClick={() => links.mutate({ id: sending.one.id, sendMail: true }, { onSettled: sent })}>{t('relations.settings.sendLinks')}</Button>
              : <Button look="primary" busy={remind.isPending} onClick={() => remind.mutate(sending.one.id, { onSuccess: () => showToast({ text: t('relations.settings.reminding') }), onSettled: sent })}>{t('relations.settings.remind')}</Button>}
          </>}>
          <p>{t(`relations.settings.sendText.${sending.how}`)}</p>
        </Dialog>
      )}
      {ending && (
        <Dialog title={t('relations.settings.endTitle', { name: ending.name })} onClose={() => setEnding(undefined)}
          actions={<>
            <Button autoFocus onClick={() => setEnding(undefined)}>{t('relations.settings.endKeep')}</Button>
            <Button look="primary" busy={end.isPending} onClick={() => end.mutate(ending.id, { onSettled: () => setEnding(undefined) })}>{t('relations.settings.endDo')}</Button>
          </>}>
          <p>{t('relations.settings.endText')}</p>
        </Dialog>
      )}
    </>
  );
}

const isoDay = (date: Date) => date.toISOString().slice(0, 10);

function StartPanel({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const now = useNow();
  const errorsOf = useFormErrors();
  const start = useCampaignAct(startCampaign);
  const [errors, setErrors] = useState<FormError[]>([]);
  const { control, handleSubmit, setError } = useForm({ mode: 'onTouched', defaultValues: { name: '', dueOn: isoDay(new Date(+now + 30 * 86_400_000)) } });
  const today = isoDay(now);
  const send = handleSubmit((given) => {
    setErrors([]);
    start.mutate(given, {
      onSuccess: () => { showToast({ text: t('relations.settings.started') }); onClose(); },
      onError: (problem) => {
        const found = errorsOf(problem, (field) => (field === 'name' || field === 'dueOn' ? field : undefined));
        for (const { field, message } of found) if (field) setError(field as 'name', { message });
        setErrors(found);
      },
    });
  });
  return (
    <Panel title={t('relations.settings.start')} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="campaign-form" busy={start.isPending}>{t('relations.settings.start')}</Button>
      </>}>
      <form id="campaign-form" noValidate onSubmit={(event) => void send(event)}>
        <ErrorSummary errors={errors} />
        <FieldStack>
          <p className="quiet">{t('relations.settings.startLead')}</p>
          <FormText control={control} name="name" label={t('relations.settings.name')} autoComplete="off" rules={{ validate: (text) => Boolean(text.trim()) || t('relations.settings.nameMissing') }} />
          <FormDate control={control} name="dueOn" label={t('relations.settings.due')} rules={{ validate: (text) => Boolean(parseDay(showDay(text))) || t('common.dateBad', { example: showDay(today) }) }} />
        </FieldStack>
      </form>
    </Panel>
  );
}
