/** SHA-256 of some bytes, in hexadecimal. */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-256 of a value's JSON text, in hexadecimal; it depends on the order of keys. */
export function digestOfJson(value: unknown): Promise<string> {
  return digest(new TextEncoder().encode(JSON.stringify(value)));
}
