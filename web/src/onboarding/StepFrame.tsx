// What every step shares: the frame, the draft's state, leaving with or without the draft, and the keys.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { useShifted } from '../ui/clock';
import { Dialog, prefetchDialog } from '../ui/lazy';
import { paths } from '../ui/paths';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { WizardFrame } from '../ui/WizardFrame';
import { drafts } from './calls';
import { DraftNotice, DraftStatus } from './DraftStatus';
import type { Step } from './form';
import { useWizard } from './wizard';

const order: Step[] = ['account', 'subscriptions', 'review'];

export function useSteps(): { label: string; to: string }[] {
  const { t } = useWords();
  return [
    { label: t('onboarding.step.account'), to: paths.wizard.account },
    { label: t('onboarding.step.subscriptions'), to: paths.wizard.subscriptions },
    { label: t('onboarding.step.review'), to: paths.wizard.review },
    { label: t('onboarding.step.done'), to: paths.wizard.done },
  ];
}

type Props = {
  step: Step; rail: ReactNode; children: ReactNode; primary: ReactNode; footerTop?: ReactNode; beforeBack?: ReactNode;
  /** Ctrl+Enter. */
  onNext: () => void;
  /** While the whole form is on its way. */
  sent?: boolean;
};

export function StepFrame({ step, rail, children, primary, footerTop, beforeBack, onNext, sent = false }: Props) {
  const { t } = useWords();
  const wizard = useWizard();
  const steps = useSteps();
  const [leaving, setLeaving] = useState(false);
  const navigate = useNavigate();
  const current = order.indexOf(step);
  const previous = order[current - 1];
  const back = () => { if (previous) wizard.go(previous); };
  useKeys({ onNext, onBack: back, off: sent || leaving });
  const cancel = () => {
    if (wizard.keeper.draft || wizard.keeper.unsaved) setLeaving(true);
    else void navigate(paths.customers);
  };
  const save = async () => {
    if (await wizard.keeper.flush() && wizard.keeper.draft) showToast({ text: t('onboarding.draft.kept') });
  };
  return (
    <>
      <WizardFrame title={t('onboarding.title')} current={current}
        steps={steps.map((each, index) => ({ ...each, to: order[index] ? wizard.to(order[index]) : each.to }))}
        status={<DraftStatus />} rail={rail} footerTop={footerTop}
        footerStart={<>
          <Button look="subtle" onFocus={prefetchDialog} onPointerEnter={prefetchDialog} onClick={cancel}>{t('common.cancel')}</Button>
          <Button look="subtle" onClick={() => void save()}>{t('onboarding.saveDraft')}</Button>
        </>}
        footerEnd={<>
          {beforeBack}
          {previous && <Button size="large" onClick={back}>{t('onboarding.previous')}</Button>}
          {primary}
        </>}>
        <div inert={sent} style={{ display: 'contents' }}>
          <DraftNotice />
          {children}
        </div>
      </WizardFrame>
      {leaving && <LeaveDialog onClose={() => setLeaving(false)} />}
    </>
  );
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { date } = useFormat();
  const wizard = useWizard();
  const navigate = useNavigate();
  const name = wizard.form.values['company.name'].trim();
  const until = wizard.keeper.draft?.expiresAt;
  const shifted = useShifted();
  const drop = async () => {
    await wizard.keeper.stop();
    if (wizard.keeper.draft) await drafts.remove(wizard.keeper.draft.id).catch(() => {});
    void navigate(paths.customers);
  };
  const keep = async () => {
    await wizard.keeper.flush();
    void navigate(paths.customers);
  };
  return (
    <Dialog alert title={name ? t('onboarding.leave.titleOf', { name }) : t('onboarding.leave.title')} onClose={onClose}
      actions={<>
        <Button look="subtle" onClick={() => void drop()}>{t('onboarding.leave.drop')}</Button>
        <Button onClick={onClose}>{t('onboarding.leave.stay')}</Button>
        <Button look="primary" autoFocus onClick={() => void keep()}>{t('onboarding.leave.keep')}</Button>
      </>}>
      <p>{until ? t('onboarding.leave.textUntil', { date: date(shifted(until), 'prose') }) : t('onboarding.leave.text')}</p>
    </Dialog>
  );
}

/** Ctrl+Enter goes on, Alt+← goes back. */
function useKeys({ onNext, onBack, off }: { onNext: () => void; onBack: () => void; off: boolean }): void {
  const acts = useRef({ onNext, onBack });
  acts.current = { onNext, onBack };
  useEffect(() => {
    if (off) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const next = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
      const back = event.key === 'ArrowLeft' && event.altKey;
      if (!next && !back) return;
      event.preventDefault();
      if (next) acts.current.onNext();
      else acts.current.onBack();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [off]);
}
