// A customer's subscriptions: reading them in order, and changing one as Partner Center's PATCH wants it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Collection, Subscription } from '../api/commerce-types';
import type { State } from '../ui/StatusBadge';

const keyOf = (customerId: string) => ['subscriptions', customerId] as const;

export function useSubscriptions(customerId: string) {
  return useQuery({
    queryKey: keyOf(customerId),
    queryFn: async ({ signal }) => {
      const { items } = await api.get<Collection<Subscription>>(`/v1/customers/${customerId}/subscriptions`, { signal });
      return underTheirBase(items);
    },
  });
}

/** Add-ons directly after the subscription they extend. */
export function underTheirBase(items: Subscription[]): Subscription[] {
  const ids = new Set(items.map((each) => each.id));
  const isAddOn = (each: Subscription) => Boolean(each.parentSubscriptionId && ids.has(each.parentSubscriptionId));
  return items.filter((each) => !isAddOn(each))
    .flatMap((base) => [base, ...items.filter((each) => isAddOn(each) && each.parentSubscriptionId === base.id)]);
}

export type Change = Partial<Pick<Subscription, 'quantity' | 'friendlyName' | 'status' | 'autoRenewEnabled'>>;

export function useChangeSubscription(customerId: string, subscription: Subscription) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (change: Change) => {
      const path = `/v1/customers/${customerId}/subscriptions/${subscription.id}`;
      return api.patch<Subscription | undefined>(path, { ...subscription, ...change }, { once: true });
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keyOf(customerId) });
      void cache.invalidateQueries({ queryKey: ['customers'] });
    },
  });
}

const states: Record<Subscription['status'], State> = {
  active: 'active', suspended: 'suspended', deleted: 'cancelled', expired: 'expired', pending: 'provisioning',
  disabled: 'suspended', none: 'pending',
};
export const stateOf = (subscription: Subscription): State => states[subscription.status] ?? 'pending';

export const nameOf = (subscription: Subscription): string => subscription.friendlyName || subscription.offerName;
