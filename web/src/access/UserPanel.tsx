// The panel for a new or known person, and the one that hands over the one-time link.
import { useMutation } from '@tanstack/react-query';
import { useState, type ChangeEvent, type FormEvent } from 'react';
import type { Role } from '../api/types';
import { useWords } from '../i18n/use-words';
import { serverErrors } from '../session/server-errors';
import { useSession } from '../session/session';
import { Button } from '../ui/Button';
import { CheckField } from '../ui/CheckField';
import { CopyButton } from '../ui/CopyButton';
import { SelectField, TextField } from '../ui/fields';
import { ErrorSummary, FieldPair, FieldStack, ReadOnly } from '../ui/FormPanel';
import { Panel } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import { roles, users, type IssuedLink, type User } from './access';
import styles from './access.module.css';

type Props = { user?: User; onClose: () => void; onInvited: (user: User, link: IssuedLink) => void; onSaved: () => void };
const names = ['firstName', 'lastName', 'userName', 'email', 'language', 'roles', 'status'];

export function UserPanel({ user, onClose, onInvited, onSaved }: Props) {
  const { t, say, language } = useWords();
  const { tenant } = useSession();
  const sentence = useProblemSentence();
  const [given, setGiven] = useState({
    firstName: user?.firstName ?? '', lastName: user?.lastName ?? '', userName: user?.userName ?? '', email: user?.email ?? '', language: language as string,
  });
  const [chosen, choose] = useState<Role[]>(user?.roles ?? []);
  const save = useMutation({
    mutationFn: async () => {
      const { firstName, lastName, userName, email } = given;
      if (user) return void await users.change(user.id, { firstName, lastName, email, roles: chosen });
      const added = await users.add({ firstName, lastName, userName: userName.trim(), language: given.language, roles: chosen });
      onInvited(added.user, added.invitation);
    },
    onSuccess: onSaved,
  });
  const errors = serverErrors(save.error, names, sentence);
  const bind = (name: keyof typeof given) => ({
    name, value: given[name], error: errors.at[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => setGiven({ ...given, [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(); };
  const flip = (role: Role, on: boolean) => choose(on ? [...chosen, role] : chosen.filter((one) => one !== role));
  return (
    <Panel title={user ? t('access.users.editTitle', { name: user.displayName }) : t('access.users.invite')} onClose={onClose}
      footer={<>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="user" busy={save.isPending}>{t(user ? 'common.save' : 'access.users.makeLink')}</Button>
      </>}>
      <form id="user" noValidate onSubmit={submit}>
        <FieldStack>
          <ErrorSummary errors={save.isError ? errors.summary : []} />
          <p className="quiet">{t('common.allRequired')}</p>
          <FieldPair>
            <TextField {...bind('firstName')} label={t('session.setup.firstName')} />
            <TextField {...bind('lastName')} label={t('session.setup.lastName')} />
          </FieldPair>
          {user
            ? <><ReadOnly label={t('session.userName')} value={user.userName} /><TextField {...bind('email')} type="email" label={t('access.account.email')} /></>
            : <TextField {...bind('userName')} label={t('session.userName')} help={t('access.users.userNameHelp', { domain: tenant.domain })} spellCheck={false} />}
          {!user && (
            <SelectField {...bind('language')} label={t('access.users.language')} help={t('access.users.languageHelp')}>
              <option value="fr" lang="fr">Français</option>
              <option value="en" lang="en">English</option>
            </SelectField>
          )}
          <fieldset className={styles.roles} id="roles" tabIndex={-1} aria-describedby={errors.at.roles ? 'roles-error' : undefined}>
            <legend className={styles.legend}>{t('access.account.roles')}</legend>
            {errors.at.roles && <p id="roles-error" className={styles.error}>{errors.at.roles}</p>}
            {roles.map((role) => (
              <div key={role}>
                <CheckField id={`role-${role}`} label={say(`common.role.${role}`)} checked={chosen.includes(role)} onChange={(on) => flip(role, on)} />
                <p className={styles.help}>{t(`access.roleText.${role}`)}</p>
              </div>
            ))}
          </fieldset>
        </FieldStack>
      </form>
    </Panel>
  );
}

export function LinkPanel({ user, link, onClose }: { user: User; link: IssuedLink; onClose: () => void }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { mail } = link;
  return (
    <Panel title={t(link.kind === 'invitation' ? 'access.link.invitation' : 'access.link.reset', { name: user.displayName })} onClose={onClose}
      footer={<Button look="primary" onClick={onClose}>{t('access.link.done')}</Button>}>
      <FieldStack>
        <Notice>{t('access.link.once', { when: date(link.expiresAt, 'dateTime') })}</Notice>
        <p className={styles.copy}><code>{link.link}</code><CopyButton text={link.link} what={t('access.link.link')} /></p>
        <section aria-label={t('access.link.mail')}>
          <h3 className={styles.legend}>{t('access.link.mail')}</h3>
          <p className="quiet">{t('access.link.mailHelp')}</p>
          <dl className={styles.mail}>
            <dt>{t('access.link.to')}</dt><dd>{mail.to}</dd>
            <dt>{t('access.link.subject')}</dt><dd>{mail.subject}</dd>
          </dl>
          <pre className={styles.text} tabIndex={0}>{mail.text}</pre>
          <CopyButton text={mail.text} what={t('access.link.mail')} label={t('access.link.copyMail')} />
        </section>
      </FieldStack>
    </Panel>
  );
}
