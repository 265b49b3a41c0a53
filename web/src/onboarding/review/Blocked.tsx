// On top of the review: the reasons, each with its way out; the cart kept for later; how the sending went.
import { Warning20Regular } from '@fluentui/react-icons';
import { useWords } from '../../i18n/use-words';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { ProblemDetails, useProblemSentence } from '../../ui/states';
import { changeLine, flat, quantityId } from '../cart';
import type { useSubmit } from '../use-submit';
import { useWizard } from '../wizard';
import type { Blocker } from './blockers';
import styles from './Review.module.css';

export function Blocked({ blockers }: { blockers: Blocker[] }) {
  const { t } = useWords();
  if (!blockers.length) return null;
  return (
    <section className={styles.blockers} id="blockers" tabIndex={-1} aria-labelledby="blockers-title">
      <Warning20Regular />
      <div className={styles.words}>
        <h2 className={styles.title} id="blockers-title">{t('onboarding.blocked.title', { count: blockers.length })}</h2>
        <ul>
          {blockers.map((blocker) => (
            <li key={blocker.key} className={styles.reason}>
              <p>{blocker.message}</p>
              <div className={styles.lifts}><Lifts blocker={blocker} /></div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Lifts({ blocker: { lift } }: { blocker: Blocker }) {
  const { t } = useWords();
  const { go, setLines, setKeepCart, attest } = useWizard();
  switch (lift.kind) {
    case 'attest': return (
      <>
        {attest.allowed && <Button size="small" onClick={() => go('account', 'update=review-agreement#section-agreement')}>{t('onboarding.blocked.attest')}</Button>}
        <Button size="small" onClick={() => setKeepCart(true)}>{t('onboarding.blocked.keepCart')}</Button>
      </>
    );
    case 'field': return (
      <Button size="small" onClick={() => go('account', `update=review-${lift.section}#${lift.field}`)}>{t('onboarding.blocked.field')}</Button>
    );
    case 'account': return <Button size="small" onClick={() => go('account', 'update=review-account')}>{t('onboarding.blocked.field')}</Button>;
    case 'quantity': return (
      <Button size="small" onClick={() => setLines((lines) => changeLine(lines, lift.line.key, { quantity: lift.quantity }))}>
        {t('onboarding.blocked.reduce', { quantity: lift.quantity })}
      </Button>
    );
    case 'price': return (
      <Button size="small" onClick={() => setLines((lines) => changeLine(lines, lift.line.key, { expectedUnitPrice: lift.price }))}>
        {t('onboarding.blocked.price')}
      </Button>
    );
    case 'line': return (
      <Button size="small" onClick={() => go('subscriptions', `update=review-subscriptions${lift.line ? `#${quantityId(lift.line.key)}` : ''}`)}>
        {t('onboarding.blocked.line')}
      </Button>
    );
  }
}

export function CartKept() {
  const { t } = useWords();
  const { form, setKeepCart } = useWizard();
  return (
    <Notice title={t('onboarding.blocked.kept', { count: flat(form.lines).length })}
      action={<Button size="small" onClick={() => setKeepCart(false)}>{t('common.undo')}</Button>}>
      {t('onboarding.blocked.keptText')}
    </Notice>
  );
}

type Submit = ReturnType<typeof useSubmit>;

export function SendingNotice({ submit, failed, again }: { submit: Submit; failed?: unknown; again?: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const { sending } = submit;
  if (failed) {
    return (
      <Notice tone="error" alert title={t('onboarding.send.checkFailed')} action={<Button size="small" onClick={again}>{t('common.retry')}</Button>}>
        {sentence(failed)}
      </Notice>
    );
  }
  if (sending.is === 'asking') return <Notice title={t('onboarding.send.asking')}>{t('onboarding.send.askingText')}</Notice>;
  if (sending.is === 'nothing') {
    return (
      <Notice tone="warning" alert title={t('onboarding.send.nothing')} action={<Button size="small" onClick={() => void submit.send()}>{t('common.retry')}</Button>}>
        {t('onboarding.send.nothingText')}
      </Notice>
    );
  }
  if (sending.is === 'unknown') {
    return (
      <Notice tone="error" alert title={t('onboarding.send.unknown')} action={<Button size="small" onClick={() => void submit.ask()}>{t('onboarding.send.askAgain')}</Button>}>
        {t('onboarding.send.unknownText')}
      </Notice>
    );
  }
  if (sending.is !== 'refused' || sending.problems.length) return null;
  return (
    <Notice tone="error" alert title={t('onboarding.send.refused')}>
      {sentence(sending.problem)}
      <ProblemDetails problem={sending.problem} />
    </Notice>
  );
}
