// Why an address is kept though its postal code or phone number has not the country's usual form.
import { useWords } from '../../i18n/use-words';
import { unusual } from '../checks';
import { useWizard } from '../wizard';
import { Text } from './Text';

/** Stands beside what is unusual: once that was told, and as long as a reason is given. */
export function Override({ section }: { section: 'address' | 'contact' }) {
  const { t } = useWords();
  const { form, facts, errorOf } = useWizard();
  const fields = unusual(form, facts);
  const given = form.values.addressOverride !== '';
  const told = given || fields.some((name) => errorOf(name));
  const place = fields.length === 1 && fields[0] === 'contact.phoneNumber' ? 'contact' : 'address';
  if (!told || place !== section) return null;
  return <Text name="addressOverride" help={t('onboarding.help.addressOverride')} maxLength={300} />;
}
