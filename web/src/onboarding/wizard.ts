// The wizard's one state, shared by its steps: form, what is told at which field, the draft, where one goes next.
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import type { Country, DomainAnswer, Draft, DryRun, OnboardingProblem } from '../api/onboarding-types';
import { newRequestId } from '../api/client';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { useNow } from '../ui/clock';
import { paths } from '../ui/paths';
import { useLater } from '../ui/use-later';
import { dryRun, drafts, useCountry, useDomain } from './calls';
import { checkField, mayBeUnusual, moveToCountry, type Facts, type Wrong } from './checks';
import { DraftKeeper } from './draft-keeper';
import {
  draftFrom, fieldNames, formFromDraft, mergeForms, requestFrom, wholeDomain, type FieldName, type Form, type Line, type Step,
} from './form';
import { placeOf } from './sections';
import { useKeepUnsent, useUnsent } from './use-unsent';
import { useWrongWords } from './use-wrong-words';

type Judged = { form: Form; result: DryRun };
export type Dropped = { country: string; before: Form; fields: { name: FieldName; value: string }[] };

const pathOf = { account: paths.wizard.account, subscriptions: paths.wizard.subscriptions, review: paths.wizard.review };

// A customer that it may be already is told beside the fields, with the way to it.
const toldAsAlike = new Set(['customer_has_number', 'customer_may_exist']);

export function useWizardState(given: { empty: Form; draft?: Draft; step: Step; /** As soon as this wizard's draft exists; the address follows. */ onMade: (id: string) => void; onDraft: (id: string) => void }) {
  const { language: reader } = useWords();
  const { tenant } = useSession();
  const attest = useMay('attest_agreement');
  const navigate = useNavigate();
  const wordsFor = useWrongWords();
  const today = useNow().toISOString().slice(0, 10);
  const [saved] = useState<Form>(() => (given.draft ? formFromDraft(given.draft.state, given.empty) : given.empty));
  const unsent = useUnsent(saved, given.draft?.id);
  const [form, setForm] = useState<Form>(unsent.first);
  const [found, setFound] = useState(unsent.found);
  const [checked, setChecked] = useState<ReadonlySet<FieldName>>(new Set());
  const [judged, setJudged] = useState<Judged>();
  const [dropped, setDropped] = useState<Dropped>();
  const [keepCart, setKeepCart] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const requestId = useRef(given.draft?.state.requestId ?? newRequestId());
  const changed = useRef(unsent.found);

  const keeper = useMemo(() => {
    const made = new DraftKeeper({ create: (state) => drafts.create(state).then((made) => { given.onMade(made.id); return made; }), save: drafts.save, read: drafts.read });
    if (given.draft) made.adopt(given.draft);
    return made;
    // One keeper for the life of this wizard.
  }, []);
  const saving = useSyncExternalStore(keeper.subscribe, keeper.snapshot);

  const country = useCountry(form.values['company.country']);
  const rules: Country | undefined = country.data;
  const culture = form.values.culture || rules?.defaultCulture || '';
  const language = culture.slice(0, 2) || reader;
  const facts: Facts = useMemo(() => ({ country: rules, ownDomain: tenant.domain, today }), [rules, tenant.domain, today]);

  useEffect(() => {
    if (!rules || rules.code !== form.values['company.country']) return;
    if (!form.values.culture) setForm((now) => ({ ...now, values: { ...now.values, culture: rules.defaultCulture } }));
  }, [rules, form]);

  const step = useRef(given.step);
  step.current = given.step;
  useEffect(() => {
    if (form === given.empty || !changed.current) return;
    keeper.change(draftFrom(form, step.current, requestId.current, language));
  }, [form, given.step, keeper, language]);
  useKeepUnsent(form, given.empty, keeper, saving);
  useEffect(() => {
    if (saving.is !== 'saved') return;
    if (keeper.draft) given.onDraft(keeper.draft.id);
    // Only when a save has ended.
  }, [saving]);
  useEffect(() => {
    const back = () => void keeper.flush();
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('online', back);
      void keeper.flush();
    };
  }, [keeper]);

  const change = useCallback((next: (form: Form) => Form) => {
    changed.current = true;
    setForm(next);
  }, []);

  const domain = wholeDomain(form);
  const settled = useLater(domain, 400);
  const domainFits = Boolean(domain) && !checkField('company.domain', form, facts);
  const asked = useDomain(settled, {
    draft: keeper.draft?.id, name: form.values['company.name'].trim(), postalCode: form.values['address.postalCode'].trim(),
  }, domainFits && settled === domain);
  const answer = domainFits && asked.data?.domain === domain ? asked.data : undefined;
  const domainState = {
    answer,
    pending: domainFits && (settled !== domain || asked.isFetching) && !answer,
    reserved: answer?.status === 'reserved_for_you' || Boolean(answer?.status !== 'taken' && domain && keeper.draft?.domain === domain),
    reservedUntil: keeper.draft?.domain === domain ? keeper.draft?.domainReservedUntil : answer?.reservedUntil,
  };

  const serverWrong = useCallback((name: FieldName): OnboardingProblem | undefined => {
    if (!judged) return undefined;
    if (!sameAt(name, judged.form, form)) return undefined;
    return judged.result.problems.find((problem) => placeOf(problem.field, form).field === name);
  }, [judged, form]);

  /** What is wrong with a field, told or not. */
  const wrongOf = useCallback((name: FieldName): string | undefined => {
    const wrong = checkField(name, form, facts);
    if (wrong) return wordsFor(name, wrong, facts);
    if (name === 'company.domain' && answer?.status === 'taken') return wordsFor(name, takenWords(answer), facts);
    if (name === 'company.domain' && answer?.status === 'invalid') return answer.rule;
    return serverWrong(name)?.message;
  }, [form, facts, serverWrong, wordsFor, answer]);
  const errorOf = useCallback((name: FieldName) =>
    // A taken domain is told as soon as it is known, everything else on leaving the field.
    (checked.has(name) || (name === 'company.domain' && answer?.status === 'taken') ? wrongOf(name) : undefined),
  [checked, wrongOf, answer]);
  const warningOf = useCallback((name: FieldName) =>
    judged && judged.form.values[name] === form.values[name]
      ? judged.result.warnings.find((warning) => !toldAsAlike.has(warning.code) && placeOf(warning.field, form).field === name)?.message : undefined,
  [judged, form]);

  const set = useCallback((name: FieldName, value: string) => {
    // A right field is judged again on leaving it; a wrong one at each key, so that it clears at once.
    if (!errorOf(name)) setChecked((now) => without(now, name));
    change((now) => ({ ...now, values: { ...now.values, [name]: value } }));
  }, [change, errorOf]);

  const body = useCallback((beside: { withLines?: boolean; templateId?: string } = {}) =>
    requestFrom(form, { draftId: keeper.draft?.id, language, ...beside }), [form, keeper, language]);

  const judging = useRef<AbortController>(undefined);
  const judge = useCallback(async (): Promise<DryRun> => {
    judging.current?.abort();
    const mine = new AbortController();
    judging.current = mine;
    // The first save reserves the domain; judged without the draft's name, the domain would look taken.
    if (!keeper.draft) await keeper.flush();
    const result = await dryRun(requestFrom(form, { draftId: keeper.draft?.id, language, withLines: false }), 'account', mine.signal);
    setJudged({ form, result });
    return result;
  }, [form, keeper, language]);

  const leftAt = useRef<Partial<Record<FieldName, string>>>({});
  /** On leaving a field that was changed: told at once what the form knows, then what the server knows. */
  const leave = useCallback((name: FieldName) => {
    const value = form.values[name];
    if ((leftAt.current[name] ?? given.empty.values[name]) === value && !checked.has(name)) return;
    leftAt.current[name] = value;
    setChecked((now) => new Set(now).add(name));
    if (value && !checkField(name, form, facts)) void judge().catch(() => {});
  }, [form, checked, facts, judge, given.empty]);

  const chooseCountry = useCallback((next: Country) => {
    change((now) => {
      const moved = moveToCountry(now, next);
      setDropped(moved.dropped.length ? { country: next.name, before: now, fields: moved.dropped } : undefined);
      return moved.form;
    });
  }, [change]);

  const to = useCallback((where: Step, extra = '') => {
    const id = keeper.draft?.id;
    const [query = '', hash = ''] = extra.split('#');
    const search = [id && `draft=${id}`, query].filter(Boolean).join('&');
    return `${pathOf[where]}${search ? `?${search}` : ''}${hash && `#${hash}`}`;
  }, [keeper]);

  return {
    form, change, set, leave, domain, domainState, errorOf, wrongOf, warningOf, facts, country: rules, countryPending: country.isPlaceholderData,
    culture, language, attest, keeper, saving, dropped, setDropped, chooseCountry, judge, judged, setJudged, body, to, keepCart, setKeepCart, refusal, setRefusal,
    requestId: requestId.current,
    go: (where: Step, extra?: string) => { setFound(false); void keeper.flush(); void navigate(to(where, extra)); },
    showAll: () => setChecked(new Set(fieldNames)),
    setLines: (next: (lines: Line[]) => Line[]) => change((now) => ({ ...now, lines: next(now.lines) })),
    /** What was typed before the session ended stands in the form again; until another step, or until it is put aside. */
    found,
    putAside: () => { setFound(false); change(() => saved); },
    /** Goes on from the version saved elsewhere, with what was typed here since. */
    resumeHere: (theirs: Draft) => {
      const base = keeper.draft ? formFromDraft(keeper.draft.state, given.empty) : given.empty;
      const merged = mergeForms(base, form, formFromDraft(theirs.state, given.empty));
      keeper.adopt(theirs);
      change(() => merged);
    },
  };
}

const takenWords = ({ suggestions = [] }: DomainAnswer): Wrong => suggestions.length
  ? { key: 'domainTaken', values: { suggestions: suggestions.map((each) => each.split('.')[0]).join('|') } }
  : { key: 'domainTakenPlain' };

const without = (set: ReadonlySet<FieldName>, name: FieldName) => {
  if (!set.has(name)) return set;
  const next = new Set(set);
  next.delete(name);
  return next;
};

function sameAt(name: FieldName, one: Form, other: Form): boolean {
  if (one.values[name] !== other.values[name]) return false;
  // What is unusual was judged with the reason of that time, or without one.
  if (mayBeUnusual.includes(name) && one.values.addressOverride !== other.values.addressOverride) return false;
  return name !== 'company.domain' || one.domainSuffix === other.domainSuffix;
}

export type Wizard = ReturnType<typeof useWizardState>;
export const WizardContext = createContext<Wizard | undefined>(undefined);
export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (!wizard) throw new Error('This part stands inside the wizard.');
  return wizard;
}
