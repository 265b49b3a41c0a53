// Every address of the portal, written once.
export const paths = {
  signIn: '/signin',
  overview: '/',
  customers: '/customers',
  drafts: '/customers/drafts',
  addCustomer: '/customers/new/account',
  wizard: {
    account: '/customers/new/account',
    subscriptions: '/customers/new/subscriptions',
    review: '/customers/new/review',
    done: '/customers/new/done',
  },
  customer: (id: string) => `/customers/${id}`,
  customerSubscriptions: (id: string) => `/customers/${id}/subscriptions`,
  customerAgreement: (id: string) => `/customers/${id}/agreement`,
  customerOrders: (id: string) => `/customers/${id}/orders`,
  secret: (token: string) => `/secret/${token}`,
  apps: '/settings/apps',
  app: (id: string) => `/settings/apps/${id}`,
  authorize: '/authorize',
  device: '/device',
  accessibility: '/accessibility',
};
