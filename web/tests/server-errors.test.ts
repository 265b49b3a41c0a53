// A server's refusal lands at the fields it names, the rest in the summary, and nothing is lost.
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../src/api/problem';
import { isStep } from '../src/session/steps';
import { serverErrors } from '../src/session/server-errors';

const names = ['organisation', 'email', 'password'];
const otherwise = () => 'otherwise';
const refusal = (...fields: { field: string; code: string; rule: string; remedy: string }[]) => new ApiProblem(400, '3000', 'All of it.', fields);

describe('serverErrors', () => {
  it('puts each at its field, in page order, whatever the path before its name', () => {
    const { at, summary } = serverErrors(refusal(
      { field: 'password', code: 'password_too_short', rule: 'Too short.', remedy: 'Take more.' },
      { field: 'partner.organisation', code: 'required', rule: 'Required.', remedy: '' },
    ), names, otherwise);
    expect(at).toEqual({ organisation: 'Required.', password: 'Too short. Take more.' });
    expect(summary.map((one) => one.field)).toEqual(['organisation', 'password']);
  });

  it('says the whole where no field of the form is named', () => {
    expect(serverErrors(refusal({ field: 'elsewhere', code: 'x', rule: 'X.', remedy: '' }), names, otherwise).summary).toEqual([{ message: 'otherwise' }]);
    expect(serverErrors(new Error('lost'), names, otherwise).summary).toEqual([{ message: 'otherwise' }]);
    expect(serverErrors(null, names, otherwise).summary).toEqual([]);
  });
});

describe('isStep', () => {
  it('tells a sign-in that goes on from one that is done', () => {
    expect(isStep({ step: 'enrolment', ticket: 't', expiresAt: '', choices: [], displayName: '', userName: '' })).toBe(true);
    expect(isStep({ csrfToken: 'x' } as never)).toBe(false);
  });
});
