// What the server says about people, sessions, customers and the overview (shapes of /ext/v1).
import type { components } from './schema';

export type Money = { amount: string; currency: string };
export type Page<T> = { items: T[]; next?: string; previous?: string };

export type Reason = { code: string; message: string; roles?: Role[] };
export type Permission = { allowed: boolean; reasons: Reason[] };

export type TenantKind = 'indirectProvider' | 'directBill' | 'indirectReseller' | 'customer';
export type Role = components['schemas']['Reason']['roles'][number];
export type Language = 'fr' | 'en';

export type Deployment = {
  operatorName: string;
  sandbox: boolean;
  cloud: 'global' | 'usgov';
  domainSuffixes: string[];
  version: string;
};

export type Preferences = {
  language: Language | '';
  theme: 'light' | 'dark' | '';
  railCollapsed: boolean;
  shortcuts: boolean;
  timeZone?: string;
};

export type PermissionName = components['schemas']['PermissionVerdict']['permission'];

export type Session = {
  user: { id: string; displayName: string; userName: string; email: string };
  tenant: {
    id: string; name: string; kind: TenantKind; country: string; mpnId?: string; domain: string; currency: string;
  };
  roles: Role[];
  preferences: Preferences;
  csrfToken: string;
  sandbox: boolean;
  cloud: 'global' | 'usgov';
  businessTime: string;
  permissions: Partial<Record<PermissionName, Permission>>;
  administrators: { displayName: string; email: string }[];
  methods?: string[];
};

export type SandboxTenant = {
  tenantId: string; name: string; kind: TenantKind; country: string;
  people: { userId: string; displayName: string; userName: string; roles: Role[] }[];
};

export type Clock = { businessTime: string; realTime: string; offsetSeconds: number };

export type FigureName =
  | 'customers' | 'active_subscriptions' | 'licenses' | 'monthly_revenue' | 'customers_without_agreement';
export type TaskKind =
  | 'draft_expiring' | 'agreement_missing' | 'cancellation_window_closing' | 'reseller_agreement_missing'
  | 'invitation_expiring' | 'invitation_expired' | 'reseller_invitation_expiring' | 'reseller_invitation_expired'
  | 'provider_invitation' | 'import_failed';
export type Task = {
  kind: TaskKind; count: number; due?: string; subject?: string; customerId?: string; draftId?: string; importId?: string;
};
export type Overview = {
  figures: { name: FigureName; value: number; money?: Money }[];
  tasks: Task[];
  customersAdded: { month: string; count: number }[];
  licensesByCategory: { category: string; name: string; licenses: number }[];
};

export type AgreementState = 'accepted' | 'invited' | 'none';
export type CustomerStatus = 'active' | 'under_review' | 'refused';
export type CustomerRow = {
  id: string; name: string; domain: string; country: string;
  reseller?: { id: string; name: string };
  agreement: AgreementState;
  status: CustomerStatus;
  licenses: number;
  monthly?: Money;
  createdAt: string;
};

export type Signatory = { firstName: string; lastName: string; email: string; phoneNumber?: string };
export type Address = {
  country: string; region?: string; city?: string; state?: string; addressLine1?: string; addressLine2?: string;
  postalCode?: string; firstName?: string; lastName?: string; phoneNumber?: string;
};
export type BillingProfile = {
  id?: string; firstName?: string; lastName?: string; email?: string; culture?: string; language?: string;
  companyName?: string; defaultAddress?: Address;
};
export type CustomerAgreement = {
  state: AgreementState; signatory?: Signatory; dateAgreed?: string; attestedAt?: string; attestedBy?: string;
  templateVersion?: string; templateId?: string;
};
export type Customer = {
  id: string; name: string; domain: string; commerceId: string; country: string; createdAt: string;
  status: CustomerStatus;
  /** Whether the partner holds delegated administration. */
  delegated: boolean;
  /** Names of the customer's other partners. */
  otherPartners?: string[];
  reseller?: { id: string; name: string };
  agreement?: CustomerAgreement;
  profile: BillingProfile;
  registrationNumber?: string;
  vatNumber?: string;
  qualification?: 'none' | 'education' | 'government' | 'nonprofit';
  figures: { subscriptions: number; licenses: number; monthly?: Money };
  /** For who sees margins; of a reseller its own part, at its own prices. */
  exposure?: { monthly: Money; remaining: Money; until?: string };
  /** Whom the customer turns to. */
  support: { name: string; email?: string; telephone?: string; website?: string };
  addressOverride?: { profile: string; fields: string[]; reason: string; by: string; at: string };
  nextEvent?: { kind: 'cancellation_window_ends' | 'renewal'; at: string; subscriptionId: string; name: string };
  resellers?: { id: string; name: string; mpnId?: string }[];
  adminUserName?: string;
  credentials?: { linkStatus: 'unread' | 'read' | 'expired' | 'none' };
  actions?: Partial<Record<'add_subscription' | 'change_subscription' | 'attest_agreement' | 'reissue_credentials', Permission>>;
};
export type NewCredentials = { secretLink: string; userName: string; expiresAt: string };
