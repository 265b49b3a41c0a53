// The page of this name.
export default function Overview() {
  return null;
}
