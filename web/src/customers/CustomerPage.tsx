// The page of this name.
export default function CustomerPage() {
  return null;
}
