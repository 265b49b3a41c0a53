// Holds the portal's types against the server's document: a member that the server does not know fails `tsc`.
import type * as Commerce from './commerce-types';
import type * as Onboarding from './onboarding-types';
import type { components } from './schema';
import type * as Portal from './types';

type Schemas = components['schemas'];
/** True where every member of the portal's type is one of the server's; else the names that are not. */
type Known<Server, Client> = Exclude<keyof Client, keyof Server> extends never ? true : Exclude<keyof Client, keyof Server>;
type Holds<T extends true> = T;

export type Contract = [
  Holds<Known<Schemas['Session'], Portal.Session>>,
  Holds<Known<Schemas['Preferences'], Portal.Preferences>>,
  Holds<Known<Schemas['Deployment'], Portal.Deployment>>,
  Holds<Known<Schemas['SandboxOrganisation'], Portal.SandboxTenant>>,
  Holds<Known<Schemas['SandboxClock'], Portal.Clock>>,
  Holds<Known<Schemas['Overview'], Portal.Overview>>,
  Holds<Known<Schemas['OverviewTask'], Portal.Task>>,
  Holds<Known<Schemas['ListedCustomer'], Portal.CustomerRow>>,
  Holds<Known<Schemas['CustomerPage'], Portal.Customer>>,
  Holds<Known<Schemas['CustomerPageAgreement'], Portal.CustomerAgreement>>,
  Holds<Known<Schemas['CustomerBillingProfile'], Portal.BillingProfile>>,
  Holds<Known<Schemas['ReissuedCredentials'], Portal.NewCredentials>>,
  Holds<Known<Schemas['CountryForm'], Onboarding.Country>>,
  Holds<Known<Schemas['DomainState'], Onboarding.DomainAnswer>>,
  Holds<Known<Schemas['Onboarding'], Onboarding.OnboardingRequest>>,
  Holds<Known<Schemas['OnboardingLine'], Onboarding.OnboardingLine>>,
  Holds<Known<Schemas['OnboardingDryRun'], Onboarding.DryRun>>,
  Holds<Known<Schemas['OnboardingProblem'], Onboarding.OnboardingProblem>>,
  Holds<Known<Schemas['Onboarded'], Onboarding.OnboardingResult>>,
  Holds<Known<Schemas['Quote'], Onboarding.Quote>>,
  Holds<Known<Schemas['QuoteLine'], Onboarding.QuoteLine>>,
  Holds<Known<Schemas['Draft'], Onboarding.Draft>>,
  Holds<Known<Schemas['SecretLinkState'], Onboarding.SecretLink>>,
  Holds<Known<Schemas['RevealedCredentials'], Onboarding.RevealedSecret>>,
  Holds<Known<Schemas['Subscription'], Commerce.Subscription>>,
  Holds<Known<Schemas['Order'], Commerce.Order>>,
];
