// Step 3: everything in sections that can be updated, what blocks, what it costs, what will be created; and sending it.
import { Send20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { useSession } from '../../session/session';
import { Button } from '../../ui/Button';
import { Dialog, prefetchDialog } from '../../ui/lazy';
import { useFormat } from '../../ui/use-format';
import { useMedia } from '../../ui/use-media';
import { useResellerOf } from '../account/Reseller';
import { useTemplate } from '../calls';
import { StepFrame } from '../StepFrame';
import { TotalBar } from '../Totals';
import { useArrival } from '../use-arrival';
import { useJudgement } from '../use-judgement';
import { useSubmit } from '../use-submit';
import { useLabelOf } from '../use-wrong-words';
import { useWizard } from '../wizard';
import { blockersOf } from './blockers';
import { Blocked, CartKept, SendingNotice } from './Blocked';
import { Creates } from './Creates';
import styles from './Review.module.css';
import { AccountSection, AgreementSection, ResellerSection } from './Sections';
import { SubscriptionsSection } from './SubscriptionsSection';

export default function Review() {
  const { t } = useWords();
  const { money } = useFormat();
  const { cloud } = useSession();
  const wizard = useWizard();
  const phone = useMedia('(max-width: 640px)');
  const [asking, setAsking] = useState(false);
  const { form, country, culture, keepCart } = wizard;
  const reseller = useResellerOf(form.values.resellerId);
  const template = useTemplate(form.values['agreement.kind'] ? country?.code ?? '' : '', culture).data;
  const withLines = !keepCart;
  const body = () => wizard.body({ withLines, templateId: template?.templateId });
  const judgement = useJudgement(body());
  const submit = useSubmit({ body, reseller: reseller?.name });
  useArrival(Boolean(country));
  const { sending } = submit;
  const refused = sending.is === 'refused' && sending.form === form ? sending : undefined;
  const result = refused?.problems.length ? { problems: refused.problems, quote: judgement.result?.quote } : judgement.result;
  const labelOf = useLabelOf();
  const blockers = blockersOf(form, result, { keepCart, invitedSentence: t(wizard.attest.allowed ? 'onboarding.blocked.invited' : 'onboarding.blocked.invitedMayNot') })
    .map((blocker) => (blocker.lift.kind === 'field'
      ? { ...blocker, message: t('onboarding.fieldError', { label: labelOf(blocker.lift.field, wizard.facts), message: blocker.message }) } : blocker));
  const busy = sending.is === 'sending' || sending.is === 'asking';
  const lines = withLines ? form.lines : [];
  const quote = judgement.result?.quote;
  const ready = !blockers.length && !busy && !judgement.failed && Boolean(judgement.result) && !judgement.stale;
  const send = () => { if (ready) void submit.send(); };
  const name = form.values['company.name'].trim();
  return (
    <StepFrame step="review" sent={busy} onNext={() => { prefetchDialog(); if (ready) setAsking(true); }}
      rail={<Creates judgement={judgement} lines={lines} reseller={reseller?.name} />}
      footerTop={phone && <TotalBar judgement={judgement} lines={lines} />}
      beforeBack={blockers.length > 0 && !busy && (
        <a className={styles.points} href="#blockers" onClick={(event) => {
          event.preventDefault();
          document.getElementById('blockers')?.focus();
          window.scrollTo({ top: 0 });
        }}>{t('onboarding.blocked.count', { count: blockers.length })}</a>
      )}
      primary={
        <Button look="primary" size="large" icon={<Send20Regular />} busy={busy || (!blockers.length && judgement.stale)}
          blocked={blockers.length ? blockers.map(({ message }) => ({ message })) : undefined} onClick={send}>
          {busy ? t('onboarding.send.busy') : t('onboarding.send.do')}
        </Button>
      }>
      <SendingNotice submit={submit} />
      {judgement.failed && <SendingNotice failed={judgement.error} again={judgement.again} submit={submit} />}
      <Blocked blockers={blockers} />
      {keepCart && <CartKept />}
      <AccountSection />
      <AgreementSection template={template} />
      <ResellerSection reseller={reseller} />
      <SubscriptionsSection judgement={judgement} lines={lines} />
      {asking && (
        <Dialog alert title={t('onboarding.send.askTitle', { name })} onClose={() => setAsking(false)}
          actions={<>
            <Button autoFocus onClick={() => setAsking(false)}>{t('onboarding.send.askBack')}</Button>
            <Button look="primary" icon={<Send20Regular />} onClick={() => { setAsking(false); send(); }}>{t('onboarding.send.do')}</Button>
          </>}>
          <p>{lines.length && quote ? t(cloud === 'global' ? 'onboarding.send.askTotal' : 'onboarding.send.askWithoutAgreement', { total: money(quote.firstInvoice) }) : t('onboarding.send.askAlone')}</p>
        </Dialog>
      )}
    </StepFrame>
  );
}
