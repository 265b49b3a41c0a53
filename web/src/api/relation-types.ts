// Relations, invitations and agreements as the server describes them.
import type { components } from './schema';

type Schemas = components['schemas'];
export type Invitation = Schemas['Invitation'];
export type InvitationForm = Schemas['InvitationForm'];
export type InvitationState = Invitation['state'];
export type Partnership = Schemas['PartnershipView'];
export type ResellerTerms = Schemas['ResellerTerms'];
export type ResellerTermsForm = Schemas['ResellerTermsForm'];
export type MyPartners = Schemas['MyPartners'];
export type MyPartner = Schemas['MyPartner'];
export type Asking = Schemas['AskingView'];
export type AgreementText = Schemas['AgreementTextView'];
export type AgreementPage = Schemas['CustomerAgreementPage'];
export type Acceptance = Schemas['AcceptanceView'];
export type PartnerAgreement = Schemas['PartnerAgreementStatus'];
export type AgreementTemplate = Schemas['AgreementTemplateView'];
export type Campaign = Schemas['Campaign'];
export type CampaignLink = Schemas['CampaignLink'];
