// What stands over any page, fetched before or when it is first asked for.
import { lazily } from '../ui/lazily';

export const Palette = lazily(() => import('./Palette'), { place: 'over' });
export const Help = lazily(() => import('./Help'), { place: 'over' });
