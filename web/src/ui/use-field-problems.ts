// A refused call told at its fields: the list for the summary on top, and the sentence of one field.
import { useMemo } from 'react';
import { fieldSentence, isProblem } from '../api/problem';
import type { FormError } from './FormPanel';
import { useProblemSentence } from './states';

export function useFieldProblems(problem: unknown): { errors: FormError[]; errorOf: (name: string) => string | undefined } {
  const sentence = useProblemSentence();
  // Each attempt is a new array: the summary takes the focus then.
  const errors = useMemo<FormError[]>(() => {
    if (!problem) return [];
    const fields = isProblem(problem) ? problem.fields.filter((each) => each.field) : [];
    if (!fields.length) return [{ message: sentence(problem) }];
    return fields.map((each) => ({ field: each.field, message: fieldSentence(each) || sentence(problem) }));
    // The words follow the problem.
  }, [problem]);
  return { errors, errorOf: (name) => errors.find((each) => each.field === name)?.message };
}

/** A refusal as the errors of a form: each sentence at its field, where `fieldOf` knows the server's name of it, else alone. */
export function useFormErrors(): (problem: unknown, fieldOf: (name: string) => string | undefined) => FormError[] {
  const sentence = useProblemSentence();
  return (problem, fieldOf) => {
    const found = isProblem(problem) ? problem.fields : [];
    if (!found.length) return [{ message: sentence(problem) }];
    return found.map((each) => ({ field: fieldOf(each.field), message: fieldSentence(each) || sentence(problem) }));
  };
}
