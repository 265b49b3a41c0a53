// Which page stands at which address; each page is its own chunk.
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { useWords } from '../i18n/use-words';
import { leftOnPurpose } from '../session/session';
import { lazily } from '../ui/lazily';
import { paths } from '../ui/paths';
import { GlobalOnly } from './GlobalOnly';
import { PageBoundary } from './PageBoundary';
import { Shell } from './Shell';

const SignIn = lazily(() => import('../session/SignIn'));
const Overview = lazily(() => import('../overview/Overview'));
const Customers = lazily(() => import('../customers/Customers'));
const CustomerPage = lazily(() => import('../customers/CustomerPage'));
const Profile = lazily(() => import('../settings/Profile'));
const ValidationCodes = lazily(() => import('../government/ValidationCodes'));
const ReviewQueue = lazily(() => import('../operator/ReviewQueue'));
const Wizard = lazily(() => import('../onboarding/Wizard'));
const Drafts = lazily(() => import('../onboarding/Drafts'));
const Imports = lazily(() => import('../imports/Imports'));
const ImportPage = lazily(() => import('../imports/ImportPage'));
const RequestRelationship = lazily(() => import('../relations/RequestRelationship'));
const Resellers = lazily(() => import('../relations/Resellers'));
const Reseller = lazily(() => import('../relations/Reseller'));
const Providers = lazily(() => import('../relations/Providers'));
const MyPartners = lazily(() => import('../relations/MyPartners'));
const InvitationPage = lazily(() => import('../relations/InvitationPage'));
const StandingLink = lazily(() => import('../relations/StandingLink'));
const Agreements = lazily(() => import('../agreements/Agreements'));
const Catalog = lazily(() => import('../catalog/Catalog'));
const Apps = lazily(() => import('../access/Apps'));
const AppPage = lazily(() => import('../access/AppPage'));
const Authorize = lazily(() => import('../access/Authorize'));
const Device = lazily(() => import('../access/Device'));
const SecretLink = lazily(() => import('../secret/SecretLink'));
const Join = lazily(() => import('../session/Join'));
const Setup = lazily(() => import('../session/Setup'));
const OutsideReturn = lazily(() => import('../session/OutsideReturn'));
const Forgotten = lazily(() => import('../session/Forgotten'));
const Account = lazily(() => import('../access/Account'));
const Users = lazily(() => import('../access/Users'));
const Security = lazily(() => import('../access/Security'));
const Accessibility = lazily(() => import('./Accessibility'));
const NotFound = lazily(() => import('./NotFound'));

export function PortalRoutes({ signedIn, customer }: { signedIn: boolean; /** A customer's user: only its own pages exist. */ customer: boolean }) {
  const { t } = useWords();
  return (
    <Routes>
      <Route path={paths.signIn} element={<SignIn signedIn={signedIn} />} />
      <Route path={paths.secret(':token')} element={<SecretLink />} />
      <Route path={paths.join} element={<Join />} />
      <Route path={paths.setup} element={<Setup />} />
      <Route path={paths.forgotten} element={<Forgotten />} />
      <Route path={paths.cameBack} element={<OutsideReturn signedIn={signedIn} />} />
      <Route path={paths.invitation(':word')} element={<InvitationPage />} />
      <Route path={paths.standingLink} element={<StandingLink />} />
      {signedIn && <Route path={paths.authorize} element={<Authorize />} />}
      {signedIn && <Route path={paths.device} element={<Device />} />}
      {signedIn && customer && (
        <Route element={<Shell />}>
          <Route element={<PageBoundary />}>
            <Route index element={<Navigate to={paths.myPartners} replace />} />
            <Route path={paths.myPartners} element={<MyPartners />} />
            <Route path="/customers/:id/*" element={<CustomerPage />} />
            <Route path={paths.account} element={<Account />} />
            <Route path={paths.users} element={<Users />} />
            <Route path={paths.security} element={<Security />} />
            <Route path={paths.accessibility} element={<Accessibility />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Route>
      )}
      {signedIn && !customer && (
        <Route element={<Shell />}>
          <Route element={<PageBoundary />}>
            <Route index element={<Overview />} />
            <Route path={paths.customers} element={<Customers />} />
            <Route path={paths.drafts} element={<Drafts />} />
            <Route path="/customers/new/*" element={<Wizard />} />
            <Route path={paths.imports} element={<Imports />} />
            <Route path={paths.import(':id')} element={<ImportPage />} />
            <Route path={paths.requestRelationship} element={<GlobalOnly what="relationship" title={t('relations.request.title')}><RequestRelationship /></GlobalOnly>} />
            <Route path="/customers/:id/*" element={<CustomerPage />} />
            <Route path={paths.account} element={<Account />} />
            <Route path={paths.users} element={<Users />} />
            <Route path={paths.security} element={<Security />} />
            <Route path={paths.resellers} element={<GlobalOnly what="resellers" title={t('relations.resellers.title')}><Resellers /></GlobalOnly>} />
            <Route path={paths.reseller(':id')} element={<GlobalOnly what="resellers" title={t('relations.resellers.page')}><Reseller /></GlobalOnly>} />
            <Route path={paths.providers} element={<GlobalOnly what="resellers" title={t('relations.providers.title')}><Providers /></GlobalOnly>} />
            <Route path={paths.catalog} element={<Catalog />} />
            <Route path={paths.myPartners} element={<GlobalOnly what="relationship" title={t('relations.mine.title')}><MyPartners /></GlobalOnly>} />
            <Route path={paths.agreements} element={<GlobalOnly what="agreements" title={t('relations.settings.title')}><Agreements /></GlobalOnly>} />
            <Route path={paths.profile} element={<Profile />} />
            <Route path={paths.validations} element={<ValidationCodes />} />
            <Route path={paths.reviews} element={<GlobalOnly what="reviews" title={t('review.title')}><ReviewQueue /></GlobalOnly>} />
            <Route path={paths.apps} element={<Apps />} />
            <Route path={paths.app(':id')} element={<AppPage />} />
            <Route path={paths.accessibility} element={<Accessibility />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Route>
      )}
      {!signedIn && (
        <>
          <Route path={paths.accessibility} element={<main><Accessibility /></main>} />
          <Route path="*" element={<ToSignIn />} />
        </>
      )}
    </Routes>
  );
}

/** Remembers the page asked for, so that signing in leads there. */
function ToSignIn() {
  const { pathname, search } = useLocation();
  const from = pathname === '/' || leftOnPurpose() ? undefined : pathname + search;
  return <Navigate to={paths.signIn} replace state={{ from }} />;
}
