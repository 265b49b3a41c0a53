// A refusal as errors of a form: each at its field, the rest in the summary.
import { fieldSentence, isProblem } from '../api/problem';
import type { FormError } from '../ui/FormPanel';

export type ServerErrors = { at: Record<string, string>; summary: FormError[] };
export const noErrors: ServerErrors = { at: {}, summary: [] };

/** `names` are the form's fields in page order; a path's last part names its field. */
export function serverErrors(problem: unknown, names: string[], otherwise: (problem: unknown) => string): ServerErrors {
  if (!problem) return noErrors;
  const at: Record<string, string> = {};
  const rest: FormError[] = [];
  for (const each of isProblem(problem) ? problem.fields : []) {
    const name = each.field.split('.').at(-1) ?? '';
    if (names.includes(name) && !at[name]) at[name] = fieldSentence(each);
    else if (each.field === '') rest.push({ message: fieldSentence(each) });
  }
  const summary = names.filter((name) => at[name]).map((name): FormError => ({ field: name, message: at[name] ?? '' }));
  const all = [...summary, ...rest];
  return { at, summary: all.length ? all : [{ message: otherwise(problem) }] };
}
