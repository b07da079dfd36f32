import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/** An interface that only this machine can reach. */
export function isLoopback(name: string): boolean {
  return loopbackNames.has(name.toLowerCase());
}

/** 256 bits that the page must show. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Takes the same time wherever the two differ. */
export function sameToken(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * The Host header must name this machine: a page of another name whose address was pointed here has its own. The port is free,
 * since a tunnel may end at another one.
 */
export function isOwnHost(header: string | undefined): boolean {
  const match = /^(\[[0-9a-f:]+\]|[^:[\]/@]+)(?::\d{1,5})?$/i.exec(header ?? '');
  return match?.[1] !== undefined && isLoopback(match[1]);
}

/** A browser says where a connection comes from: only the page that this server sent to the same address may open one. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return host !== undefined && origin?.toLowerCase() === `http://${host}`.toLowerCase();
}
