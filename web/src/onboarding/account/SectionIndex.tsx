// The index beside step 1: each section complete, open or to be mended; the reserved domain; what is not created yet.
import { CheckmarkCircle20Filled, Circle20Regular, ErrorCircle20Filled } from '@fluentui/react-icons';
import { useWords } from '../../i18n/use-words';
import { Card } from '../../ui/Card';
import { useShifted } from '../../ui/clock';
import { When } from '../../ui/When';
import { sectionState, type SectionName } from '../sections';
import { useWizard } from '../wizard';
import styles from '../Wizard.module.css';

const icons = { complete: CheckmarkCircle20Filled, wrong: ErrorCircle20Filled, open: Circle20Regular };

export function SectionIndex({ sections }: { sections: SectionName[] }) {
  const { t } = useWords();
  const shifted = useShifted();
  const { form, country, errorOf, wrongOf, domain, domainState } = useWizard();
  return (
    <Card>
      <nav aria-labelledby="index-title">
        <h2 className={styles.railTitle} id="index-title">{t('onboarding.index.title')}</h2>
        <ul className={styles.index}>
          {sections.map((section) => {
            const state = sectionState(section, form, country, (name) => Boolean(errorOf(name)), (name) => !wrongOf(name));
            const is = state.wrong ? 'wrong' : state.complete ? 'complete' : 'open';
            const Icon = icons[is];
            return (
              <li key={section}>
                <a href={`#section-${section}`} onClick={(event) => { event.preventDefault(); show(section); }}>
                  <Icon className={styles.indexIcon} data-is={is} aria-hidden="true" />
                  <span className={styles.indexName}>{t(`onboarding.section.${section}`)}</span>
                  {is === 'wrong'
                    ? <span className={styles.indexWrong}>{t('onboarding.index.wrong', { count: state.wrong })}</span>
                    : <span className="visually-hidden">, {t(`onboarding.index.${is}`)}</span>}
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      {domainState.reserved && (
        <p className={styles.aside}>
          <strong>{t('onboarding.index.domain')}</strong>
          <strong>{domain}</strong>
          {domainState.reservedUntil && <>{t('onboarding.index.until')} <When at={shifted(domainState.reservedUntil)} as="dateTime" /></>}
        </p>
      )}
      <p className={styles.aside}>
        <strong>{t('onboarding.index.nothing')}</strong>
        {t(sections.includes('agreement') ? 'onboarding.index.nothingText' : 'onboarding.index.nothingWithoutAgreement')}
      </p>
    </Card>
  );
}

function show(section: SectionName): void {
  document.getElementById(`section-${section}`)?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  document.getElementById(`section-${section}-title`)?.focus({ preventScroll: true });
}
