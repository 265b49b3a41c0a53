// Which page stands at which address; each page is its own chunk.
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { leftOnPurpose } from '../session/session';
import { paths } from '../ui/paths';
import { PageBoundary } from './PageBoundary';
import { Shell } from './Shell';

const SignIn = lazy(() => import('../session/SignIn'));
const Overview = lazy(() => import('../overview/Overview'));
const Customers = lazy(() => import('../customers/Customers'));
const CustomerPage = lazy(() => import('../customers/CustomerPage'));
const Wizard = lazy(() => import('../onboarding/Wizard'));
const Drafts = lazy(() => import('../onboarding/Drafts'));
const SecretLink = lazy(() => import('../secret/SecretLink'));
const Accessibility = lazy(() => import('./Accessibility'));
const NotFound = lazy(() => import('./NotFound'));

export function PortalRoutes({ signedIn }: { signedIn: boolean }) {
  return (
    <Suspense fallback={null}>
      <Routes>
        <Route path={paths.signIn} element={<SignIn signedIn={signedIn} />} />
        <Route path={paths.secret(':token')} element={<SecretLink />} />
        {signedIn ? (
          <Route element={<Shell />}>
            <Route element={<PageBoundary />}>
              <Route index element={<Overview />} />
              <Route path={paths.customers} element={<Customers />} />
              <Route path={paths.drafts} element={<Drafts />} />
              <Route path="/customers/new/*" element={<Wizard />} />
              <Route path="/customers/:id/*" element={<CustomerPage />} />
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
    </Suspense>
  );
}

/** Remembers the page asked for, so that signing in leads there. */
function ToSignIn() {
  const { pathname, search } = useLocation();
  const from = pathname === '/' || leftOnPurpose() ? undefined : pathname + search;
  return <Navigate to={paths.signIn} replace state={{ from }} />;
}
