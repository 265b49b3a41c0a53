// The mark: a gabled warehouse whose three shelves draw an E.
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path fill="var(--colorBrandBackground)" d="M15.2 2.45a1.6 1.6 0 0 1 1.6 0l11.4 6.7A1.6 1.6 0 0 1 29 10.5v17.1a1.9 1.9 0 0 1-1.9 1.9H4.9A1.9 1.9 0 0 1 3 27.6V10.5c0-.56.3-1.07.8-1.36z" />
      <path fill="#fff" d="M9 11.6h14v3.2H9z M9 17.2h7.4v3.2H9z M9 22.8h14V26H9z" />
      <path fill="#F0A868" d="M18.8 17.2H23v3.2h-4.2z" />
    </svg>
  );
}
