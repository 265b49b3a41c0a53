// The French catalogue: one file a room, gathered into the one that is loaded.
import access from './fr/access.json';
import apps from './fr/apps.json';
import account from './fr/account.json';
import government from './fr/government.json';
import review from './fr/review.json';
import profile from './fr/profile.json';
import common from './fr/common.json';
import customer from './fr/customer.json';
import customers from './fr/customers.json';
import drafts from './fr/drafts.json';
import imports from './fr/imports.json';
import onboarding from './fr/onboarding.json';
import overview from './fr/overview.json';
import problems from './fr/problems.json';
import relations from './fr/relations.json';
import secret from './fr/secret.json';
import session from './fr/session.json';
import shell from './fr/shell.json';

export default {
  access, account, apps, common, customer, customers, drafts, government, imports, onboarding, overview, problems, profile, relations, review, secret,
  session, shell,
};
