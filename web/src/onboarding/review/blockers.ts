// Why nothing can be sent yet: the server's problems as reasons, each with the act that lifts it.
import type { DryRun, OnboardingProblem } from '../../api/onboarding-types';
import { flat } from '../cart';
import type { FieldName, Form, Line } from '../form';
import { placeOf, sectionOf } from '../sections';

export type Lift =
  | { kind: 'attest' }
  | { kind: 'field'; field: FieldName; section: 'account' | 'agreement' | 'reseller' }
  | { kind: 'account' }
  | { kind: 'quantity'; line: Line; quantity: string }
  | { kind: 'price'; line: Line; price: string }
  | { kind: 'line'; line?: Line };
export type Blocker = { key: string; message: string; lift: Lift };

/** Lines of a customer who is invited; the portal has its own sentence and two ways out. */
const ofInvited = (problem: OnboardingProblem) => problem.code === '13605' || /^agreement(_|\.)?(not_accepted|missing)/.test(problem.code);

export function blockersOf(form: Form, result: Pick<DryRun, 'problems' | 'quote'> | undefined, options: { keepCart: boolean; invitedSentence: string }): Blocker[] {
  const blockers: Blocker[] = [];
  const invited = form.values['agreement.kind'] === 'invited' && form.lines.length > 0;
  if (invited && !options.keepCart) blockers.push({ key: 'invited', message: options.invitedSentence, lift: { kind: 'attest' } });
  for (const problem of result?.problems ?? []) {
    if (invited && ofInvited(problem)) continue;
    blockers.push({ key: `${problem.field} ${problem.code}`, message: problem.message, lift: liftOf(problem, form, result?.quote) });
  }
  return blockers;
}

function liftOf(problem: OnboardingProblem, form: Form, quote: DryRun['quote']): Lift {
  const { step, field, line } = placeOf(problem.field, form);
  if (step === 'account') return field ? { kind: 'field', field, section: reviewSectionOf(field) } : { kind: 'account' };
  if (!line) return { kind: 'line' };
  const base = form.lines.find((each) => each.addOns.includes(line));
  if (base && problem.field.endsWith('quantity') && Number(line.quantity) > Number(base.quantity)) {
    return { kind: 'quantity', line, quantity: base.quantity };
  }
  if (problem.field.endsWith('expectedUnitPrice') || /price/.test(problem.code)) {
    const lines = flat(form.lines);
    const price = quote?.lines.length === lines.length ? quote.lines[lines.indexOf(line)]?.unitPrice.amount : undefined;
    if (price) return { kind: 'price', line, price };
  }
  return { kind: 'line', line };
}

function reviewSectionOf(field: FieldName): 'account' | 'agreement' | 'reseller' {
  const section = sectionOf(field);
  return section === 'agreement' || section === 'reseller' ? section : 'account';
}
