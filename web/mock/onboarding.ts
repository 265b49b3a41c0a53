// The mock's countries, catalogue, onboardings, drafts and one-time links.
import type { Routes } from './plugin';

export const onboardingRoutes: Routes = {};
