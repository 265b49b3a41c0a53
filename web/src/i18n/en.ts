// The English catalogue: one file a room, gathered into the one that is loaded.
import access from './en/access.json';
import apps from './en/apps.json';
import account from './en/account.json';
import government from './en/government.json';
import review from './en/review.json';
import profile from './en/profile.json';
import common from './en/common.json';
import customer from './en/customer.json';
import customers from './en/customers.json';
import drafts from './en/drafts.json';
import imports from './en/imports.json';
import onboarding from './en/onboarding.json';
import overview from './en/overview.json';
import problems from './en/problems.json';
import relations from './en/relations.json';
import secret from './en/secret.json';
import session from './en/session.json';
import shell from './en/shell.json';

export default {
  access, account, apps, common, customer, customers, drafts, government, imports, onboarding, overview, problems, profile, relations, review, secret,
  session, shell,
};
