/** The program's mark: a thread between two nodes. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden style={{ flex: 'none' }}>
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <path
        d="M7 17.2V8.4c0-1.5 1.9-2.1 2.8-.9l4.4 6c.9 1.2 2.8.6 2.8-.9V6.8"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <circle cx="7" cy="17.2" r="1.9" fill="var(--on-accent)" />
      <circle cx="17" cy="6.8" r="1.9" fill="var(--on-accent)" />
    </svg>
  );
}
