// The page of this name; to be built.
export default function SecretLink() {
  return null;
}
