// Proves again that it is me: what changes one's keys asks for the password when that is long ago.
import { useMutation } from '@tanstack/react-query';
import { useCallback, useState, type FormEvent, type ReactNode } from 'react';
import { api } from '../api/client';
import { isProblem } from '../api/problem';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { PasswordField } from '../ui/fields';
import { FieldStack } from '../ui/FormPanel';
import { Dialog } from '../ui/lazy';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';

type Waiting = { again: () => void; give: (reason: unknown) => void };

/** `confirmed(act)` runs the act, and once more after the password was asked for; `question` is the dialog. */
export function useConfirmed(): { confirmed: <T>(act: () => Promise<T>) => Promise<T>; question: ReactNode } {
  const [waiting, setWaiting] = useState<Waiting>();
  const confirmed = useCallback(async <T,>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (thrown) {
      if (!isProblem(thrown) || thrown.code !== 'confirm_first') throw thrown;
      await new Promise<void>((again, give) => setWaiting({ again, give: () => give(thrown) }));
      return act();
    }
  }, []);
  const end = (how: 'again' | 'give') => { waiting?.[how](undefined); setWaiting(undefined); };
  return { confirmed, question: waiting && <Question done={() => end('again')} cancel={() => end('give')} /> };
}

function Question({ done, cancel }: { done: () => void; cancel: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const [password, setPassword] = useState('');
  const prove = useMutation({ mutationFn: () => api.post('/ext/v1/me/confirmation', { password }), onSuccess: done });
  const submit = (event: FormEvent) => { event.preventDefault(); prove.mutate(); };
  return (
    <Dialog title={t('access.confirm.title')} onClose={cancel} alert
      actions={<>
        <Button onClick={cancel}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="confirm" busy={prove.isPending}>{t('access.confirm.go')}</Button>
      </>}>
      <form id="confirm" noValidate onSubmit={submit}>
        <FieldStack>
          <p>{t('access.confirm.text')}</p>
          {prove.isError && <Notice tone="error" alert>{sentence(prove.error)}</Notice>}
          <PasswordField name="confirmPassword" label={t('session.password')} autoComplete="current-password" value={password}
            onChange={(event) => setPassword(event.target.value)} />
        </FieldStack>
      </form>
    </Dialog>
  );
}
