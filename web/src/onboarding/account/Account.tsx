// Step 1: who the customer is, where, whom one speaks with, how it accepted the agreement, and its reseller.
import { ArrowRight20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../../i18n/use-words';
import { useSession } from '../../session/session';
import { Button } from '../../ui/Button';
import { ErrorSummary, type FormError } from '../../ui/FormPanel';
import { Notice } from '../../ui/Notice';
import { useProblemSentence } from '../../ui/states';
import { fieldsOf, placeOf, sectionNames, type SectionName } from '../sections';
import { StepFrame } from '../StepFrame';
import { useArrival } from '../use-arrival';
import { useLabelOf } from '../use-wrong-words';
import { useWizard } from '../wizard';
import styles from '../Wizard.module.css';
import { Address } from './Address';
import { Agreement } from './Agreement';
import { Company, DroppedNote } from './Company';
import { Contact } from './Contact';
import { SectionIndex } from './SectionIndex';
import { Reseller } from './Reseller';

export default function Account() {
  const { t } = useWords();
  const wizard = useWizard();
  const { tenant, cloud } = useSession();
  const labelOf = useLabelOf();
  const sentence = useProblemSentence();
  const [query] = useSearchParams();
  const [errors, setErrors] = useState<FormError[]>([]);
  const [busy, setBusy] = useState(false);
  // A lost connection is told until something was saved again.
  const { saving } = wizard;
  useEffect(() => {
    if (saving.is === 'saved') setErrors((now) => (now.length && now.every((each) => !each.field) ? [] : now));
  }, [saving]);
  const updating = query.get('update') ?? undefined;
  const sections: SectionName[] = sectionNames.filter((name) =>
    (name !== 'reseller' || tenant.kind === 'indirectProvider') && (cloud === 'global' || (name !== 'agreement' && name !== 'reseller')));
  useArrival(Boolean(wizard.country));

  const fields = () => sections.flatMap((section) => fieldsOf(section, wizard.form, wizard.country));
  const listed = (entries: { field: ReturnType<typeof fields>[number]; message: string }[]): FormError[] => {
    const order = fields();
    return entries.sort((one, other) => order.indexOf(one.field) - order.indexOf(other.field))
      .map(({ field, message }) => ({ field, message: t('onboarding.fieldError', { label: labelOf(field, wizard.facts), message: firstSentence(message) }) }));
  };
  const next = async () => {
    if (busy) return;
    wizard.showAll();
    const wrong = fields().flatMap((field) => {
      const message = wizard.wrongOf(field);
      return message ? [{ field, message }] : [];
    });
    if (wrong.length) return setErrors(listed(wrong));
    setBusy(true);
    try {
      const { problems } = await wizard.judge();
      // The agreement and the lines have their own step; what is told here belongs to this one.
      const here = problems.map((problem) => ({ ...problem, place: placeOf(problem.field, wizard.form) }))
        .filter(({ place }) => place.step === 'account');
      if (here.length) {
        const known = here.flatMap(({ place, message }) => (place.field ? [{ field: place.field, message }] : []));
        const loose = here.filter(({ place }) => !place.field).map(({ code, message }) => ({ message: `${message} (${code})` }));
        return setErrors([...listed(known), ...loose]);
      }
      setErrors([]);
      wizard.setRefusal(undefined);
      if (updating) wizard.go('review', `#${updating}`);
      else wizard.go('subscriptions');
    } catch (thrown) {
      setErrors([{ message: sentence(thrown) }]);
    } finally {
      setBusy(false);
    }
  };

  const primary = (
    <Button look="primary" size="large" busy={busy} iconAfter icon={<ArrowRight20Regular />} onClick={() => void next()}>
      {updating ? t('onboarding.backToReview') : t('onboarding.nextSubscriptions')}
    </Button>
  );
  return (
    <StepFrame step="account" rail={<SectionIndex sections={sections} />} primary={primary} onNext={() => void next()}>
      <ErrorSummary errors={errors} />
      {wizard.refusal && !errors.length && <Notice tone="error" alert title={t('onboarding.send.refused')}>{wizard.refusal === 'domain' ? t('onboarding.send.domainTaken') : wizard.refusal}</Notice>}
      <DroppedNote />
      <p className={styles.lead}>{t('common.allRequired')}</p>
      <Company />
      <Address />
      <Contact />
      {sections.includes('agreement') ? <Agreement /> : <Notice>{t('onboarding.usgov.agreement')}</Notice>}
      {sections.includes('reseller') && <Reseller />}
    </StepFrame>
  );
}

/** The summary says what; the field itself says what to do. */
const firstSentence = (message: string): string => message.replace(/\.(\s.*)?$/s, '');
