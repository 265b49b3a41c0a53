// The seeded people of a sandbox by organisation and role; one click signs in as one of them.
import { Beaker20Regular, ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import type { Role, SandboxTenant } from '../api/types';
import { useWords } from '../i18n/use-words';
import { countryName, initialsOf } from '../ui/format';
import { Notice } from '../ui/Notice';
import { Button } from '../ui/Button';
import { SkeletonRows, useProblemSentence } from '../ui/states';
import { useSandboxPeople, useSignIn } from './session';
import { isStep, type SignInStep } from './steps';
import styles from './SandboxPeople.module.css';

export function SandboxPeople({ onStep }: { onStep: (step: SignInStep) => void }) {
  const { t } = useWords();
  const { data, isError, isPending, refetch } = useSandboxPeople(true);
  const signIn = useSignIn();
  const sentence = useProblemSentence();
  return (
    <section className={styles.people} aria-labelledby="sandbox-people">
      <h2 id="sandbox-people" className={styles.title}><Beaker20Regular className={styles.beaker} />{t('session.sandbox')}</h2>
      <p className={styles.help}>{t('session.sandboxHelp')}</p>
      {signIn.isError && <Notice tone="error" alert>{sentence(signIn.error)}</Notice>}
      {isPending && <SkeletonRows rows={3} height={52} label={t('session.peopleLoading')} />}
      {isError && (
        <Notice tone="error" action={<Button size="small" onClick={() => void refetch()}>{t('common.retry')}</Button>}>
          {t('session.peopleError')}
        </Notice>
      )}
      {data?.items.map((tenant, index) => (
        <Organisation key={tenant.tenantId} tenant={tenant} open={index === 0}
          enter={(userId) => signIn.mutate({ userId }, { onSuccess: (result) => { if (isStep(result)) onStep(result); } })} busy={signIn.isPending} />
      ))}
    </section>
  );
}

function Organisation({ tenant, open, enter, busy }: {
  tenant: SandboxTenant; open: boolean; enter: (userId: string) => void; busy: boolean;
}) {
  const { t, say, language } = useWords();
  return (
    <details className={styles.organisation} open={open}>
      <summary className={styles.summary}>
        <ChevronDown16Regular className={styles.chevron} />
        <span className={styles.what}>
          <span className={styles.name}>{tenant.name}</span>
          <span className={styles.kind}>{say(`common.kind.${tenant.kind}`)}, {countryName(tenant.country, language)}</span>
        </span>
      </summary>
      <ul>
        {[...tenant.people].sort((one, other) => rank(one.roles) - rank(other.roles)).map((person) => {
          const roles = person.roles.map((role) => say(`common.role.${role}`)).join(', ');
          return (
            <li key={person.userId}>
              <button type="button" className={styles.person} disabled={busy} onClick={() => enter(person.userId)}
                aria-label={t('session.signInAs', { name: person.displayName, roles, tenant: tenant.name })}>
                <span className={styles.initials} aria-hidden="true">{initialsOf(person.displayName)}</span>
                <span className={styles.words}>
                  <span className={styles.name}>{person.displayName}</span>
                  <span className={styles.role}>{roles || say(`common.kind.${tenant.kind}`)}</span>
                </span>
                <ChevronRight16Regular className={styles.go} />
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

// Who does the main job comes first, then who may do all, then the single roles.
const order: Role[] = ['SalesAgent', 'AdminAgent', 'GlobalAdmin', 'BillingAdmin', 'UserManagementAdmin', 'HelpdeskAgent'];
const rank = (roles: Role[]): number => (roles.length > 1 ? 0.5 : order.indexOf(roles[0] ?? 'HelpdeskAgent'));
