// Which page stands at which address; each page is its own chunk.
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { leftOnPurpose } from '../session/session';
import { lazily } from '../ui/lazily';
import { paths } from '../ui/paths';
import { PageBoundary } from './PageBoundary';
import { Shell } from './Shell';

const SignIn = lazily(() => import('../session/SignIn'));
const Overview = lazily(() => import('../overview/Overview'));
const Customers = lazily(() => import('../customers/Customers'));
const CustomerPage = lazily(() => import('../customers/CustomerPage'));
const Wizard = lazily(() => import('../onboarding/Wizard'));
const Drafts = lazily(() => import('../onboarding/Drafts'));
const Apps = lazily(() => import('../access/Apps'));
const AppPage = lazily(() => import('../access/AppPage'));
const Authorize = lazily(() => import('../access/Authorize'));
const Device = lazily(() => import('../access/Device'));
const SecretLink = lazily(() => import('../secret/SecretLink'));
const Accessibility = lazily(() => import('./Accessibility'));
const NotFound = lazily(() => import('./NotFound'));

export function PortalRoutes({ signedIn }: { signedIn: boolean }) {
  return (
    <Routes>
      <Route path={paths.signIn} element={<SignIn signedIn={signedIn} />} />
      <Route path={paths.secret(':token')} element={<SecretLink />} />
      {signedIn && <Route path={paths.authorize} element={<Authorize />} />}
      {signedIn && <Route path={paths.device} element={<Device />} />}
      {signedIn ? (
        <Route element={<Shell />}>
          <Route element={<PageBoundary />}>
            <Route index element={<Overview />} />
            <Route path={paths.customers} element={<Customers />} />
            <Route path={paths.drafts} element={<Drafts />} />
            <Route path="/customers/new/*" element={<Wizard />} />
            <Route path="/customers/:id/*" element={<CustomerPage />} />
            <Route path={paths.apps} element={<Apps />} />
            <Route path={paths.app(':id')} element={<AppPage />} />
            <Route path={paths.accessibility} element={<Accessibility />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Route>
      ) : (
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
