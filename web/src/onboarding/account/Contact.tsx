// The primary contact, its language, and what follows from the country.
import { useWords } from '../../i18n/use-words';
import { Card } from '../../ui/Card';
import { SelectField } from '../../ui/fields';
import { FieldPair, FieldStack, ReadOnly } from '../../ui/FormPanel';
import { currencyName, zoneName } from '../../ui/format';
import { useFormat } from '../../ui/use-format';
import { useWizard } from '../wizard';
import { Override } from './Override';
import { Text } from './Text';

export function Contact() {
  const { t } = useWords();
  const { country, culture, set, errorOf } = useWizard();
  return (
    <Card id="section-contact" title={t('onboarding.section.contact')} lead={t('onboarding.contactLead')}>
      <FieldStack>
        <FieldPair><Text name="contact.firstName" maxLength={50} /><Text name="contact.lastName" maxLength={50} /></FieldPair>
        <FieldPair>
          <Text name="contact.email" type="email" inputMode="email" help={t('onboarding.help.email')} />
          <Text name="contact.phoneNumber" type="tel" inputMode="tel" maxLength={30}
            help={country?.phoneExample ? t('onboarding.example', { example: country.phoneExample }) : undefined} />
        </FieldPair>
        <Override section="contact" />
        <FieldPair>
          <SelectField name="culture" label={t('onboarding.label.culture')} value={culture} error={errorOf('culture')}
            onChange={(event) => set('culture', event.target.value)}>
            {country?.cultures.map((each) => <option key={each.culture} value={each.culture}>{each.name}</option>)}
          </SelectField>
          <Derived />
        </FieldPair>
      </FieldStack>
    </Card>
  );
}

/** Currency and time zone come with the country. */
function Derived() {
  const { t } = useWords();
  const { locale } = useFormat();
  const { country } = useWizard();
  if (!country) return <ReadOnly label={t('onboarding.label.derived')} value=" " />;
  return <ReadOnly label={t('onboarding.label.derived')} note={t('onboarding.help.derived')} value={`${currencyName(country.currency, locale)}, ${zoneName(country.timeZone, locale)}`} />;
}
