// The one sending: one request id for the whole draft; after a silence the server is asked what became of it.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { ApiProblem, isProblem } from '../api/problem';
import type { OnboardingProblem, OnboardingRequest, OnboardingResult } from '../api/onboarding-types';
import { paths } from '../ui/paths';
import { draftsKey, onboard, onboardedBy, problemsOf } from './calls';
import { signatoryOf, type Form } from './form';
import { placeOf } from './sections';
import { useWizard } from './wizard';

export type Sending =
  | { is: 'idle' | 'sending' | 'asking' }
  /** Nothing was created: it may be sent again. */
  | { is: 'nothing' }
  /** Nobody knows yet. */
  | { is: 'unknown' }
  | { is: 'refused'; form: Form; problems: OnboardingProblem[]; problem: ApiProblem };

/** What the confirmation says beside the server's answer. */
export type Sent = { contact: string; reseller?: string; cart?: 'kept' | 'lost'; cartLines?: number };

export const onboardedKey = (requestId: string) => ['onboarded', requestId] as const;

export function useSubmit(given: { body: () => OnboardingRequest; reseller?: string }) {
  const wizard = useWizard();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [sending, setSending] = useState<Sending>({ is: 'idle' });
  const { keeper, form, requestId, keepCart } = wizard;

  const finish = async (result: OnboardingResult) => {
    // The draft ended with the sending.
    await keeper.stop();
    const sent: Sent = { contact: [signatoryOf(form).firstName, signatoryOf(form).lastName].join(' ').trim(), reseller: given.reseller };
    if (keepCart && form.lines.length) Object.assign(sent, await keepForLater(result.customerId, wizard.body().lines));
    cache.setQueryData(onboardedKey(requestId), result);
    for (const key of [draftsKey, ['customers'], ['overview']]) void cache.invalidateQueries({ queryKey: key });
    void navigate(`${paths.wizard.done}?request=${requestId}`, { replace: true, state: sent });
  };

  const ask = async () => {
    setSending({ is: 'asking' });
    try {
      const result = await onboardedBy(requestId);
      if (result) return await finish(result);
      setSending({ is: 'nothing' });
    } catch {
      setSending({ is: 'unknown' });
    }
  };

  const refused = (problem: ApiProblem) => {
    const problems = problemsOf(problem);
    const domain = problems.find(({ field }) => placeOf(field, form).field === 'company.domain');
    if (!domain) return setSending({ is: 'refused', form, problems, problem });
    wizard.setJudged({ form, result: { valid: false, problems, creates: [], warnings: [] } });
    wizard.showAll();
    void cache.invalidateQueries({ queryKey: ['domain'] });
    setSending({ is: 'idle' });
    wizard.setRefusal(problem.status === 409 ? 'domain' : domain.message);
    wizard.go('account', 'update=review-account#company.domain');
  };

  const send = async () => {
    setSending({ is: 'sending' });
    // The draft holds the request id before anything is sent, so that another browser can ask too.
    await keeper.flush();
    try {
      await finish(await onboard(given.body(), requestId));
    } catch (thrown) {
      const problem = isProblem(thrown) ? thrown : new ApiProblem(0, 'unknown', '');
      const silent = problem.status === 0 || problem.status >= 500 || problem.code === 'in_progress';
      if (silent) await ask();
      else refused(problem);
    }
  };

  return { sending, send, ask, reset: () => setSending({ is: 'idle' }) };
}

/** The cart of a customer who is still invited waits with that customer. */
async function keepForLater(customerId: string, lines: OnboardingRequest['lines']): Promise<Pick<Sent, 'cart' | 'cartLines'>> {
  let id = 0;
  const item = (line: OnboardingRequest['lines'][number]): object => ({
    id: (id += 1) - 1, catalogItemId: line.catalogItemId, quantity: line.quantity, termDuration: line.termDuration,
    billingCycle: line.billingCycle, ...(line.addOns?.length ? { addonItems: line.addOns.map(item) } : {}),
  });
  const lineItems = lines.map(item);
  try {
    await api.post(`/ext/v1/customers/${customerId}/carts`, { lineItems });
    return { cart: 'kept', cartLines: id };
  } catch {
    return { cart: 'lost', cartLines: id };
  }
}
