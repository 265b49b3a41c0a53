// The parts of Partner Center's own resources (/v1) that the portal reads: subscriptions, orders, agreements.
export type Collection<T> = { totalCount?: number; items: T[] };

export type Subscription = {
  id: string; offerId?: string; offerName: string; friendlyName?: string; quantity: number; unitType?: string;
  parentSubscriptionId?: string; hasPurchasableAddons?: boolean; creationDate: string; effectiveStartDate?: string;
  commitmentEndDate?: string; cancellationAllowedUntilDate?: string;
  status: 'none' | 'active' | 'suspended' | 'deleted' | 'expired' | 'pending' | 'disabled';
  autoRenewEnabled?: boolean; isTrial?: boolean; billingType?: string; billingCycle?: string;
  termDuration?: string; orderId?: string; productType?: { id: string; displayName: string };
  refundOptions?: { type: string; expiresAt?: string }[];
  suspensionReasons?: string[];
  attributes?: { etag?: string; objectType?: string };
};

export type OrderLine = {
  lineItemNumber: number; offerId: string; subscriptionId?: string; friendlyName?: string; offerName?: string;
  quantity: number; termDuration?: string; transactionType?: string; parentSubscriptionId?: string;
  pricing?: { listPrice?: number; discountedPrice?: number; price?: number; extendedPrice?: number };
};
export type Order = {
  id: string; alternateId?: string; currencyCode?: string; currencySymbol?: string; billingCycle?: string;
  creationDate: string; status?: string; transactionType?: string; totalPrice?: number; lineItems: OrderLine[];
};

export type AgreementRecord = {
  userId?: string; type?: string; agreementType?: string; agreementLink?: string; templateId?: string;
  dateAgreed?: string; primaryContact?: { firstName: string; lastName: string; email: string; phoneNumber?: string };
};
