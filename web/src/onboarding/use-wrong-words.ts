// The sentences for what a field needs: what, why, what to do, with the country's own examples and names.
import { useCallback } from 'react';
import { useWords } from '../i18n/use-words';
import { showDay } from '../ui/format';
import type { Facts, Wrong } from './checks';
import type { FieldName } from './form';
import { wordOf } from './sections';

const plain = (name: FieldName) => name.replace('agreement.signatory.', 'contact.') as FieldName;

export function useWrongWords() {
  const { say, language } = useWords();
  return useCallback((name: FieldName, { key, values = {} }: Wrong, facts: Facts): string => {
    const example = values['example'];
    if (values['suggestions']) {
      const list = new Intl.ListFormat(language, { type: 'disjunction' }).format(values['suggestions'].split('|'));
      return say(`onboarding.wrong.${key}`, { suggestions: list });
    }
    if (key === 'missing') return say(`onboarding.missing.${wordOf(plain(name))}`, { example: examplesFor(name, facts) });
    if (values['day']) return say(`onboarding.wrong.${key}`, { day: showDay(values['day']) });
    return say(`onboarding.wrong.${key}`, { ...values, context: example === '' ? 'plain' : undefined });
  }, [say, language]);
}

function examplesFor(name: FieldName, { country, today }: Facts): string {
  switch (name) {
    case 'company.registrationNumber': return country?.registrationNumber.example ?? '';
    case 'address.postalCode': return country?.postalCodeExample ?? '';
    case 'contact.phoneNumber': return country?.phoneExample ?? '';
    case 'agreement.dateAgreed': return showDay(today);
    default: return '';
  }
}

/** A field's label; the country names its own numbers and its states. */
export function useLabelOf(): (name: FieldName, facts: Facts) => string {
  const { say } = useWords();
  return useCallback((name, { country }) => {
    const own = country?.registrationNumber.label;
    if (name === 'company.registrationNumber' && own) return own;
    if (name === 'company.vatNumber' && country?.vat.label) return country.vat.label;
    if (name === 'address.state' && country?.stateLabel) return country.stateLabel;
    return say(`onboarding.label.${wordOf(plain(name))}`);
  }, [say]);
}
