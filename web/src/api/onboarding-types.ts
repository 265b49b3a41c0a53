// What the server says about forms, onboarding, drafts and one-time links (shapes of /ext/v1).
import type { AgreementState, Money, Reason, Signatory } from './types';

export type Country = {
  code: string; name: string; currency: string; timeZone: string; callingCodes: string[];
  cultures: { culture: string; language: string; name: string }[];
  defaultCulture: string;
  fieldOrder: string[];
  cityRequired: boolean;
  stateRequired: boolean; states: { code: string; name: string }[]; stateLabel?: string;
  postalCodeRequired: boolean; postalCodePattern?: string; postalCodeExample?: string;
  phonePattern?: string; phoneExample?: string; phoneRequired: boolean;
  registrationNumber: NumberRule<'required' | 'optional' | 'none'>;
  vat: NumberRule<'optional' | 'none'>;
};
export type NumberRule<Use> = { use: Use; label?: string; pattern?: string; example?: string };

export type DomainAnswer = {
  domain: string; status: 'available' | 'reserved_for_you' | 'taken' | 'invalid';
  reservedUntil?: string; rule?: string; suggestions?: string[];
};

export type Reseller = {
  id: string; name: string; mpnId: string; country: string; agreementSigned: boolean; state: string;
  selectable: boolean; reasons: Reason[]; customers: number;
};

export type AgreementTemplate = {
  templateId: string; version: string; title: string; language: string; documentUri: string; sha256: string;
};

export type CatalogTerm = { termDuration: string; billingCycle: string; /** Absent for who may not see prices. */ unitPrice?: Money };
export type CatalogItem = {
  catalogItemId: string; offerId: string; name: string; description: string; publisher: string;
  category: { id: string; name: string }; billing: 'license' | 'usage'; isTrial: boolean; isAddOn: boolean;
  baseCatalogItemIds: string[]; minimumQuantity: number; maximumQuantity: number; limitPerCustomer?: number;
  terms: CatalogTerm[]; available: boolean; reasons: Reason[]; cancellationDays: number;
};
export type Catalog = {
  items: CatalogItem[]; facets: { publishers: string[]; categories: { id: string; name: string }[] };
  /** Whose list the prices are of, less the margin of the reseller that asks. */
  providerId?: string;
};

export type OnboardingLine = {
  catalogItemId: string; quantity: number; termDuration: string; billingCycle: string;
  friendlyName?: string; expectedUnitPrice?: string; addOns?: OnboardingLine[];
};
export type OnboardingRequest = {
  draftId?: string;
  company: {
    name: string; country: string; registrationNumber?: string; vatNumber?: string; domain: string;
    qualification: 'none' | 'education' | 'government'; validationCode?: string;
  };
  address: {
    addressLine1: string; addressLine2?: string; city?: string; state?: string; postalCode?: string; country: string;
  };
  contact: Signatory;
  culture: string;
  language: string;
  /** None in the US Government cloud. */
  agreement?: { kind: 'attested' | 'invited'; templateId?: string; signatory?: Signatory; dateAgreed?: string };
  addressOverride?: string; resellerId?: string;
  lines: OnboardingLine[];
};

export type QuoteLine = {
  index: number; name: string; unitPrice: Money; quantity: number; termDuration: string; billingCycle: string;
  total: Money; arithmetic: string;
};
export type Quote = {
  currency: string; lines: QuoteLine[]; subtotal: Money; taxRate: string; tax: Money; firstInvoice: Money;
  monthly: Money; yearly: Money; renewsAt?: string; cancellableUntil?: string;
};
export type OnboardingProblem = { field: string; code: string; rule: string; remedy: string; message: string };
export type DryRun = {
  valid: boolean; problems: OnboardingProblem[]; quote?: Quote;
  creates: { kind: 'customer' | 'relationship' | 'agreement' | 'order' | 'subscription' | 'administrator'; name: string }[];
  warnings: { field: string; code: string; message: string }[];
};
export type OnboardingResult = {
  customerId: string; domain: string; customerName: string; administrator: { userName: string };
  secretLink: string; secretLinkExpiresAt: string; agreement: { state: AgreementState };
  orders: { id: string; lines: number }[];
  subscriptions: { id: string; name: string; quantity: number }[];
  quote?: Quote;
};

type DeepPartial<T> = T extends (infer E)[] ? E[] : T extends object ? { [K in keyof T]?: DeepPartial<T[K]> } : T;
export type DraftState = DeepPartial<OnboardingRequest> & {
  step?: 'account' | 'subscriptions' | 'review'; requestId?: string;
};
export type Draft = {
  id: string; version: number; state: DraftState; title: string;
  owner: { id: string; displayName: string }; editedBy: { id: string; displayName: string };
  createdAt: string; updatedAt: string; expiresAt: string; domain?: string; domainReservedUntil?: string;
};
export type DraftRow = Omit<Draft, 'state'>;

export type SecretLink = { customerName: string; expiresAt: string; status: 'unread' | 'read' | 'expired' };
export type RevealedSecret = { userName: string; password: string; readAt: string };
