// The page of the link that is the same for every customer, as a chunk of its own.
export { StandingLinkPage as default } from './InvitationPage';
