// How the customer accepts the agreement: attested with its signatory and date, or invited to accept.
import { Document20Regular, Edit16Regular } from '@fluentui/react-icons';
import { useRef } from 'react';
import type { AgreementTemplate } from '../../api/onboarding-types';
import { useWords } from '../../i18n/use-words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ChoiceCards } from '../../ui/ChoiceCards';
import { DateField } from '../../ui/DateField';
import { FieldPair, FieldStack, focusField } from '../../ui/FormPanel';
import { OutLink } from '../../ui/Link';
import { Notice } from '../../ui/Notice';
import { useFormat } from '../../ui/use-format';
import { useTemplate } from '../calls';
import { signatoryOf } from '../form';
import { useWizard } from '../wizard';
import styles from '../Wizard.module.css';
import { Text } from './Text';

export function Agreement() {
  const { t } = useWords();
  const { form, set, attest, culture, country } = useWizard();
  const template = useTemplate(country?.code ?? '', culture);
  const kind = form.values['agreement.kind'] as 'attested' | 'invited';
  return (
    <Card id="section-agreement" title={t('onboarding.section.agreement')} lead={t('onboarding.agreement.lead')}>
      {attest.allowed ? (
        <ChoiceCards legend={t('onboarding.section.agreement')} name="agreement.kind" value={kind} onChange={(value) => set('agreement.kind', value)}
          choices={[
            { value: 'attested', label: t('onboarding.agreement.attested'), text: t('onboarding.agreement.attestedText') },
            { value: 'invited', label: t('onboarding.agreement.invited'), text: t('onboarding.agreement.invitedText') },
          ]} />
      ) : (
        <Notice title={t('onboarding.agreement.mayNot')}>
          {attest.reasons.map((reason) => <p key={reason.code}>{reason.message}</p>)}
          <p>{t('onboarding.agreement.mayNotText')}</p>
        </Notice>
      )}
      {kind === 'attested' && attest.allowed && (
        <>
          <Signatory />
          <div className={styles.pair}>
            <AcceptanceDate />
            {template.data && <TemplateLink template={template.data} />}
          </div>
        </>
      )}
      {kind === 'invited' && template.data && <div className={styles.after}><TemplateLink template={template.data} flush /></div>}
    </Card>
  );
}

function AcceptanceDate() {
  const { t } = useWords();
  const { form, set, leave, errorOf, facts } = useWizard();
  return (
    <DateField name="agreement.dateAgreed" label={t('onboarding.label.agreementDateAgreed')} help={t('onboarding.help.date')} max={facts.today}
      value={form.values['agreement.dateAgreed']} error={errorOf('agreement.dateAgreed')}
      onChange={(day) => set('agreement.dateAgreed', day)} onBlur={() => leave('agreement.dateAgreed')} />
  );
}

/** The contact's own lines until edited; then fields, which follow it no more. */
function Signatory() {
  const { t } = useWords();
  const { form, change } = useWizard();
  const update = useRef<HTMLButtonElement>(null);
  const who = signatoryOf(form);
  const edit = () => {
    change((now) => ({
      ...now, ownSignatory: true,
      values: {
        ...now.values,
        'agreement.signatory.firstName': who.firstName, 'agreement.signatory.lastName': who.lastName,
        'agreement.signatory.email': who.email, 'agreement.signatory.phoneNumber': who.phoneNumber ?? '',
      },
    }));
    setTimeout(() => focusField('agreement.signatory.firstName'));
  };
  const follow = () => {
    change((now) => ({ ...now, ownSignatory: false }));
    setTimeout(() => update.current?.focus());
  };
  if (!form.ownSignatory) {
    const known = who.firstName || who.lastName || who.email;
    return (
      <div className={styles.signatory}>
        <div>
          <p className={styles.small}>{t('onboarding.agreement.signatory')}</p>
          {known ? (
            <>
              <p className={styles.who}>{[who.firstName, who.lastName].filter(Boolean).join(' ')}</p>
              <p className={styles.ways}><span>{who.email}</span> {who.phoneNumber && <span>{who.phoneNumber}</span>}</p>
              <p className={styles.small}>{t('onboarding.agreement.fromContact')}</p>
            </>
          ) : <p>{t('onboarding.agreement.contactFirst')}</p>}
        </div>
        <Button ref={update} size="small" icon={<Edit16Regular />} aria-label={t('onboarding.agreement.updateSignatory')} onClick={edit}>{t('common.update')}</Button>
      </div>
    );
  }
  return (
    <fieldset className={styles.signatoryForm} aria-labelledby="signatory-legend">
      <div className={styles.signatoryHead}>
        <p id="signatory-legend"><strong>{t('onboarding.agreement.signatory')}</strong> <span className={styles.small}>{t('onboarding.agreement.ownSignatory')}</span></p>
        <Button size="small" onClick={follow}>{t('onboarding.agreement.followContact')}</Button>
      </div>
      <FieldStack>
        <FieldPair><Text name="agreement.signatory.firstName" maxLength={50} /><Text name="agreement.signatory.lastName" maxLength={50} /></FieldPair>
        <FieldPair>
          <Text name="agreement.signatory.email" type="email" inputMode="email" />
          <Text name="agreement.signatory.phoneNumber" type="tel" inputMode="tel" maxLength={30} />
        </FieldPair>
      </FieldStack>
    </fieldset>
  );
}

function TemplateLink({ template, flush = false }: { template: AgreementTemplate; flush?: boolean }) {
  const { t } = useWords();
  const version = useVersion(template.version);
  const { locale } = useFormat();
  const language = new Intl.DisplayNames(locale, { type: 'language' }).of(template.language.slice(0, 2)) ?? template.language;
  return (
    <div className={styles.document} style={flush ? { paddingTop: 0 } : undefined}>
      <Document20Regular />
      <div>
        <OutLink href={template.documentUri} newTab>{t('onboarding.agreement.document', { version })}</OutLink>
        <p className={styles.small}>{t('onboarding.agreement.documentNote', { language })}</p>
      </div>
    </div>
  );
}

/** "2026-03" as March 2026. */
export function useVersion(version: string): string {
  const { locale } = useFormat();
  const at = /^(\d{4})-(\d\d)/.exec(version);
  if (!at) return version;
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.UTC(Number(at[1]), Number(at[2]) - 1));
}
