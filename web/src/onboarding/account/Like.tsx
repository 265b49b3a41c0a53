// Told while the company is typed: customers that it may be already, and what looks wrong with its name.
import { useLike } from '../../customers/account';
import { useWords } from '../../i18n/use-words';
import { TextLink } from '../../ui/Link';
import { Notice } from '../../ui/Notice';
import { paths } from '../../ui/paths';
import { useLater } from '../../ui/use-later';
import { wholeDomain } from '../form';
import { useWizard } from '../wizard';
import styles from '../Wizard.module.css';

export function Like() {
  const { t, say } = useWords();
  const { form, warningOf } = useWizard();
  const { values } = form;
  const typed = useLater(JSON.stringify({
    name: values['company.name'].trim(), domain: wholeDomain(form), email: values['contact.email'].trim(),
    registrationNumber: values['company.registrationNumber'].trim(), vatNumber: values['company.vatNumber'].trim(),
  }), 400);
  const like = useLike(JSON.parse(typed) as Parameters<typeof useLike>[0], true);
  const customers = like.data?.customers ?? [];
  // The form's own dry run says the same at the field, once it was left.
  const names = warningOf('company.name') ? [] : like.data?.nameWarnings ?? [];
  const sure = customers.some((each) => each.alike.includes('registrationNumber') || each.alike.includes('vatNumber'));
  return (
    <div aria-live="polite" className={styles.like}>
      {customers.length > 0 && (
        <Notice tone="warning" title={t(sure ? 'onboarding.like.titleNumber' : 'onboarding.like.title')}>
          <ul>
            {customers.map((each) => (
              <li key={each.id}>
                <TextLink to={paths.customer(each.id)}>{each.name}</TextLink>, {each.domain} ({each.alike.map((one) => say(`onboarding.like.of.${one}`)).join(', ')})
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {names.map((each) => <Notice key={each.code} tone="warning">{each.message}</Notice>)}
    </div>
  );
}
