// The page of this name.
export default function Customers() {
  return null;
}
