// The form that registers an app: its name, whether it can keep a secret, what it may do alone, where people return to.
import { useState, type FormEvent } from 'react';
import { fieldSentence, isProblem } from '../api/problem';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { CheckField } from '../ui/CheckField';
import { ChoiceCards } from '../ui/ChoiceCards';
import { TextAreaField, TextField } from '../ui/fields';
import { ErrorSummary, FieldStack, type FormError } from '../ui/FormPanel';
import { Panel } from '../ui/lazy';
import { useProblemSentence } from '../ui/states';
import { useRegister, type App } from './apps';

export const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

export default function RegisterPanel({ onClose, onRegistered }: { onClose: () => void; onRegistered: (app: App) => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const register = useRegister();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'confidential' | 'public'>('confidential');
  const [full, setFull] = useState(true);
  const [redirects, setRedirects] = useState('');
  const [errors, setErrors] = useState<FormError[]>([]);
  const of = (field: string) => errors.find((each) => each.field === field)?.message;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return setErrors([{ field: 'appName', message: t('apps.nameMissing') }]);
    setErrors([]);
    register.mutate({ name: name.trim(), kind, fullAccess: kind === 'confidential' && full, redirectUris: linesOf(redirects) }, {
      onSuccess: onRegistered,
      onError: (problem) => {
        const found = isProblem(problem) ? problem.fields : [];
        setErrors(found.length
          ? found.map((each) => ({ field: each.field.startsWith('redirectUris') ? 'redirectUris' : 'appName', message: fieldSentence(each) || sentence(problem) }))
          : [{ message: sentence(problem) }]);
      },
    });
  };
  return (
    <Panel title={t('apps.register')} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="register-app" busy={register.isPending}>{t('apps.registerDo')}</Button>
      </>}>
      <form id="register-app" noValidate onSubmit={send}>
        <ErrorSummary errors={errors} />
        <FieldStack>
          <TextField label={t('apps.name')} name="appName" value={name} maxLength={100} autoComplete="off" error={of('appName')}
            help={t('apps.nameHelp')} onChange={(event) => setName(event.target.value)} />
          <ChoiceCards legend={t('apps.kind')} name="kind" value={kind} onChange={setKind}
            choices={[
              { value: 'confidential', label: t('apps.confidential'), text: t('apps.confidentialText') },
              { value: 'public', label: t('apps.public'), text: t('apps.publicText') },
            ]} />
          {kind === 'confidential' && <CheckField id="fullAccess" label={t('apps.full')} checked={full} onChange={setFull} />}
          <TextAreaField label={t('apps.redirects')} name="redirectUris" optional rows={3} value={redirects} error={of('redirectUris')}
            help={t('apps.redirectsHelp')} onChange={(event) => setRedirects(event.target.value)} />
        </FieldStack>
      </form>
    </Panel>
  );
}
