// The page of this name; to be built.
export default function Drafts() {
  return null;
}
