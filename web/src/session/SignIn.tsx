// The sign-in page.
export default function SignIn(_: { signedIn: boolean }) {
  return null;
}
