// The page of this name; to be built.
export default function Wizard() {
  return null;
}
